package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An edit that can be tried: what there would be, and what came, changed or went.
 *
 * @param next all that there would be
 * @param entry the one that it is about; of one that goes the last that it said
 * @param before as it was; empty: it is new
 * @param goes it would be gone
 */
public record EditPlan(Additions next, Addition entry, Optional<Addition> before, boolean goes) {
  private static final int MOST_SERVICES = 10_000;
  private static final int MOST_CHANNELS = 100;

  /** Either a plan, or what came of the edit at once. */
  public record Outcome(Optional<EditPlan> plan, Optional<Edited> edited) {
    static Outcome of(Edited edited) {
      return new Outcome(Optional.empty(), Optional.of(edited));
    }
  }

  /** Plans it on what is in force. */
  public static Outcome of(Edit edit, Reading running, Instant now) {
    Additions all = running.page().all();
    Optional<Addition> before = edit.id().flatMap(id -> all.find(edit.kind(), id));
    if (edit.id().isPresent()) {
      Optional<Edited> refused = refusal(edit, running, before);
      if (refused.isPresent()) {
        return Outcome.of(refused.get());
      }
    }
    return edit.entry().isEmpty()
        ? plan(all.without(List.of(before.orElseThrow())), before.orElseThrow(), before, true)
        : written(edit, all, before, now);
  }

  /** Why one that there should be cannot be changed. */
  private static Optional<Edited> refusal(Edit edit, Reading running, Optional<Addition> before) {
    boolean inFile = isInFile(running, edit.kind(), edit.id().orElseThrow());
    if (inFile && (before.isEmpty() || edit.entry().isPresent())) {
      return Optional.of(new Edited.OfFile(running.settings().file()));
    }
    if (before.isEmpty()) {
      return Optional.of(new Edited.Missing());
    }
    boolean stale = edit.version().filter(seen -> seen != before.get().version()).isPresent();
    return stale ? Optional.of(new Edited.Stale(before.get())) : Optional.empty();
  }

  private static boolean isInFile(Reading running, Kind kind, String id) {
    Settings settings = running.settings();
    if (kind == Kind.SERVICE) {
      return settings.services().stream().anyMatch(each -> each.id().equals(id))
          && !settings.added().contains(id);
    }
    boolean there = settings.telling().channels().stream().anyMatch(each -> each.name().equals(id));
    Optional<Addition> ours = running.page().all().find(kind, id);
    return ours.isPresent()
        ? running.page().leftOut().stream()
            .anyMatch(each -> each.entry().is(kind, id) && each.faults().isEmpty())
        : there;
  }

  private static Outcome written(Edit edit, Additions all, Optional<Addition> before, Instant now) {
    var findings = new Findings();
    var top = new Spot(findings, null, Addition.SOURCE, 0, "");
    if (before.isEmpty()) {
      int most = edit.kind() == Kind.SERVICE ? MOST_SERVICES : MOST_CHANNELS;
      if (all.of(edit.kind()).size() >= most) {
        top.fault("there are " + most + " already — remove one first, or write it in the file");
      }
    }
    JsonObject whole = whole(edit, before, top);
    try {
      findings.throwIfAny();
    } catch (ConfigFaults faults) {
      return Outcome.of(new Edited.Wrong(faults.details()));
    }
    long version = Math.max(now.toEpochMilli(), before.map(Addition::version).orElse(0L) + 1);
    String id = before.map(Addition::id).orElse("");
    var entry = new Addition(edit.kind(), id, version, whole.encode(), edit.by(), now);
    return plan(all.with(entry), entry, before, false);
  }

  @SuppressWarnings("unchecked") // a map stays a map
  private static JsonObject whole(Edit edit, Optional<Addition> before, Spot top) {
    Map<String, Object> old = before.map(each -> each.json().getMap()).orElse(Map.of());
    var sent = (Map<String, Object>) plain(edit.entry().orElseThrow());
    var whole = new JsonObject((Map<String, Object>) Masks.restore(sent, old, top));
    String key = edit.kind() == Kind.SERVICE ? "id" : "name";
    edit.id()
        .ifPresent(
            id -> {
              Object said = whole.getValue(key, id);
              if (!id.equals(said)) {
                top.key(key, 0)
                    .fault("cannot be changed — remove this one, and add one of the other name");
              }
              whole.put(key, id);
              if (edit.kind() == Kind.SERVICE) {
                whole.remove(key);
              }
            });
    return whole;
  }

  /** Maps and lists alone. */
  private static Object plain(JsonObject object) {
    return new JsonObject(object.encode()).getMap();
  }

  private static Outcome plan(
      Additions next, Addition entry, Optional<Addition> before, boolean goes) {
    return new Outcome(Optional.of(new EditPlan(next, entry, before, goes)), Optional.empty());
  }

  /** What it says to who wants it that this cannot be. */
  public Edited refused(ConfigFaults faults) {
    List<Fault> own = faults.details().stream().filter(each -> each.isOf(entry)).toList();
    return own.isEmpty() || goes
        ? new Edited.Needed(faults.details())
        : new Edited.Wrong(own.stream().map(each -> each.within(entry)).toList());
  }

  /** The entry as it came to be: a new one has its id. */
  public Addition made(Reading read) {
    return goes
        ? entry
        : read.page().all().all().stream()
            .filter(each -> each.kind() == entry.kind() && each.version() == entry.version())
            .filter(each -> each.entry().equals(entry.entry()))
            .reduce((one, last) -> last)
            .orElseThrow();
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Phases;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link Matter} as {@code message.facts} keeps it. Times are ISO 8601; what is absent has no
 * key. Unknown keys are passed over, so that an older version reads what a newer one has written.
 */
public final class FactJson {
  private static final String VOTES = "votes";

  private FactJson() {}

  /** As JSON, with its kind. */
  public static JsonObject write(Matter matter) {
    var json = new JsonObject().put("kind", matter.kind().name());
    return matter instanceof Fact fact ? fact(json, fact) : OwnJson.write(json, (Own) matter);
  }

  /**
   * Back from JSON.
   *
   * @throws IllegalArgumentException if this is none that {@link #write} made
   */
  public static Matter read(JsonObject json) {
    try {
      Kind kind = Kind.valueOf(json.getString("kind", ""));
      return kind.grouped() ? fact(kind, json) : OwnJson.read(json);
    } catch (NullPointerException | ClassCastException | DateTimeException strange) {
      throw new IllegalArgumentException("these are no facts of a message", strange);
    }
  }

  private static JsonObject fact(JsonObject json, Fact fact) {
    json.put("service", fact.service())
        .put("critical", fact.critical())
        .put("level", fact.level())
        .put("at", fact.at().toString())
        .put("seen", seen(fact.seen()));
    fact.was().ifPresent(was -> json.put("was", was(was)));
    if (!fact.group().isEmpty()) {
      json.put("group", fact.group());
    }
    fact.dependents().ifPresent(some -> json.put("dependents", dependents(some)));
    fact.seenBy()
        .ifPresent(
            by -> json.put(VOTES, new JsonObject().put("down", by.down()).put("of", by.of())));
    return json;
  }

  private static JsonObject dependents(Fact.Dependents some) {
    return new JsonObject()
        .put("count", some.count())
        .put("names", new JsonArray(some.names()))
        .put("more", some.more());
  }

  private static Fact.Dependents dependents(JsonObject json) {
    return new Fact.Dependents(
        json.getInteger("count"),
        json.getJsonArray("names").stream().map(String.class::cast).toList(),
        json.getInteger("more"));
  }

  private static Fact fact(Kind kind, JsonObject json) {
    return new Fact(
        kind,
        text(json, "service"),
        json.getString("group", ""),
        json.getBoolean("critical"),
        text(json, "level"),
        json.getInstant("at"),
        Optional.ofNullable(json.getJsonObject("was")).map(FactJson::was),
        seen(json.getJsonObject("seen")),
        Optional.ofNullable(json.getJsonObject("dependents")).map(FactJson::dependents),
        Optional.ofNullable(json.getJsonObject(VOTES)).map(FactJson::seenBy));
  }

  private static Fact.SeenBy seenBy(JsonObject json) {
    return new Fact.SeenBy(json.getInteger("down"), json.getInteger("of"));
  }

  private static JsonObject was(Fact.Was was) {
    return new JsonObject().put("level", was.level()).put("length", was.length().toString());
  }

  private static Fact.Was was(JsonObject json) {
    return new Fact.Was(text(json, "level"), length(json, "length"));
  }

  private static JsonObject seen(Fact.Seen seen) {
    var json = new JsonObject().put("took", seen.took().toString()).put("link", seen.link());
    json.put("number", seen.number());
    if (!seen.phases().equals(Phases.NONE)) {
      json.put("phases", seen.phases().toJson());
    }
    seen.status().ifPresent(status -> json.put("status", status));
    seen.limit().ifPresent(limit -> json.put("limit", limit.toString()));
    seen.failure().ifPresent(failure -> json.put("failure", failure.toJson()));
    return json;
  }

  private static Fact.Seen seen(JsonObject json) {
    return new Fact.Seen(
        Optional.ofNullable(json.getInteger("status")),
        length(json, "took"),
        Optional.ofNullable(json.getJsonObject("phases")).map(Phases::from).orElse(Phases.NONE),
        json.containsKey("limit") ? Optional.of(length(json, "limit")) : Optional.empty(),
        Optional.ofNullable(json.getJsonObject("failure")).flatMap(Failure::from),
        text(json, "link"),
        json.getInteger("number"));
  }

  static String text(JsonObject json, String key) {
    return Objects.requireNonNull(json.getString(key), key);
  }

  static Duration length(JsonObject json, String key) {
    return Duration.parse(text(json, key));
  }
}

package homebox.controlplane.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the database does not know, or not yet: rows that are to be told although they stand nowhere
 * as due, and what became of rows that are not marked yet. By the key, which a row keeps when it is
 * stored.
 */
final class Unkept {
  private static final Comparator<OutboxRow> ORDER =
      Comparator.comparing(OutboxRow::stored).reversed().thenComparing(OutboxRow::id);

  /** So many are remembered: as many as may be lost with a server that takes its last second. */
  private static final int LATELY = 500;

  private final Map<String, OutboxRow> open = new LinkedHashMap<>();
  private final Map<String, Optional<Told>> settled = new HashMap<>();
  private final Map<String, Told> lately = new LinkedHashMap<>(); // and the database knew it

  /** How something was told, and when by the wall clock. */
  record Told(Delivery.Sent sent, Instant at) {}

  /** It is to be told. */
  void add(OutboxRow row) {
    if (!settled.containsKey(row.key())) {
      open.put(row.key(), row);
    }
  }

  /**
   * All that is to be told: what stands as due, and what does not, in its order. That it may have
   * arrived is known here before it can be written there.
   */
  List<OutboxRow> with(List<OutboxRow> due) {
    var all = new LinkedHashMap<>(open);
    for (OutboxRow row : due) {
      boolean doubtful =
          Optional.ofNullable(open.get(row.key())).map(OutboxRow::possibleRepeat).orElse(false);
      if (!doubtful) {
        open.remove(row.key());
      }
      all.put(row.key(), doubtful ? row.repeated() : row);
    }
    all.keySet().removeAll(settled.keySet());
    all.values().removeIf(row -> lost(row).isPresent());
    return all.values().stream().sorted(ORDER).toList();
  }

  /** A reminder that does not stand there any more is not needed; {@code due} is all that does. */
  void takenBack(List<OutboxRow> due) {
    Set<String> keys = due.stream().map(OutboxRow::key).collect(Collectors.toSet());
    open.values()
        .removeIf(row -> row.stored() && row.kind() == Kind.REMINDER && !keys.contains(row.key()));
  }

  /** It was told before it was stored, or before the database lost that: how. */
  Optional<Told> told(OutboxRow row) {
    return settled.containsKey(row.key()) ? settled.get(row.key()) : lost(row);
  }

  /** What was made after that is another one. */
  private Optional<Told> lost(OutboxRow row) {
    return Optional.ofNullable(lately.get(row.key()))
        .filter(told -> !told.at().isBefore(row.created()));
  }

  /** Nothing is to be told of it any more; empty: it was given up. */
  void settle(Collection<OutboxRow> rows, Optional<Told> how) {
    for (OutboxRow row : rows) {
      open.remove(row.key());
      settled.put(row.key(), how);
    }
  }

  /**
   * It stands as due now, as it was when that was to be written. Should it have gone out since, and
   * may have arrived, that is still known here alone.
   *
   * @param ambiguous it is written that it may have arrived
   */
  void stored(Collection<OutboxRow> rows, boolean ambiguous) {
    rows.forEach(
        row ->
            open.computeIfPresent(
                row.key(), (key, now) -> now.possibleRepeat() && !ambiguous ? now : null));
  }

  /** The database knows it as it is. */
  void forget(Collection<OutboxRow> rows) {
    for (OutboxRow row : rows) {
      open.remove(row.key());
      Optional.ofNullable(settled.remove(row.key()))
          .flatMap(how -> how)
          .ifPresent(told -> lately.put(row.key(), told));
    }
    var oldest = lately.keySet().iterator();
    while (lately.size() > LATELY) {
      oldest.next();
      oldest.remove();
    }
  }
}

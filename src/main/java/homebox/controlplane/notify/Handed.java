package homebox.controlplane.notify;

import java.util.List;
import java.util.Optional;

/**
 * What a channel has to tell, and need not read.
 *
 * @param rows in their order
 * @param claimed when it was claimed for the channel by being written so, by the monotonic clock;
 *     empty: it is due
 */
record Handed(List<OutboxRow> rows, Optional<Long> claimed) {
  /** What there is has to be read. */
  static final Handed NOTHING = new Handed(List.of(), Optional.empty());

  /** Copies the rows. */
  Handed {
    rows = List.copyOf(rows);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** True if these are what was claimed, and all of it. */
  boolean isClaimOf(List<OutboxRow> batch) {
    return claimed.isPresent() && keys(batch).equals(keys(rows));
  }

  /** What else was claimed. */
  Handed without(List<OutboxRow> batch) {
    List<String> gone = keys(batch);
    return new Handed(rows.stream().filter(row -> !gone.contains(row.key())).toList(), claimed);
  }

  private static List<String> keys(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::key).toList();
  }
}

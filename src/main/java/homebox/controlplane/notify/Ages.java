package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How old rows are, by the monotonic clock: setting the wall clock makes none older. Only what an
 * earlier life has left is as old as its date says.
 */
final class Ages {
  private final Pace pace;
  private final Map<String, Long> born = new HashMap<>();
  private boolean first = true;

  Ages(Pace pace) {
    this.pace = pace;
  }

  /** These are all there are. */
  void see(Collection<OutboxRow> rows) {
    long now = pace.nanos();
    rows.forEach(row -> born.computeIfAbsent(row.key(), key -> now - before(row)));
    born.keySet().retainAll(rows.stream().map(OutboxRow::key).collect(Collectors.toSet()));
    first = false;
  }

  /** When the oldest of these was born, by the monotonic clock. */
  OptionalLong oldest(Collection<OutboxRow> rows) {
    return rows.stream().mapToLong(row -> born.getOrDefault(row.key(), pace.nanos())).min();
  }

  Duration of(OutboxRow row) {
    return Duration.ofNanos(pace.nanos() - born.getOrDefault(row.key(), pace.nanos()));
  }

  private long before(OutboxRow row) {
    Duration age = Duration.between(row.created(), pace.instant());
    return first && !age.isNegative() && age.toDays() < 36_500 ? age.toNanos() : 0;
  }
}

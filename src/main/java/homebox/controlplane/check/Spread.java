package homebox.controlplane.check;

import java.time.Duration;
import java.util.List;

/**
 * How many took how long, since the start: counts per bound, for others to compute percentiles over
 * any time (Prometheus' histogram). May be used from any thread.
 */
public final class Spread {
  private static final List<Long> BOUNDS_MILLIS =
      List.of(
          1L, 2L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L,
          60_000L);

  private final long[] counts = new long[BOUNDS_MILLIS.size() + 1];
  private long sumNanos;

  /**
   * All of them at one moment.
   *
   * @param upTo how many took no longer than the bound; the longest bound last
   * @param count all, also those above the last bound
   * @param sum of all lengths
   */
  public record Counts(List<UpTo> upTo, long count, Duration sum) {}

  /** How many took no longer than {@code bound}. */
  public record UpTo(Duration bound, long count) {}

  /** One more; a negative length counts as zero. */
  public synchronized void add(Duration length) {
    long nanos = Math.max(0, length.toNanos());
    int place = 0;
    while (place < BOUNDS_MILLIS.size() && nanos > BOUNDS_MILLIS.get(place) * 1_000_000) {
      place++;
    }
    counts[place]++;
    sumNanos += nanos;
  }

  /** What was counted so far. */
  public synchronized Counts counts() {
    var upTo = new UpTo[BOUNDS_MILLIS.size()];
    long sum = 0;
    for (int place = 0; place < upTo.length; place++) {
      sum += counts[place];
      upTo[place] = new UpTo(Duration.ofMillis(BOUNDS_MILLIS.get(place)), sum);
    }
    return new Counts(List.of(upTo), sum + counts[upTo.length], Duration.ofNanos(sumNanos));
  }
}

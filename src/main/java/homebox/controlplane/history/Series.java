package homebox.controlplane.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A stretch of a service's time for a curve, 500 points at most.
 *
 * @param from where the first point begins
 * @param until where the last one ends: now
 * @param step from one point to the next; of days 24 hours, whatever the clocks do
 * @param times of all its good and slow answers together
 */
public record Series(Instant from, Instant until, Duration step, Times times, List<Point> points) {
  /** Copies the list. */
  public Series {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param at where it begins
   * @param times of the good and slow answers that began in it
   * @param amounts what its time was
   */
  public record Point(Instant at, Times times, Amounts amounts) {}

  /** Percentiles of response times, ms, to 1.6 %; all three are empty if nobody answered. */
  public record Times(OptionalLong p50, OptionalLong p95, OptionalLong p99) {
    static Times of(Latencies latencies) {
      return new Times(
          latencies.percentile(0.5), latencies.percentile(0.95), latencies.percentile(0.99));
    }
  }
}

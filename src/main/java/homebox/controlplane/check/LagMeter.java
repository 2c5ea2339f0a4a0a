package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.ArrayDeque;
import org.HdrHistogram.Histogram;

/**
 * How late checks begin: the real moment less the planned one. Keeps the last minute in slices of
 * ten seconds. Shared by the checkers of all event loops.
 */
public final class LagMeter {
  private static final long SLICE_NANOS = 10_000_000_000L;
  private static final int SLICES = 6;
  private static final long MOST_MILLIS = Duration.ofDays(1).toMillis();

  /**
   * The last minute.
   *
   * @param checks how many began
   * @param skipped how many had no place within their interval, since the start
   * @param p50Millis half of them began no later than this
   * @param p99Millis 99 of 100
   * @param maxMillis all of them
   */
  public record Lag(long checks, long skipped, long p50Millis, long p99Millis, long maxMillis) {}

  private final Pace pace;
  private final ArrayDeque<Histogram> closed = new ArrayDeque<>();
  private final Spread sinceStart = new Spread();
  private Histogram open = slice();
  private long openedNanos;
  private long skipped;

  /** Measures from now on. */
  public LagMeter(Pace pace) {
    this.pace = pace;
    this.openedNanos = pace.nanos();
  }

  synchronized void began(long lagMillis) {
    turn();
    open.recordValue(Math.min(MOST_MILLIS, Math.max(0, lagMillis)));
    sinceStart.add(Duration.ofMillis(lagMillis));
  }

  /** A check that found no place within its interval: late by that much. */
  synchronized void skipped(Duration interval) {
    began(interval.toMillis());
    skipped++;
  }

  /** What the last minute was like. */
  public synchronized Lag lag() {
    turn();
    Histogram all = slice();
    closed.forEach(all::add);
    all.add(open);
    return new Lag(
        all.getTotalCount(),
        skipped,
        all.getValueAtPercentile(50),
        all.getValueAtPercentile(99),
        all.getMaxValue());
  }

  /** All since the start; a skipped check is as late as its interval is long. */
  public Spread.Counts sinceStart() {
    return sinceStart.counts();
  }

  private void turn() {
    long passed = (pace.nanos() - openedNanos) / SLICE_NANOS;
    if (passed == 0) {
      return;
    }
    closed.add(open);
    while (closed.size() > Math.max(0, SLICES - (passed - 1))) {
      closed.poll();
    }
    open = slice();
    openedNanos += passed * SLICE_NANOS;
  }

  private static Histogram slice() {
    return new Histogram(MOST_MILLIS, 2);
  }
}

package homebox.controlplane.history;

import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long a service may be silent before we do not know how it is: 2 × interval + timeout
 * (design.md §8), as it was configured at the time.
 */
final class Patience {
  /** Of a service of which no configuration is known: that of the default interval and timeout. */
  static final Patience USUAL = new Patience(new long[] {0}, new long[] {610_000});

  private final long[] since;
  private final long[] millis;

  private Patience(long[] since, long[] millis) {
    this.since = since;
    this.millis = millis;
  }

  /** Always the same. */
  static Patience of(long millis) {
    return new Patience(new long[] {0}, new long[] {millis});
  }

  /** In ms. */
  static long of(Timing timing) {
    Duration patience = timing.interval().multipliedBy(2).plus(timing.timeout());
    return patience.toMillis();
  }

  /** From {@code at} on it is that; changes are told in their order. */
  Patience then(long at, long newMillis) {
    int size = since.length;
    long[] moments = Arrays.copyOf(since, size + 1);
    long[] lengths = Arrays.copyOf(millis, size + 1);
    moments[size] = at;
    lengths[size] = newMillis;
    return new Patience(moments, lengths);
  }

  /** This was read, and {@code heard} in the meantime: what changed there after all of this. */
  Patience and(Patience heard) {
    Patience both = this;
    for (int n = 1; n < heard.since.length; n++) {
      if (heard.since[n] >= since[since.length - 1] && both.last() != heard.millis[n]) {
        both = both.then(heard.since[n], heard.millis[n]);
      }
    }
    return both;
  }

  /** What holds now. */
  long last() {
    return millis[millis.length - 1];
  }

  /** The shortest that ever held. */
  long shortest() {
    return Arrays.stream(millis).min().orElseThrow();
  }

  /**
   * The longest that held at any time from {@code from} to {@code until}; before all, the first.
   */
  long longest(long from, long until) {
    long longest = 0;
    for (int n = 0; n < since.length; n++) {
      boolean begun = n == 0 || since[n] <= until;
      boolean over = n + 1 < since.length && since[n + 1] <= from;
      if (begun && !over) {
        longest = Math.max(longest, millis[n]);
      }
    }
    return longest;
  }
}

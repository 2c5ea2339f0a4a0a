package homebox.controlplane.notify.telegram;

import java.time.Duration;

/**
 * A token bucket, kept as the one moment at which it would be full again: so it needs no timer and
 * cannot drift. Moments are {@code Pace.nanos()}.
 */
final class Bucket {
  private final long every;
  private final long ahead;
  private long full;

  /**
   * A full one.
   *
   * @param every how long a token takes to grow
   * @param size how many it holds, 1 or more
   */
  Bucket(Duration every, int size, long now) {
    this.every = every.toNanos();
    this.ahead = this.every * (size - 1);
    this.full = now;
  }

  /** How long until there is a token; 0 if there is one. */
  long waitNanos(long now) {
    return Math.max(0, full - ahead - now);
  }

  /** True if it holds all that it can. */
  boolean full(long now) {
    return full <= now;
  }

  /** Takes the token that is there at {@code then}, now or later. */
  void take(long then) {
    full = Math.max(full, then) + every;
  }
}

package homebox.controlplane.notify.http;

import java.time.Duration;

/**
 * A token bucket, kept as the one moment at which it would be full again: so it needs no timer and
 * cannot drift. Moments are {@code Pace.nanos()}.
 */
public final class Bucket {
  private final long every;
  private final long ahead;
  private long full;

  /**
   * A full one.
   *
   * @param every how long a token takes to grow
   * @param size how many it holds, 1 or more
   */
  public Bucket(Duration every, int size, long now) {
    this.every = every.toNanos();
    this.ahead = this.every * (size - 1);
    this.full = now;
  }

  /** How long until there is a token; 0 if there is one. */
  public long waitNanos(long now) {
    return Math.max(0, full - ahead - now);
  }

  /** True if it holds all that it can. */
  public boolean full(long now) {
    return full <= now;
  }

  /** Takes the token that is there at {@code then}, now or later. */
  public void take(long then) {
    full = Math.max(full, then) + every;
  }
}

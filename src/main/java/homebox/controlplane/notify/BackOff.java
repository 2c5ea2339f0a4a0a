package homebox.controlplane.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a channel that fails is tried again: after 1 s, 2 s, 4 s … 60 s, a little less by chance so
 * that many do not knock together. All times are nanoseconds of the monotonic clock.
 */
final class BackOff {
  private static final Duration MOST = Duration.ofSeconds(60);

  /** Something new may try at once when the last try is this old. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final DoubleSupplier chance;
  private int failures;
  private long last;
  private long next;
  private long asked;

  /**
   * Nothing has failed yet.
   *
   * @param chance from 0 to 1
   */
  BackOff(DoubleSupplier chance, long now) {
    this.chance = chance;
    this.last = now;
    this.next = now;
    this.asked = now;
  }

  boolean failing() {
    return failures > 0;
  }

  void succeeded() {
    failures = 0;
  }

  /** The other side is another one: nothing of the old one holds. */
  void anew(long now) {
    failures = 0;
    next = now;
    asked = now;
  }

  /** Returns how long until the next try. */
  Duration failed(long now) {
    long seconds = Math.min(MOST.toSeconds(), 1L << Math.min(failures, 10));
    Duration wait = Duration.ofMillis((long) (seconds * (1_000 - 250 * chance.getAsDouble())));
    failures++;
    last = now;
    next = now + wait.toNanos();
    return wait;
  }

  /** The other side asked to be left alone for so long: nothing goes before that. */
  void asked(long now, Duration wait) {
    asked = now + wait.toNanos();
  }

  /** How long until it may be tried; 0 or less: now. */
  long left(long now, boolean something) {
    long soonest = failing() ? next - now : 0;
    if (something) {
      soonest = Math.min(soonest, last + QUIET.toNanos() - now);
    }
    return Math.max(soonest, asked - now);
  }
}

package homebox.controlplane.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock by hand for who writes to a real disk: what time it is the hand says, but as long as a
 * disk is waited for is real. An hour that goes by in a moment would find every statement late.
 */
public final class DiskPace implements Pace {
  /** Whoever waits for so long waits for a disk; less is how often something is tried. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private final Pace hand;
  private final Pace real;

  /** The time of {@code hand}. */
  public DiskPace(Vertx vertx, Pace hand) {
    this.hand = hand;
    this.real = new VertxPace(vertx);
  }

  @Override
  public Instant instant() {
    return hand.instant();
  }

  @Override
  public long nanos() {
    return hand.nanos();
  }

  @Override
  public long sinceBootMillis() {
    return hand.sinceBootMillis();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return (delay.compareTo(LONG) < 0 ? hand : real).after(delay, task);
  }
}

package homebox.controlplane.testkit;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Real time, five times as fast: a deadline of 10 s comes after two. */
public final class QuickPace implements Pace {
  private static final int FACTOR = 5;

  private final Pace real;

  /** Over the real one. */
  public QuickPace(Vertx vertx) {
    real = new VertxPace(vertx);
  }

  @Override
  public Instant instant() {
    return real.instant();
  }

  @Override
  public long nanos() {
    return real.nanos() * FACTOR;
  }

  @Override
  public long sinceBootMillis() {
    return real.sinceBootMillis() * FACTOR;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return real.after(delay.dividedBy(FACTOR), task);
  }
}

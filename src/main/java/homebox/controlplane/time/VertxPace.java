package homebox.controlplane.time;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Real time, with Vert.x's timers. */
public final class VertxPace implements Pace {
  private static final Path UPTIME = Path.of("/proc/uptime");

  private final Vertx vertx;
  private final Clock clock = Clock.systemUTC();
  private final boolean uptime = Files.isReadable(UPTIME);

  /** Timers are {@code vertx}'s. */
  public VertxPace(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  /**
   * Linux keeps it in /proc/uptime (CLOCK_BOOTTIME, 10 ms fine; proc(5)). Elsewhere the monotonic
   * clock stands in, and a sleep is told from late timers alone.
   */
  @Override
  public long sinceBootMillis() {
    if (!uptime) {
      return System.nanoTime() / 1_000_000;
    }
    try {
      String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1_000);
    } catch (IOException | RuntimeException unreadable) {
      return System.nanoTime() / 1_000_000;
    }
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}

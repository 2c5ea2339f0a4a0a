package homebox.controlplane.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code run} on a host whose wall clock is wrong: by as many seconds as the argument says, and as
 * soon as a line with another number comes in, by as many as that says. Its timers are right, as
 * they are on such a host.
 */
public final class WrongClock {
  private volatile Duration wrong;

  private WrongClock(Duration wrong) {
    this.wrong = wrong;
  }

  /** Runs until it is told to stop. */
  public static void main(String[] args) {
    var clock = new WrongClock(seconds(args[0]));
    var setter = new Thread(clock::obey, "somebody who sets the clock");
    setter.setDaemon(true);
    setter.start();
    System.exit(new Run(new FileOptions(), clock::of).go());
  }

  private static Duration seconds(String number) {
    return Duration.ofSeconds(Long.parseLong(number));
  }

  private void obey() {
    try (var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        wrong = seconds(line);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Pace of(Vertx vertx) {
    var right = new VertxPace(vertx);
    return new Pace() {
      @Override
      public Instant instant() {
        return right.instant().plus(wrong);
      }

      @Override
      public long nanos() {
        return right.nanos();
      }

      @Override
      public long sinceBootMillis() {
        return right.sinceBootMillis();
      }

      @Override
      public Timer after(Duration delay, Runnable task) {
        return right.after(delay, task);
      }
    };
  }
}

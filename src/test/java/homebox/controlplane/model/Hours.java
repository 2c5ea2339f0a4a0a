package homebox.controlplane.model;

import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets time pass in a process of one event loop: it moves only when nothing is left to do at its
 * moment, so that what the disk does takes none, unless it hangs.
 */
final class Hours {
  /** Nothing tells that the loop has come to rest; what is handed on gets so many turns. */
  private static final int REST = 16;

  /** Of real time, for one piece: a thousand services on a machine that has much else to do. */
  private static final int MINUTES = 15;

  private final Context loop;
  private final Workers workers;
  private final HandPace pace;

  Hours(Context loop, Workers workers, HandPace pace) {
    this.loop = loop;
    this.workers = workers;
    this.pace = pace;
  }

  /** So much time passes, or less, until there is enough or the process has died. */
  void pass(Duration time, BooleanSupplier enough) {
    onLoop(
        () -> {
          Promise<Void> done = Promise.promise();
          turn(new Passing(pace.nanos() + time.toNanos(), enough, done), 0, workers.begun());
          return done.future();
        });
  }

  private record Passing(long end, BooleanSupplier enough, Promise<Void> done) {}

  /** One turn of the loop: when there were enough without anything to do, time moves. */
  private void turn(Passing passing, int idle, long begun) {
    if (workers.busy()) {
      LockSupport.parkNanos(20_000);
      again(passing, 0);
    } else if (idle < REST) {
      again(passing, begun == workers.begun() ? idle + 1 : 0);
    } else if (workers.ended() || passing.enough.getAsBoolean()) {
      passing.done.complete();
    } else {
      move(passing);
    }
  }

  private void move(Passing passing) {
    Duration left = Duration.ofNanos(passing.end - pace.nanos());
    Optional<Duration> next = pace.untilNext().filter(due -> due.compareTo(left) <= 0);
    pace.advance(next.orElse(left));
    if (next.isPresent()) {
      again(passing, 0);
    } else {
      passing.done.complete();
    }
  }

  private void again(Passing passing, int idle) {
    long begun = workers.begun();
    loop.runOnContext(now -> turn(passing, idle, begun));
  }

  /** What it answers, asked on the loop. */
  <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> what.get().onComplete(done));
    try {
      return done.future().await(MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new AssertionError("it takes more than " + MINUTES + " min", late);
    }
  }
}

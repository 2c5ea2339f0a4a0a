package homebox.controlplane.testkit;

import homebox.controlplane.bus.Address;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One event loop with a clock of the test's, both driven from the test's thread. */
public final class Loop implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  public final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  public final HandPace pace;
  private final Context context = vertx.getOrCreateContext();

  /** One whose clock stands at {@code now}; events may be published. */
  public Loop(Instant now) {
    pace = new HandPace(now);
    Address.prepare(vertx);
  }

  /** Does it there, and waits for its end. */
  public <T> T on(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> what.get().onComplete(done));
    try {
      return done.future().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it takes more than " + LIMIT_SECONDS + " s", late);
    }
  }

  /** Lets the clock run. */
  public void advance(Duration by) {
    on(
        () -> {
          pace.advance(by);
          return Future.succeededFuture();
        });
  }

  /** There is no way to be called when this happens; asked again every few milliseconds. */
  public void await(String what, BooleanSupplier done) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("it does not happen: " + what);
      }
      turn(5);
    }
  }

  /** What was begun has come to its end: nothing tells so, hence a few milliseconds. */
  public void settle() {
    for (int turn = 0; turn < 5; turn++) {
      turn(8);
    }
  }

  private void turn(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    on(Future::succeededFuture);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

package homebox.controlplane;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What no room may do, each in every way: {@link ArchitectureTest} must find all of it. */
final class Trespasses {
  private Trespasses() {}

  static final class OnTheBus {
    EventBus called(Vertx vertx) {
      return vertx.eventBus();
    }

    Supplier<EventBus> referredTo(Vertx vertx) {
      return vertx::eventBus;
    }

    Supplier<EventBus> inALambda(Vertx vertx) {
      return () -> vertx.eventBus();
    }
  }

  static final class OnTimers {
    long called(Vertx vertx) {
      return vertx.setTimer(1, fired -> {});
    }

    BiFunction<Long, Handler<Long>, Long> referredTo(Vertx vertx) {
      return vertx::setPeriodic;
    }

    Future<?> asAFuture(Vertx vertx) {
      return vertx.timer(1);
    }

    Future<?> asALimit(Future<?> future) {
      return future.timeout(1, TimeUnit.SECONDS);
    }

    Object onThreads(ScheduledExecutorService threads) {
      return threads.schedule(() -> {}, 1, TimeUnit.SECONDS);
    }
  }

  static final class OnClocks {
    Instant called() {
      return Instant.now();
    }

    Supplier<Instant> referredTo() {
      return Instant::now;
    }

    Supplier<LocalDate> ofADay() {
      return LocalDate::now;
    }

    LongSupplier nanos() {
      return System::nanoTime;
    }

    Supplier<Clock> system() {
      return Clock::systemUTC;
    }

    Supplier<Date> old() {
      return Date::new;
    }

    void asleep() throws InterruptedException {
      Thread.sleep(1);
    }

    void asleepInSeconds() throws InterruptedException {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  static final class None {
    ZoneId zone() {
      return ZoneId.systemDefault();
    }

    Instant moment() {
      return Instant.ofEpochMilli(1).plus(Duration.ofSeconds(1));
    }
  }
}

package homebox.controlplane.history;

import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.NotYetAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.config.Timing;
import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.store.Database;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.time.DiskPace;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A real history on a real database, with a clock of the test's. One thread drives all of it. */
final class Rig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  final Context loop = vertx.getOrCreateContext();
  final HandPace pace;
  Database database;
  HistoryVerticle verticle;
  private String deployment;

  Rig(Instant now) {
    pace = new HandPace(now);
    Address.prepare(vertx);
  }

  /** Opens the file and lets a history listen. */
  static Rig on(Path file, Instant now) {
    return on(file, now, Optional.empty(), ResultWriter.ROOM);
  }

  static Rig on(Path file, Instant now, Optional<Duration> keepChecks, int room) {
    return on(Place.of(file), now, keepChecks, room);
  }

  static Rig on(Place place, Instant now) {
    return on(place, now, Optional.empty(), ResultWriter.ROOM);
  }

  static Rig on(Place place, Instant now, Optional<Duration> keepChecks, int room) {
    var keep = new Keep(keepChecks, Optional.empty(), Optional.empty());
    List<ServiceConfig> services = List.of(service("box"), service("nas"));
    return on(place, now, new HistoryPlan(services, keep, ZoneOffset.UTC), room);
  }

  static Rig on(Path file, Instant now, HistoryPlan plan, int room) {
    return on(Place.of(file), now, plan, room);
  }

  static Rig on(Place place, Instant now, HistoryPlan plan, int room) {
    Rig rig = silent(place, now);
    rig.deploy(new HistoryVerticle(rig.database, rig.pace, plan, room));
    return rig;
  }

  /** Opens the file; nobody listens yet. */
  static Rig silent(Path file, Instant now) {
    return silent(Place.of(file), now);
  }

  static Rig silent(Place place, Instant now) {
    var rig = new Rig(now);
    var disk = new DiskPace(rig.vertx, rig.pace);
    rig.database = rig.onLoop(() -> Database.open(rig.vertx, disk, place.settings()));
    return rig;
  }

  /** The clock runs on by {@code already} before the opening gets anywhere. */
  static Rig opening(Path file, Instant now, Duration already) {
    var rig = new Rig(now);
    rig.database =
        rig.onLoop(
            () -> {
              Future<Database> opened = Database.open(rig.vertx, rig.pace, file);
              rig.loop.runOnContext(next -> rig.pace.advance(already));
              return opened;
            });
    rig.settle();
    return rig;
  }

  private void deploy(HistoryVerticle history) {
    verticle = history;
    deployment = onLoop(() -> vertx.deployVerticle(history));
    history.recollect();
    settle();
  }

  static ServiceConfig service(String id) {
    return service(id, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  static ServiceConfig service(String id, Duration interval, Duration timeout) {
    return new ServiceConfig(
        new ServiceConfig.Label(id, "The " + id, "Home", "", List.of()),
        true,
        true,
        new Timing(interval, timeout, Duration.ofSeconds(1), 0, Duration.ZERO, 1),
        new NotYetAsk("http", "http://" + id + "/"));
  }

  static CheckResult good(String service, Instant at) {
    return result(service, at, new Outcome.Good(Duration.ofMillis(42)));
  }

  /** The same, asked by one of several hosts. */
  static CheckResult by(String node, String location, CheckResult result) {
    var there = new Standpoint(node, Optional.ofNullable(location));
    return new CheckResult(
        result.service(),
        result.at(),
        result.steadyMillis(),
        result.attempt(),
        result.answer().from(there));
  }

  static CheckResult failed(String service, Instant at, String fact) {
    return result(
        service,
        at,
        new Outcome.Failed(Duration.ofMillis(1_500), Failure.of(Reason.UNKNOWN_HOST, fact)));
  }

  static CheckResult result(String service, Instant at, Outcome outcome) {
    var phases =
        new Phases(
            Duration.ofNanos(1_234_567),
            Duration.ofMillis(20),
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofNanos(700_000));
    boolean answered = !(outcome instanceof Outcome.Failed);
    var evidence =
        new Evidence(
            answered ? OptionalInt.of(200) : OptionalInt.empty(),
            answered ? phases : Phases.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new CheckResult(service, at, 0, 0, new Answer(outcome, evidence));
  }

  /** Publishes, and returns when everybody has heard. */
  void hear(List<CheckResult> results) {
    say(() -> results.forEach(result -> CheckResult.ADDRESS.publish(vertx, result)));
  }

  /** The same of anything else. */
  void say(Runnable publish) {
    onLoop(
        () -> {
          publish.run();
          return Future.succeededFuture();
        });
    settle();
  }

  void hear(CheckResult... results) {
    hear(List.of(results));
  }

  /** Lets the clock run. */
  void advance(Duration by) {
    onLoop(
        () -> {
          pace.advance(by);
          return Future.succeededFuture();
        });
    settle();
  }

  /** Everything that was heard is on the disk. */
  void flush() {
    advance(Duration.ofMillis(250));
    await("all is written", () -> verticle.waitingResults() == 0);
  }

  /** Nothing is under way that a leap of the clock would find late. */
  void rest() {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!verticle.resting() || verticle.waitingResults() > 0) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("it does not come to rest");
      }
      if (verticle.waitingResults() > 0) {
        advance(Duration.ofMillis(250)); // it is written now, in its own time
      }
      long moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
      while (System.nanoTime() < moment && (!verticle.resting() || verticle.waitingResults() > 0)) {
        settle();
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Housekeeping goes round until this is so. */
  void round(String what, BooleanSupplier done) {
    for (int rounds = 0; rounds < 20; rounds++) {
      rest();
      if (done.getAsBoolean()) {
        return;
      }
      advance(Housekeeping.ROUND.plusSeconds(1));
    }
    throw new AssertionError("it does not happen: " + what);
  }

  /** There is no way to be called when this happens; asked again every few milliseconds. */
  void await(String what, BooleanSupplier done) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("it does not happen: " + what);
      }
      advance(Duration.ofMillis(50));
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** What has been put on the event loop so far has been done. */
  private void settle() {
    for (int n = 0; n < 3; n++) {
      onLoop(
          () -> {
            Promise<Void> turn = Promise.promise();
            loop.runOnContext(now -> turn.complete());
            return turn.future();
          });
    }
  }

  <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> what.get().onComplete(done));
    try {
      return done.future().await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("it takes more than 30 s", late);
    }
  }

  /** The same, and returns at once. */
  Future<Void> stopping() {
    String id = deployment;
    deployment = null;
    Promise<Void> done = Promise.promise();
    loop.runOnContext(now -> vertx.undeploy(id).onComplete(done));
    return done.future();
  }

  /** The history listens no more; what it kept is written. */
  void stop() {
    if (deployment != null) {
      Future<Void> stopped = stopping();
      onLoop(() -> stopped);
    }
  }

  @Override
  public void close() {
    stop();
    if (database != null) {
      onLoop(() -> database.close());
    }
    vertx.close().await();
  }
}

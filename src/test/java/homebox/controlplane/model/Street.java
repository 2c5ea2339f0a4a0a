package homebox.controlplane.model;

import homebox.controlplane.alert.AlertPlan;
import homebox.controlplane.alert.AlertVerticle;
import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.HushPlan;
import homebox.controlplane.alert.Panel;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckerVerticle;
import homebox.controlplane.check.Desk;
import homebox.controlplane.check.Probe;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.notify.NotifierVerticle;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The whole way from question to message in virtual time: real checkers, a real alert room, a real
 * notifier and a real file on one event loop. What the services answer is the world's.
 */
final class Street implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  /** A good or a failed answer takes so long; a slow one is only told as such. */
  private static final Duration TOOK = Duration.ofMillis(40);

  /** {@link Hours} wait for so much at once; a thousand services take seconds. */
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final Duration LONG = Duration.ofMinutes(2);

  /** What is true, whoever asks. */
  interface World {
    /** What a service answers that is asked now: g good, s slow, f failed. */
    char answer(String service, Instant now);

    /** Whether we are online. */
    boolean online(Instant now);
  }

  final HandPace pace = new HandPace(NOON);
  private final Workers workers = new Workers();
  private final Vertx vertx = workers.vertx();
  private final Hours hours = new Hours(vertx.getOrCreateContext(), workers, pace);
  private final World world;
  private final Database database;

  /**
   * Begins to watch.
   *
   * @param told hears the key of each message as people read it
   */
  Street(Path file, Settings settings, World world, Consumer<String> told) {
    this.world = world;
    Address.prepare(vertx);
    database = await(Database.class, () -> Database.open(vertx, pace, file));
    var plan = new AlertPlan(List.of(Moody.NAME), Optional.empty());
    var alert =
        new AlertVerticle(
            database,
            pace,
            settings.watched(),
            plan,
            HushPlan.of(settings),
            () -> Future.succeededFuture(world.online(pace.instant())),
            Panel.NOBODY);
    var channel = new Moody(pace, () -> Reply.SENT, line -> told.accept(line.key()));
    var outlet = new Outlet(channel, Moody.WORDING, Duration.ofSeconds(3));
    await(String.class, () -> vertx.deployVerticle(alert));
    await(
        String.class,
        () ->
            vertx.deployVerticle(
                new NotifierVerticle(database, pace, List.of(outlet), Optional.empty())));
    Desk desk = Desk.of(vertx, pace, 512);
    await(
        Void.class,
        () -> {
          desk.open();
          return Future.succeededFuture();
        });
    for (ServiceConfig service : settings.watched()) {
      await(
          String.class,
          () ->
              vertx.deployVerticle(
                  new CheckerVerticle(
                      service,
                      () -> look(service),
                      desk,
                      () -> alert.known(service.id()),
                      () -> alert.rests(service.id()))));
    }
  }

  private Probe.Look look(ServiceConfig service) {
    Promise<Answer> answer = Promise.promise();
    char letter = world.answer(service.id(), pace.instant());
    pace.after(TOOK, () -> answer.tryComplete(Answers.of(letter)));
    return new Probe.Look() {
      @Override
      public Future<Answer> answer() {
        return answer.future();
      }

      @Override
      public void abandon() {
        // nothing is open
      }
    };
  }

  /** So much time passes. */
  void pass(Duration time) {
    for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(STEP)) {
      hours.pass(left.compareTo(STEP) < 0 ? left : STEP, () -> false);
    }
  }

  private <T> T await(Class<T> type, java.util.function.Supplier<Future<T>> what) {
    Future<?> done = hours.onLoop(() -> Future.<Future<?>>succeededFuture(what.get()));
    hours.pass(LONG, done::isComplete);
    if (!done.succeeded()) {
      throw new AssertionError("not within " + LONG, done.cause());
    }
    return type.cast(done.result());
  }

  @Override
  public void close() {
    for (String id : vertx.deploymentIDs()) {
      await(Void.class, () -> vertx.undeploy(id));
    }
    await(Void.class, database::close);
    try {
      vertx.close().await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("it does not end", late);
    }
  }
}

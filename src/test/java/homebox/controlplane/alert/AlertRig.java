package homebox.controlplane.alert;

import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Gap;
import homebox.controlplane.config.NotYetAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.store.Database;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.time.HandPace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A real alert room with a clock of the test's, on a real database. That has real time: a jump of
 * the clock would be the end of the writer's patience with what it is just writing.
 */
final class AlertRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  final Vertx vertx;
  final HandPace pace;
  final Database database;
  final AlertVerticle alert;
  final List<Transition> transitions = new CopyOnWriteArrayList<>();
  final List<Message> unstored = new CopyOnWriteArrayList<>();
  final List<Absence> absences = new CopyOnWriteArrayList<>();
  final List<Standing> standings = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<FollowedUp> followed = new CopyOnWriteArrayList<>();
  final List<MessagesDue> due = new CopyOnWriteArrayList<>();
  final List<BackOnline> back = new CopyOnWriteArrayList<>();
  final List<Gap> gaps = new CopyOnWriteArrayList<>();
  volatile boolean online = true;
  private final Loop loop;
  private final Instant began;

  AlertRig(Place place, Instant now, AlertPlan plan) {
    this(place, now, plan, List.of(service("box"), service("nas")));
  }

  AlertRig(Place place, Instant now, AlertPlan plan, List<ServiceConfig> services) {
    this(place, now, plan, services, HushPlan.NONE);
  }

  AlertRig(
      Place place, Instant now, AlertPlan plan, List<ServiceConfig> services, HushPlan hushPlan) {
    this(place, now, plan, services, hushPlan, Panel.NOBODY);
  }

  AlertRig(
      Place place,
      Instant now,
      AlertPlan plan,
      List<ServiceConfig> services,
      HushPlan hushPlan,
      Panel panel) {
    loop = new Loop(now);
    vertx = loop.vertx;
    pace = loop.pace;
    began = now;
    database = onLoop(() -> Database.open(vertx, new VertxPace(vertx), place.settings()));
    alert =
        new AlertVerticle(
            database, pace, services, plan, hushPlan, () -> Future.succeededFuture(online), panel);
    onLoop(
        () -> {
          services.forEach(
              each ->
                  AskNow.ADDRESS.of(each.id()).subscribe(vertx, wish -> asked.add(wish.service())));
          FollowedUp.ADDRESS.subscribe(vertx, followed::add);
          BackOnline.ADDRESS.subscribe(vertx, back::add);
          Gap.ADDRESS.subscribe(vertx, gaps::add);
          Absence.ADDRESS.subscribe(vertx, absences::add);
          Standing.ADDRESS.subscribe(vertx, standings::add);
          Transition.ADDRESS.subscribe(vertx, transitions::add);
          Unstored.ADDRESS.subscribe(vertx, event -> unstored.addAll(event.messages()));
          MessagesDue.ADDRESS.subscribe(vertx, due::add);
          return Future.succeededFuture();
        });
    onLoop(() -> vertx.deployVerticle(alert));
  }

  static ServiceConfig service(String id) {
    var timing =
        new Timing(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(1),
            1);
    return new ServiceConfig(
        new ServiceConfig.Label(id, "The " + id, "", "", List.of()),
        true,
        true,
        timing,
        new NotYetAsk("http", "http://" + id + "/"));
  }

  /** One answer a second, in a row. */
  void hear(String id, String letters) {
    for (char letter : letters.toCharArray()) {
      onLoop(
          () -> {
            pace.advance(Duration.ofSeconds(1));
            long steady = began.toEpochMilli() + pace.nanos() / 1_000_000;
            CheckResult.ADDRESS.publish(
                vertx, new CheckResult(id, pace.instant(), steady, 0, Answers.of(letter)));
            return Future.succeededFuture();
          });
    }
  }

  void advance(Duration by) {
    loop.advance(by);
  }

  void await(String what, BooleanSupplier done) {
    loop.await(what, done);
  }

  <T> T onLoop(Supplier<Future<T>> what) {
    return loop.on(what);
  }

  /** The process ends without a word: nothing is drained. */
  @Override
  public void close() {
    whileTimePasses(database::close);
    whileTimePasses(() -> vertx.undeploy(alert.deploymentID()));
    loop.close();
  }

  /** For what waits for the clock, which nobody else moves. */
  private void whileTimePasses(Supplier<Future<?>> what) {
    Future<?> done = onLoop(() -> Future.<Future<?>>succeededFuture(what.get()));
    await(
        "the end",
        () -> {
          advance(AlertVerticle.DRAIN);
          return done.isComplete();
        });
  }
}

package homebox.controlplane.model;

import homebox.controlplane.alert.AlertVerticle;
import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import homebox.controlplane.alert.Panel;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.notify.NotifierVerticle;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One life of the process: a real database, a real alert room and a real notifier on one event
 * loop, with a clock of the test's.
 */
final class Life {
  private static final Duration LONG = Duration.ofMinutes(2);

  final HandPace pace;
  private final Workers workers = new Workers();
  private final Vertx vertx = workers.vertx();
  private final Hours hours;
  private final Path file;
  private final Instant began;
  private final Moody channel;
  private final Duration groupWait;
  private final Blueprint blueprint;
  private final Settings settings;
  private final BooleanSupplier online;
  private int asked;
  private Optional<Database> database = Optional.empty();
  private Optional<AlertVerticle> alert = Optional.empty();
  private Optional<NotifierVerticle> notifier = Optional.empty();
  private Optional<Connection> lock = Optional.empty();
  private long lockEnds;
  private boolean over;

  Life(
      Path file,
      Instant now,
      Duration groupWait,
      Blueprint blueprint,
      BooleanSupplier online,
      Supplier<Reply> replies,
      Consumer<Moody.Line> tried) {
    this.file = file;
    this.began = now;
    this.groupWait = groupWait;
    this.blueprint = blueprint;
    this.settings = blueprint.settings();
    this.online = online;
    this.pace = new HandPace(now);
    this.hours = new Hours(vertx.getOrCreateContext(), workers, pace);
    this.channel = new Moody(pace, replies, tried);
    Address.prepare(vertx);
    AskNow.ADDRESS.of(House.PARENT).subscribe(vertx, wish -> asked++);
  }

  /** Comes up; false if it died meanwhile. */
  boolean start() {
    return await(this::open) && await(this::judge) && await(this::tell) && pass(Duration.ZERO);
  }

  private Future<?> open() {
    return Database.open(vertx, pace, file).onSuccess(opened -> database = Optional.of(opened));
  }

  private Future<?> judge() {
    var verticle =
        new AlertVerticle(
            database.orElseThrow(),
            pace,
            settings.watched(),
            blueprint.alertPlan(settings),
            blueprint.hushPlan(settings),
            () -> Future.succeededFuture(online.getAsBoolean()),
            Panel.NOBODY);
    return vertx.deployVerticle(verticle).onSuccess(id -> alert = Optional.of(verticle));
  }

  private Future<?> tell() {
    var people = new Outlet(channel, Moody.WORDING, groupWait);
    var log = new Outlet(Moody.calm("log", pace), Moody.WORDING, Duration.ZERO);
    List<Outlet> outlets = blueprint.full() ? List.of(log, people) : List.of(people);
    var verticle = new NotifierVerticle(database.orElseThrow(), pace, outlets, Optional.empty());
    return vertx.deployVerticle(verticle).onSuccess(id -> notifier = Optional.of(verticle));
  }

  /** An answer is there that took so long; false if the process died of it. */
  boolean hear(String service, char letter, Duration took) {
    hours.onLoop(
        () -> {
          long now = began.toEpochMilli() + pace.nanos() / 1_000_000;
          CheckResult.ADDRESS.publish(
              vertx,
              new CheckResult(
                  service,
                  pace.instant().minus(took),
                  now - took.toMillis(),
                  0,
                  Answers.of(letter, took)));
          return Future.succeededFuture();
        });
    return pass(Duration.ZERO);
  }

  /** How often it was asked because somebody depends on it. */
  int asked() {
    return asked;
  }

  /** What came of an order; empty if nothing did yet, or the process died of it. */
  Optional<Obeyed> give(Order order) {
    Future<Obeyed> done =
        hours.onLoop(
            () ->
                Future.succeededFuture(
                    alert.orElseThrow().orders().give(order, "anna", Orders.ALONE)));
    pass(Duration.ZERO);
    return done.succeeded() && !workers.ended() ? Optional.of(done.result()) : Optional.empty();
  }

  /** From now on these are watched; false if the process died of it. */
  boolean follow(Blueprint next) {
    var inForce = new InForce(next.settings(), pace.instant(), List.of());
    hours.onLoop(
        () -> {
          InForce.ADDRESS.publish(vertx, inForce);
          return Future.succeededFuture();
        });
    return pass(Duration.ZERO);
  }

  /** Time passes, and all that happens in it; false if the process died meanwhile. */
  boolean pass(Duration time) {
    hours.pass(time, () -> false);
    return !workers.ended();
  }

  private boolean await(Supplier<Future<?>> what) {
    Future<?> done = hours.onLoop(() -> Future.<Future<?>>succeededFuture(what.get()));
    hours.pass(LONG, done::isComplete);
    if (!done.isComplete() && !workers.ended()) {
      throw new AssertionError("it takes more than " + LONG);
    }
    return !workers.ended();
  }

  /** It dies when it would work on its file once more than so many times. */
  void dieAfter(int pieces) {
    workers.endAfter(pieces);
  }

  void liveOn() {
    workers.endNever();
  }

  /** The disk answers nothing for so long. */
  void hang(Duration time) {
    if (!workers.hangs()) {
      workers.hang();
      later(time, workers::letGo);
    }
  }

  /** Another program writes for so long; it does not if one does already. */
  void lock(Duration time) throws SQLException {
    if (lock.isPresent()) {
      return;
    }
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=0");
    try {
      other.createStatement().execute("BEGIN IMMEDIATE");
    } catch (SQLException busy) {
      other.close();
      return;
    }
    lock = Optional.of(other);
    lockEnds = pace.nanos() + time.toNanos();
    later(time, this::unlock);
  }

  private void later(Duration delay, Runnable what) {
    hours.onLoop(
        () -> {
          pace.after(delay, what);
          return Future.succeededFuture();
        });
  }

  private void unlock() {
    lock.ifPresent(
        other -> {
          try {
            other.close();
          } catch (SQLException bug) {
            throw new IllegalStateException(bug);
          }
        });
    lock = Optional.empty();
  }

  /** How long another program will write yet. */
  Duration locked() {
    return lock.isPresent() ? Duration.ofNanos(lockEnds - pace.nanos()) : Duration.ZERO;
  }

  /** True while what happens can be written. */
  boolean well() {
    return lock.isEmpty()
        && !workers.hangs()
        && database.filter(opened -> opened.trouble().isEmpty()).isPresent();
  }

  /** The disk is well again. */
  void mend() {
    hours.onLoop(
        () -> {
          workers.letGo();
          unlock();
          return Future.succeededFuture();
        });
  }

  /** Stops in order; false if it died meanwhile. */
  boolean stop() {
    return notifier.map(verticle -> undeploy(verticle.deploymentID())).orElse(true)
        && alert.map(verticle -> undeploy(verticle.deploymentID())).orElse(true)
        && database.map(opened -> await(opened::close)).orElse(true);
  }

  private boolean undeploy(String id) {
    return vertx.deploymentIDs().contains(id) ? await(() -> vertx.undeploy(id)) : true;
  }

  /**
   * From now on nothing that it does counts: what stands in the file now is what the next life
   * finds in {@code next}. It goes on with the old one until it is cleared away.
   */
  void end(Path next) throws IOException {
    if (over) {
      return; // whoever judges it does so afterwards, and may not like what is found
    }
    over = true;
    hours.onLoop(
        () -> {
          channel.end();
          workers.hang();
          return Future.succeededFuture();
        });
    while (workers.busy()) {
      LockSupport.parkNanos(50_000);
    }
    unlock();
    copy(file, next);
    copy(log(file), log(next));
    workers.letAllGo();
    clearAway();
  }

  /** What had just begun comes to its end first. */
  private void clearAway() {
    pass(Duration.ofSeconds(1));
    for (String id : vertx.deploymentIDs()) {
      undeploy(id);
    }
    database.ifPresent(opened -> await(opened::close));
    try {
      vertx.close().await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it does not end", late);
    }
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to);
    }
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.alert.Message;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.alert.Ready;
import homebox.controlplane.alert.Unstored;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.time.HandPace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A real notifier with a clock of the test's, on a real database. That has real time: a jump of the
 * clock would be the end of the writer's patience with what it is just writing.
 */
final class NotifierRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
  private static final String INSERT =
      "INSERT INTO message (channel, key, kind, service, level, facts, state, attempts, created,"
          + " possible_repeat, epoch) VALUES (?, ?, ?, ?, 'DOWN', '{}', 'DUE', 0, ?, 0, 0)"
          + " ON CONFLICT (channel, key) DO NOTHING";

  final Loop loop;
  final Vertx vertx;
  final FakeChannel channel = new FakeChannel();
  final HandPace pace;
  final Database database;
  final NotifierVerticle notifier;
  volatile List<Outlet> outlets;
  volatile Hearing hearing = Hearing.ALWAYS;
  volatile ChannelHealth health;
  volatile Ready ready;
  final List<ChannelHealth.State> states = new CopyOnWriteArrayList<>();

  NotifierRig(Place place, Instant now, Duration groupWait, Outlet... others) {
    loop = new Loop(now);
    vertx = loop.vertx;
    pace = loop.pace;
    database = onLoop(() -> Database.open(vertx, new VertxPace(vertx), place.settings()));
    outlets = new ArrayList<>(List.of(others));
    outlets.add(new Outlet(channel, new KeyWording(), groupWait));
    notifier =
        new NotifierVerticle(
            database, pace, Configured.by(""), nanos -> hearing.since(nanos), inForce -> outlets);
    ChannelHealth.ADDRESS.subscribe(vertx, this::hear);
    Ready.ADDRESS.subscribe(vertx, this::hear);
    onLoop(() -> vertx.deployVerticle(notifier));
  }

  private void hear(ChannelHealth said) {
    if (said.name().equals(channel.name())) {
      health = said;
      states.add(said.state());
    }
  }

  private void hear(Ready said) {
    if (said.channel().equals(channel.name())) {
      ready = said;
    }
  }

  /** The channel has looked, and has nothing to tell. */
  void awaitReady() {
    await("it has nothing to tell", () -> ready != null && ready.yes());
  }

  /** A row is committed, and its channel told. */
  void commit(String name, Kind kind, String service, String key) {
    store(name, kind, service, key);
    say(new MessagesDue(Set.of(name)));
    settle();
  }

  /** The notifier is told. */
  void say(MessagesDue due) {
    onLoop(
        () -> {
          MessagesDue.ADDRESS.publish(vertx, due);
          return Future.succeededFuture();
        });
  }

  /** What hangs in the channel is to be tried again later. */
  void let() {
    onLoop(
        () -> {
          channel.let();
          return Future.succeededFuture();
        });
  }

  /** A row is committed, and nobody hears of it. */
  void store(String name, Kind kind, String service, String key) {
    long now = pace.instant().toEpochMilli();
    onLoop(
        () ->
            database
                .writer()
                .submit(
                    Lane.URGENT,
                    connection ->
                        connection
                            .preparedQuery(INSERT)
                            .execute(Tuple.of(name, key, kind.name(), service, now))));
  }

  void commit(Kind kind, String service) {
    commit("telegram", kind, service, service + ":" + kind);
  }

  void tellUnstored(Kind kind, String service) {
    var message =
        new Message(
            "telegram",
            service + ":" + kind,
            kind.name(),
            service,
            "i",
            "DOWN",
            new JsonObject(),
            pace.instant());
    onLoop(
        () -> {
          Unstored.ADDRESS.publish(vertx, new Unstored(List.of(message)));
          return Future.succeededFuture();
        });
  }

  /** Not while something is being written: its real time is no match for the clock's jumps. */
  void advance(Duration by) {
    loop.on(
        () ->
            database
                .writer()
                .submit(Lane.ORDINARY, connection -> Future.succeededFuture())
                .otherwiseEmpty());
    loop.advance(by);
    settle();
  }

  void settle() {
    loop.settle();
  }

  void await(String what, BooleanSupplier done) {
    loop.await(what, done);
    settle();
  }

  /**
   * Time passes in these steps until it happens: it may need a mark or a timer to be there first.
   */
  void passUntil(String what, Duration step, BooleanSupplier done) {
    await(
        what,
        () -> {
          if (!done.getAsBoolean()) {
            advance(step);
          }
          return done.getAsBoolean();
        });
  }

  <T> T onLoop(Supplier<Future<T>> what) {
    return loop.on(what);
  }

  /** The process ends without a word. */
  @Override
  public void close() {
    onLoop(database::close);
    let();
    loop.close();
  }
}

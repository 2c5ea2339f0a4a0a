package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cluster.Unasked.Why;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One that decides and its envoys on a real PostgreSQL; their time is the test's. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class EnvoysTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Standpoints THERE = new Standpoints(List.of("barn", "cellar"));
  private static final String FIRST = Rendezvous.order("box", THERE.names()).get(0);
  private static final String SECOND = Rendezvous.order("box", THERE.names()).get(1);

  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final List<Supplier<Future<Void>>> open = new ArrayList<>();
  private final List<FarLook> looks = new CopyOnWriteArrayList<>();
  private PostgresBase base;
  private Database database;
  private Envoys envoys;

  @BeforeEach
  void decide(PostgresBase given) {
    base = given;
    Visitor run = Visitor.node("atlas");
    node("attic", run);
    var settings = base.settings(base.shared("attic"));
    database = loop.on(() -> Database.open(loop.vertx, loop.pace, settings, run));
    open.add(database::close);
    envoys = loop.on(() -> Future.succeededFuture(new Envoys(database, loop.pace, new Living())));
  }

  @AfterEach
  void close() {
    open.forEach(loop::on);
    loop.close();
  }

  /** It lives as long as its row says so: an hour. */
  private SideLine node(String name, Visitor run) {
    var line = SideLine.to(loop.vertx, base.shared(name), run);
    open.add(line::close);
    loop.on(line::prepare);
    var self = new Self(name, run, "host", Optional.of("behind " + name), "1.0");
    loop.on(() -> new NodeStore(line).beat(self, Membership.Presence.NONE, Optional.empty()));
    base.change("UPDATE node SET seen = seen + 3600000 WHERE name = '" + name + "'");
    return line;
  }

  private void envoy(String name, Function<FarLook, Future<FarSight>> look) {
    SideLine line = node(name, Visitor.node(name));
    loop.on(
        () -> {
          Onlooker<FarLook, FarSight> onlooker =
              Onlooker.envoy(
                  line,
                  name,
                  loop.pace,
                  asked -> {
                    looks.add(asked);
                    return look.apply(asked);
                  });
          onlooker.begin();
          open.add(
              0,
              () -> {
                onlooker.end();
                return Future.succeededFuture();
              });
          return Future.succeededFuture();
        });
  }

  private void envoy(String name, FarSight sight) {
    envoy(name, look -> Future.succeededFuture(sight));
  }

  private Envoys.Sent send() {
    return send(LONG);
  }

  private Envoys.Sent send(Duration limit) {
    return loop.on(
        () ->
            Future.succeededFuture(
                envoys.send(new Envoys.Wish("box", "http://box/", THERE::include, limit, true))));
  }

  /** Its real time is no match for the clock's: whatever was asked before has come by then. */
  private void pass(String until, Supplier<Boolean> done) {
    loop.await(
        until,
        () -> {
          loop.on(() -> database.read(one -> one.query("SELECT 1").execute()).otherwiseEmpty());
          loop.advance(Duration.ofMillis(100));
          return done.get();
        });
  }

  private Future<String> answer(Envoys.Sent sent) {
    pass("an end", () -> sent.answer().isComplete());
    pass("a clean slate", () -> base.number("SELECT count(*) FROM envoy_look") == 0);
    return sent.answer();
  }

  private static Why why(Future<String> answer) {
    return ((Unasked) answer.cause()).why();
  }

  private List<String> asked() {
    return looks.stream().map(FarLook::node).toList();
  }

  @Test
  void the_first_of_those_who_live_there_looks_once_and_its_answer_comes() {
    envoy("barn", FarSight.of("barn's"));
    envoy("cellar", FarSight.of("cellar's"));
    envoy("dovecote", FarSight.of("not from there"));
    assertThat(answer(send()).result()).isEqualTo(FIRST + "'s");
    FarLook look = looks.get(0);
    assertThat(looks).hasSize(1);
    assertThat(look.node()).isEqualTo(FIRST);
    assertThat(look.service() + " " + look.url()).isEqualTo("box http://box/");
    assertThat(look.fresh()).isTrue();
  }

  @Test
  void who_has_another_service_by_that_id_is_passed_over() {
    envoy(FIRST, FarSight.none(Ballot.UNLIKE));
    envoy(SECOND, FarSight.of("seen"));
    Envoys.Sent sent = send();
    assertThat(answer(sent).result()).isEqualTo("seen");
    assertThat(asked()).containsExactly(FIRST, SECOND);
    assertThat(sent.by()).hasValue(new Standpoint(SECOND, Optional.of("behind " + SECOND)));
  }

  @Test
  void who_does_not_answer_in_time_is_passed_over() {
    envoy(FIRST, look -> Promise.<FarSight>promise().future());
    envoy(SECOND, FarSight.of("seen"));
    long before = loop.pace.nanos();
    assertThat(answer(send(SHORT)).result()).isEqualTo("seen");
    assertThat(loop.pace.nanos() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
    assertThat(asked()).containsExactly(FIRST, SECOND);
  }

  @Test
  void who_goes_while_it_is_asked_is_not_waited_for() {
    envoy(FIRST, look -> Promise.<FarSight>promise().future());
    envoy(SECOND, FarSight.of("seen"));
    Envoys.Sent sent = send();
    pass("it is asked", () -> looks.size() == 1);
    base.change("DELETE FROM node WHERE name = '" + FIRST + "'");
    assertThat(answer(sent).result()).isEqualTo("seen");
  }

  @Test
  void that_nobody_lives_there_is_no_answer_and_that_nobody_speaks_is_another_one() {
    assertThat(why(answer(send()))).isEqualTo(Why.NOBODY);
    assertThat(loop.on(() -> envoys.anybody(THERE))).isFalse();
    envoy(FIRST, FarSight.none(Ballot.OFFLINE));
    assertThat(why(answer(send()))).isEqualTo(Why.MUTE);
    assertThat(loop.on(() -> envoys.anybody(THERE))).isTrue();
  }

  @Test
  void what_nobody_wants_to_know_any_more_is_taken_back() {
    envoy(FIRST, look -> Promise.<FarSight>promise().future());
    Envoys.Sent sent = send();
    pass("it is asked", () -> looks.size() == 1);
    loop.on(
        () -> {
          sent.end();
          return Future.succeededFuture();
        });
    pass("a clean slate", () -> base.number("SELECT count(*) FROM envoy_look") == 0);
    assertThat(sent.answer().isComplete()).isFalse();
  }

  @Test
  void while_the_database_is_away_nobody_can_be_asked() {
    envoy(FIRST, FarSight.of("seen"));
    base.away(true);
    Envoys.Sent sent = send();
    pass("an end", () -> sent.answer().isComplete());
    assertThat(why(sent.answer())).isEqualTo(Why.AWAY);
    base.away(false);
  }
}

package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.time.SharedPace;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes on a real PostgreSQL, whose clock is the real one: who is to be silent is set back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class MembershipTest {
  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final List<Membership> nodes = new ArrayList<>();
  private final List<Database> databases = new ArrayList<>();
  private PostgresBase base;

  @BeforeEach
  void use(PostgresBase given) {
    base = given;
  }

  @AfterEach
  void close() {
    databases.forEach(database -> loop.on(database::close));
    nodes.forEach(node -> loop.on(node::leave));
    loop.close();
  }

  private Membership node(String name, Visitor run) {
    var line = SideLine.to(loop.vertx, base.shared(name), run);
    var self = new Self(name, run, "host of " + name, Optional.of("Paris"), "1.0");
    var node = new Membership(line, new SharedPace(loop.pace), self);
    nodes.add(node);
    return node;
  }

  private Database decide(String name, Visitor run) {
    var settings = base.settings(base.shared(name));
    Database database = loop.on(() -> Database.open(loop.vertx, loop.pace, settings, run));
    databases.add(database);
    return database;
  }

  private void silence(String name) {
    base.change("UPDATE node SET seen = seen - 7000 WHERE name = '" + name + "'");
  }

  /** It counts as alive for another hour, however long a slow machine takes. */
  private void alive(String name) {
    base.change("UPDATE node SET seen = seen + 3600000 WHERE name = '" + name + "'");
  }

  private String run(String name) {
    return base.ask("SELECT run FROM node WHERE name = '" + name + "'").get(0).get(0);
  }

  /** Whose turn it is, as that one sees it. */
  private Post post(Membership node) {
    return loop.on(node::roster).post();
  }

  /** A silence of 6 s, a look every half second and a start: docs/cluster.md. */
  @Test
  void the_ten_seconds_that_are_promised_rest_on_these() {
    assertThat(Membership.BEAT).isEqualTo(Duration.ofSeconds(2));
    assertThat(Membership.GONE).isEqualTo(Duration.ofSeconds(6));
    assertThat(Listener.ENOUGH).isLessThan(Membership.GONE);
  }

  @Test
  void who_joins_is_known_until_it_leaves() {
    Visitor run = Visitor.node("atlas");
    Membership node = node("a", run);
    node.goesBy(new Membership.Rule("c0ffee", Optional.of(7L), Set.of("B", "A")));
    node.works(() -> Optional.of(new Membership.Work(40, Optional.of(12L))));
    loop.on(node::join);
    assertThat(
            base.ask(
                "SELECT name, run, host, location, version, config, CAST(revision AS TEXT), unused,"
                    + " CAST(services AS TEXT), CAST(lag AS TEXT) FROM node"))
        .containsExactly(
            List.of(
                "a", run.name(), "host of a", "Paris", "1.0", "c0ffee", "7", "A B", "40", "12"));
    loop.on(node::leave);
    assertThat(base.number("SELECT count(*) FROM node")).isZero();
  }

  @Test
  void what_a_node_goes_by_is_heard_of_at_once() {
    Membership node = node("a", Visitor.node("atlas"));
    loop.on(node::join);
    for (long revision = 1; revision <= 3; revision++) {
      var rule = new Membership.Rule("c0ffee", Optional.of(revision), Set.of());
      loop.on(
          () -> {
            node.goesBy(rule);
            return Future.succeededFuture();
          });
      long now = revision;
      loop.await("it is", () -> base.number("SELECT COALESCE(revision, 0) FROM node") == now);
      loop.await("the beat is over", () -> loop.pace.pending() == 1);
    }
  }

  @Test
  void a_node_is_heard_of_every_two_seconds() {
    loop.on(node("a", Visitor.node("atlas"))::join);
    silence("a");
    long before = base.number("SELECT seen FROM node");
    loop.advance(Membership.BEAT);
    loop.await("a beat", () -> base.number("SELECT seen FROM node") > before + 6000);
    silence("a");
    long again = base.number("SELECT seen FROM node");
    loop.await(
        "the next one",
        () -> {
          loop.advance(Membership.BEAT);
          return base.number("SELECT seen FROM node") > again + 6000;
        });
  }

  @Test
  void others_may_take_who_could_not_write_for_four_seconds_for_gone() {
    Membership node = node("a", Visitor.node("atlas"));
    long joined = loop.pace.nanos();
    assertThat(node.isHeardSince(joined)).isFalse();
    loop.on(node::join);
    assertThat(node.isHeardSince(joined)).isTrue();
    base.away(true);
    loop.advance(Listener.ENOUGH.minusMillis(1));
    assertThat(node.isHeardSince(joined)).isTrue();
    loop.advance(Duration.ofMillis(1));
    assertThat(node.isHeardSince(joined)).isFalse();
  }

  @Test
  void who_is_heard_again_was_not_heard_all_the_time() {
    Membership node = node("a", Visitor.node("atlas"));
    long joined = loop.pace.nanos();
    loop.on(node::join);
    loop.pace.freeze(Listener.ENOUGH);
    assertThat(node.isHeardSince(joined)).isFalse();
    loop.await("the next sign", () -> node.isHeardSince(loop.pace.nanos()));
    assertThat(node.isHeardSince(joined)).as("since before the break").isFalse();
  }

  @Test
  void a_sign_that_was_long_on_its_way_is_a_break_to_who_listens() throws SQLException {
    Membership node = node("a", Visitor.node("atlas"));
    long joined = loop.pace.nanos();
    loop.on(node::join);
    try (Connection other = base.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE node");
      loop.pace.freeze(Duration.ofMillis(2_500));
      loop.await("a sign is on its way", this::waits);
      loop.advance(Duration.ofMillis(3_600));
      other.commit();
    }
    loop.await("it arrives", () -> node.isHeardSince(loop.pace.nanos()));
    assertThat(node.isHeardSince(joined)).isFalse();
  }

  private boolean waits() {
    return base.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0;
  }

  @Test
  void who_gives_its_signs_in_time_is_heard_all_the_time() {
    Membership node = node("a", Visitor.node("atlas"));
    long joined = loop.pace.nanos();
    loop.on(node::join);
    for (int beats = 0; beats < 5; beats++) {
      loop.await("the last one is over", () -> loop.pace.pending() == 1);
      loop.advance(Membership.BEAT);
    }
    loop.await("the last one is over", () -> loop.pace.pending() == 1);
    assertThat(node.isHeardSince(joined)).isTrue();
  }

  @Test
  void others_may_take_who_has_slept_for_gone() {
    Membership node = node("a", Visitor.node("atlas"));
    long joined = loop.pace.nanos();
    loop.on(node::join);
    loop.pace.sleep(Listener.ENOUGH.minusMillis(1));
    assertThat(node.isHeardSince(joined)).isTrue();
    loop.pace.sleep(Duration.ofMillis(1));
    assertThat(node.isHeardSince(joined)).isFalse();
  }

  @Test
  void two_that_live_are_not_called_the_same() {
    loop.on(node("a", Visitor.node("atlas"))::join);
    Membership second = node("a", Visitor.node("borea"));
    Future<Void> joined = join(second);
    loop.await("it waits", () -> loop.pace.pending() > 1);
    long before = base.number("SELECT seen FROM node");
    loop.advance(Membership.BEAT);
    loop.await("a beat", () -> base.number("SELECT seen FROM node") > before);
    loop.advance(Membership.PATIENCE.minus(Membership.BEAT));
    loop.await("an answer", joined::isComplete);
    assertThat(joined.cause())
        .isInstanceOf(NameTaken.class)
        .hasMessageContaining("another node is called a, on the host host of a")
        .hasMessageContaining("CLUSTER_NODE_NAME");
  }

  private Future<Void> join(Membership node) {
    return loop.on(() -> Future.succeededFuture(node.join()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 600_000}) // a moment ago, and before the database's clock was set back
  void who_was_killed_comes_back_under_its_name(int aheadMillis) {
    loop.on(node("b", Visitor.node("borea"))::join);
    base.change(
        "INSERT INTO node (name, run, host, location, version, config, since, seen)"
            + " SELECT 'a', 'gone', 'host of a', 'Paris', '1', '', 0,"
            + " CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) + "
            + aheadMillis);
    Visitor next = Visitor.node("atlas");
    Future<Void> joined = join(node("a", next));
    loop.await("it waits", () -> loop.pace.pending() > 1);
    assertThat(joined.isComplete()).isFalse();
    loop.advance(Membership.PATIENCE);
    loop.await("an answer", joined::isComplete);
    assertThat(joined.succeeded()).isTrue();
    assertThat(run("a")).isEqualTo(next.name());
  }

  @Test
  void whose_name_was_taken_while_it_was_silent_is_told() {
    Membership first = node("a", Visitor.node("atlas"));
    loop.on(first::join);
    silence("a");
    loop.on(node("a", Visitor.node("borea"))::join);
    loop.advance(Membership.BEAT);
    loop.await("it is told", () -> first.ousted().isComplete());
    assertThat(first.ousted().cause()).isInstanceOf(NameTaken.class);
  }

  @Test
  void a_post_is_vacant_filled_and_abandoned() {
    Visitor run = Visitor.node("atlas");
    loop.on(node("a", run)::join);
    alive("a");
    Visitor other = Visitor.node("borea");
    Membership second = node("b", other);
    loop.on(second::join);
    assertThat(post(second)).isInstanceOf(Post.Vacant.class);

    Database deciding = decide("a", run);
    assertThat(post(second))
        .isInstanceOfSatisfying(
            Post.Filled.class, filled -> assertThat(filled.by().name()).isEqualTo("a"));
    assertThat(deciding.deposed().isComplete()).isFalse();

    base.change("UPDATE node SET seen = seen - 3607000 WHERE name = 'a'");
    Membership newcomer = node("c", Visitor.node("corsica"));
    assertThat(post(newcomer)).isEqualTo(new Post.Abandoned(run.name()));
    assertThat(post(second))
        .as("to who has heard it before it is a new sign: another one than the last")
        .isInstanceOf(Post.Filled.class);
    assertThat(deciding.trouble()).isEmpty();
    loop.on(() -> second.putOut(new Post.Abandoned(run.name())));
    loop.await("it is put out", () -> post(second) instanceof Post.Vacant);
    assertThat(decide("b", other).trouble()).isEmpty();
    loop.await(
        "the first knows",
        () -> {
          loop.on(() -> change(deciding).otherwise(failed -> null));
          loop.advance(Membership.BEAT);
          return deciding.deposed().isComplete();
        });
    assertThat(deciding.trouble()).isPresent();
  }

  @Test
  void what_was_put_out_cannot_write_any_more() {
    Visitor run = Visitor.node("atlas");
    loop.on(node("a", run)::join);
    Database deciding = decide("a", run);
    Membership second = node("b", Visitor.node("borea"));
    loop.on(second::join);
    silence("a");
    loop.on(() -> second.putOut(new Post.Abandoned(run.name())));
    Database next = decideOnceVacant(second);
    assertThatThrownBy(() -> loop.on(() -> change(deciding))).isInstanceOf(StoreUnavailable.class);
    assertThat(next.trouble()).isEmpty();
  }

  private static Future<?> change(Database database) {
    return database
        .writer()
        .submit(Lane.URGENT, connection -> connection.query("DELETE FROM setting").execute());
  }

  private Database decideOnceVacant(Membership second) {
    loop.await("vacant", () -> post(second) instanceof Post.Vacant);
    return decide("b", Visitor.node("borea"));
  }

  @Test
  void who_was_not_heard_of_for_a_week_is_forgotten() {
    loop.on(node("a", Visitor.node("atlas"))::join);
    loop.on(node("b", Visitor.node("borea"))::join);
    base.change("UPDATE node SET seen = seen - 6 * 86400000 WHERE name = 'a'");
    base.change("UPDATE node SET seen = seen - 8 * 86400000 WHERE name = 'b'");
    loop.on(node("c", Visitor.node("cyclops"))::join);
    assertThat(base.ask("SELECT name FROM node ORDER BY name"))
        .containsExactly(List.of("a"), List.of("c"));
  }

  @Test
  void one_that_knows_of_no_nodes_is_left_alone() {
    decideAlone();
    Membership node = node("a", Visitor.node("atlas"));
    loop.on(node::join);
    assertThat(post(node)).isInstanceOf(Post.Foreign.class);
    assertThat(databases.get(0).trouble()).isEmpty();
  }

  private void decideAlone() {
    var settings = base.settings();
    databases.add(loop.on(() -> Database.open(loop.vertx, loop.pace, settings)));
  }

  @Test
  void a_server_that_is_away_is_said_and_tried_again() {
    Membership node = node("a", Visitor.node("atlas"));
    base.away(true);
    assertThatThrownBy(() -> loop.on(node::join))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("PostgreSQL at 127.0.0.1");
    base.away(false);
    loop.on(node::join);
    assertThat(post(node)).isInstanceOf(Post.Vacant.class);
  }
}

package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions and votes on a real PostgreSQL, whose clock is the real one: who lives is written. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class CouncilTest {
  private static final String BOX = "box";
  private static final String URL = "http://box.example/";

  private static final Standpoints EVERYWHERE = new Standpoints(List.of());

  /** So long nobody waits here, unless a test says so. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final Map<String, Peer> peers = new LinkedHashMap<>();
  private PostgresBase base;
  private Database database;

  /** As many questions at once have all earlier ones answered. */
  private static final int READERS = 3;

  private final Living living = new Living();
  private Council council;

  /** A node that stands ready; what it is asked waits until the test says what it sees. */
  private final class Peer {
    private final List<Request> asked = new ArrayList<>(); // all of this on the loop
    private final Map<String, Promise<Sight>> looks = new LinkedHashMap<>();
    private final SideLine line;
    private final Onlooker<Request, Sight> voter;
    private Optional<String> always = Optional.empty();

    private Peer(String name) {
      line = SideLine.to(loop.vertx, base.shared(name), Visitor.node(name));
      voter = Onlooker.voter(line, name, loop.pace, this::look);
    }

    private Future<Sight> look(Request request) {
      asked.add(request);
      Promise<Sight> look = Promise.promise();
      looks.put(request.round(), look);
      always.ifPresent(saw -> look.complete(sight(saw)));
      return look.future();
    }

    private Sight sight(String saw) {
      return new Sight(saw, Optional.of(saw + " it is"), loop.pace.instant());
    }

    /** Whatever it is asked it has seen that. */
    private Peer sees(String saw) {
      always = Optional.of(saw);
      return this;
    }

    private void answersAll(String saw) {
      act(() -> looks.values().forEach(look -> look.tryComplete(sight(saw))));
    }

    private int count() {
      return loop.on(() -> Future.succeededFuture(asked.size()));
    }
  }

  @BeforeEach
  void use(PostgresBase given) {
    base = given;
    database = open();
    lives("attic", 0);
    council = council();
  }

  @AfterEach
  void close() {
    peers.values().forEach(peer -> act(peer.voter::end));
    peers.values().forEach(peer -> loop.on(peer.line::close));
    loop.on(database::close);
    loop.close();
  }

  private Database open() {
    var settings = base.settings(base.shared("attic"));
    return loop.on(() -> Database.open(loop.vertx, loop.pace, settings, Visitor.node("attic")));
  }

  /** Those of them are heard, whatever the database's clock says. */
  private void hears(Node... nodes) {
    living.hear(new Roster(new Post.Vacant(), List.of(nodes)));
  }

  private static Node node(String name, boolean live) {
    return new Node(
        name,
        "run of " + name,
        "host",
        Optional.empty(),
        "1",
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        live,
        Optional.empty(),
        false);
  }

  private Council council() {
    return loop.on(() -> Future.succeededFuture(new Council(database, loop.pace, "attic", living)));
  }

  private void act(Runnable what) {
    loop.on(
        () -> {
          what.run();
          return Future.succeededFuture();
        });
  }

  /** It was heard of so many seconds ago, and for others far longer than this test takes. */
  private void lives(String node, long silentSeconds) {
    long ahead = silentSeconds == 0 ? Duration.ofHours(1).toMillis() : -silentSeconds * 1000;
    base.change(
        "INSERT INTO node (name, run, host, location, version, config, since, seen) SELECT '%s',"
                .formatted(node)
            + " 'run of %s', 'host', 'at %s''s', '1', 'c0ffee', 0,".formatted(node, node)
            + " CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) + %d".formatted(ahead)
            + " ON CONFLICT (name) DO UPDATE SET seen = excluded.seen");
  }

  /** It lives and stands ready. */
  private Peer peer(String name) {
    lives(name, 0);
    var peer = new Peer(name);
    peers.put(name, peer);
    act(peer.voter::begin);
    return peer;
  }

  private void ask(String service) {
    act(() -> council.open(service, URL, EVERYWHERE));
  }

  private Future<List<Ballot>> count(Duration limit) {
    return count(BOX, limit);
  }

  private Future<List<Ballot>> count(String service, Duration limit) {
    return loop.on(() -> Future.succeededFuture(council.count(service, limit)));
  }

  /** What is written and read is done before the clock goes on, or it would seem to hang. */
  private void pass(String what, BooleanSupplier done) {
    loop.await(
        what,
        () -> {
          loop.on(this::written);
          loop.advance(LOOK);
          return done.getAsBoolean();
        });
  }

  private Future<?> written() {
    return database
        .writer()
        .submit(Lane.ORDINARY, connection -> connection.query("SELECT 1").execute())
        .transform(done -> Future.join(Stream.generate(this::read).limit(READERS).toList()))
        .otherwise(away -> null);
  }

  private Future<?> read() {
    return database.read(connection -> connection.query("SELECT 1").execute());
  }

  private List<Ballot> result(Future<List<Ballot>> count) {
    pass("a result", count::isComplete);
    return count.result();
  }

  private static List<String> seen(List<Ballot> ballots) {
    return ballots.stream().map(ballot -> ballot.node() + " " + ballot.saw()).toList();
  }

  private long rows(String table) {
    return base.number("SELECT count(*) FROM " + table);
  }

  @Test
  void what_two_others_saw_is_counted() {
    peer("barn").sees(Ballot.UP);
    peer("cellar").sees(Ballot.DOWN);
    ask(BOX);
    List<Ballot> ballots = result(count(LONG));
    assertThat(seen(ballots)).containsExactly("attic DOWN", "barn UP", "cellar DOWN");
    assertThat(ballots.get(2))
        .isEqualTo(
            new Ballot(
                "cellar", Optional.of("at cellar's"), Ballot.DOWN, Optional.of("DOWN it is")));
    assertThat(peers.get("barn").asked)
        .allMatch(request -> request.service().equals(BOX) && request.url().equals(URL));
  }

  @Test
  void who_is_dead_does_not_count() {
    lives("cellar", 7);
    peer("barn").sees(Ballot.OFFLINE);
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn OFFLINE");
  }

  @Test
  void who_is_not_heard_has_no_voice_though_its_last_sign_is_from_a_time_to_come() {
    lives("cellar", 0);
    hears(node("cellar", false));
    peer("barn").sees(Ballot.DOWN);
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn DOWN");
  }

  @Test
  void who_is_heard_has_a_voice_though_its_last_sign_is_of_long_ago() {
    peer("barn").sees(Ballot.UP);
    lives("barn", 600);
    hears(node("barn", true));
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn UP");
  }

  @Test
  void who_has_just_come_has_a_voice_before_it_was_heard() {
    hears(node("attic", true));
    peer("barn").sees(Ballot.UP);
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn UP");
  }

  @Test
  void while_nobody_is_heard_the_database_says_who_lives() {
    hears(node("barn", false));
    living.forget();
    peer("barn").sees(Ballot.UP);
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn UP");
  }

  @Test
  void who_stands_elsewhere_does_not_count() {
    peer("barn").sees(Ballot.UNLIKE);
    peer("cellar").sees(Ballot.UP);
    act(() -> council.open(BOX, URL, new Standpoints(List.of("attic", "at cellar's"))));
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "cellar UP");
  }

  @Test
  void who_is_alone_has_nobody_to_ask() {
    lives("barn", 7);
    ask(BOX);
    assertThat(result(count(LONG))).isEmpty();
  }

  @Test
  void about_what_nobody_was_asked_nothing_is_known() {
    peer("barn");
    assertThat(count(LONG).result()).isEmpty();
  }

  @Test
  void who_has_not_voted_in_time_has_said_nothing() {
    peer("barn").sees(Ballot.DOWN);
    Peer late = peer("cellar");
    ask(BOX);
    Future<List<Ballot>> count = count(LIMIT);
    pass("both look", () -> late.count() == 1 && rows("vote") == 1);
    long from = loop.pace.nanos();
    assertThat(seen(result(count))).containsExactly("attic DOWN", "barn DOWN", "cellar NOTHING");
    assertThat(loop.pace.nanos() - from).isLessThanOrEqualTo(LIMIT.plus(LOOK).toNanos());
  }

  @Test
  void two_who_wait_for_one_round_hear_the_same() {
    Peer barn = peer("barn");
    ask(BOX);
    Future<List<Ballot>> first = count(LONG);
    Future<List<Ballot>> second = count(LONG);
    pass("it looks", () -> barn.count() == 1);
    barn.answersAll(Ballot.UP);
    assertThat(seen(result(second))).containsExactly("attic DOWN", "barn UP");
    assertThat(result(first)).isEqualTo(second.result());
  }

  @Test
  void each_node_answers_a_question_once() {
    Peer barn = peer("barn").sees(Ballot.UP);
    Peer cellar = peer("cellar").sees(Ballot.UP);
    ask(BOX);
    ask(BOX);
    result(count(LONG));
    for (int look = 0; look < 8; look++) {
      pass("some more looks", () -> true);
      loop.settle();
    }
    assertThat(barn.count()).isEqualTo(1);
    assertThat(cellar.count()).isEqualTo(1);
    assertThat(rows("vote")).isEqualTo(2);
  }

  @Test
  void it_looks_again_when_it_is_asked_again() {
    Peer barn = peer("barn").sees(Ballot.UP);
    ask(BOX);
    result(count(LONG));
    act(() -> council.close(BOX));
    barn.sees(Ballot.DOWN);
    ask(BOX);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn DOWN");
    assertThat(barn.count()).isEqualTo(2);
  }

  @Test
  void what_is_over_leaves_nothing_and_a_later_vote_neither() {
    peer("barn").sees(Ballot.UP);
    Peer late = peer("cellar");
    ask(BOX);
    Future<List<Ballot>> count = count(LONG);
    pass("both look", () -> late.count() == 1 && rows("vote") == 1);
    act(() -> council.close(BOX));
    assertThat(count.result()).isEmpty();
    pass("nothing is left", () -> rows("vote_request") + rows("vote") == 0);
    late.answersAll(Ballot.DOWN);
    pass("it has been written", () -> true);
    loop.settle();
    assertThat(rows("vote")).isZero();
  }

  /** It was written while its question was being taken back: the next one to be over takes it. */
  @Test
  void a_vote_without_a_question_is_removed_with_the_next_one() {
    base.change("INSERT INTO vote (round, node, saw, began) VALUES ('gone', 'barn', 'UP', 1)");
    ask(BOX);
    pass("it is asked", () -> rows("vote_request") == 1);
    act(() -> council.close(BOX));
    pass("nothing is left", () -> rows("vote_request") + rows("vote") == 0);
  }

  @Test
  void who_decides_now_does_not_care_what_was_asked_before() {
    peer("barn").sees(Ballot.UP);
    ask(BOX);
    result(count(LONG));
    council = council();
    pass("nothing is left", () -> rows("vote_request") + rows("vote") == 0);
    assertThat(count(LONG).result()).isEmpty();
  }

  @Test
  void a_thousand_questions_at_once_are_all_answered() {
    Peer barn = peer("barn").sees(Ballot.DOWN);
    Peer cellar = peer("cellar").sees(Ballot.UP);
    var counts = new ArrayList<Future<List<Ballot>>>();
    act(
        () -> {
          for (int number = 0; number < 1000; number++) {
            council.open("s" + number, URL, EVERYWHERE);
            counts.add(council.count("s" + number, LONG));
          }
        });
    pass("all are counted", () -> counts.stream().allMatch(Future::isComplete));
    assertThat(counts)
        .allSatisfy(
            count ->
                assertThat(seen(count.result()))
                    .containsExactly("attic DOWN", "barn DOWN", "cellar UP"));
    assertThat(barn.count()).isEqualTo(1000);
    assertThat(cellar.count()).isEqualTo(1000);
    act(
        () -> {
          for (int number = 0; number < 1000; number++) {
            council.close("s" + number);
          }
        });
    pass("nothing is left", () -> rows("vote_request") + rows("vote") == 0);
  }

  @Test
  void who_waits_while_the_database_goes_away_hears_that_nobody_can_be_heard() {
    Peer barn = peer("barn");
    ask(BOX);
    pass("it looks", () -> barn.count() == 1);
    Future<List<Ballot>> count = count(LONG);
    base.away(true);
    assertThat(result(count)).isEmpty();
    assertThat(count(LONG).result()).isEmpty();
    base.away(false);
  }

  @Test
  void a_server_that_does_not_answer_is_not_waited_for_longer_than_the_votes() {
    Peer barn = peer("barn").sees(Ballot.UP);
    ask(BOX);
    pass("it has voted", () -> rows("vote") == 1);
    assertThat(barn.count()).isEqualTo(1);
    WriteLock hangs = WriteLock.by(base, "BEGIN", "LOCK TABLE vote IN ACCESS EXCLUSIVE MODE");
    Future<List<Ballot>> count = count(LIMIT);
    loop.await("its question waits", this::waits);
    loop.advance(LIMIT.plus(Council.ANSWER));
    hangs.close();
    assertThat(count.isComplete()).isTrue();
    assertThat(count.result()).isEmpty();
  }

  /** A statement of ours waits for a lock. */
  private boolean waits() {
    return base.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0;
  }

  @Test
  void what_could_not_be_asked_is_asked_when_the_database_is_back() {
    Peer barn = peer("barn").sees(Ballot.UP);
    base.away(true);
    pass("it is noticed", () -> database.trouble().isPresent());
    ask(BOX);
    assertThat(count(LONG).result()).isEmpty();
    loop.settle();
    base.away(false);
    pass("it works", () -> database.trouble().isEmpty());
    pass("it is asked", () -> barn.count() == 1);
    assertThat(seen(result(count(LONG)))).containsExactly("attic DOWN", "barn UP");
  }

  @Test
  void who_stands_back_with_a_question_that_is_not_written_tries_no_more() {
    base.away(true);
    pass("it is noticed", () -> database.trouble().isPresent());
    ask(BOX);
    loop.settle();
    loop.on(database::close);
    loop.settle();
    loop.advance(LIMIT);
    loop.settle();
    assertThat(loop.pace.pending()).isZero();
  }

  @Test
  void what_was_asked_and_is_over_before_it_could_be_written_is_never_asked() {
    Peer barn = peer("barn").sees(Ballot.UP);
    base.away(true);
    pass("it is noticed", () -> database.trouble().isPresent());
    act(
        () -> {
          council.open(BOX, URL, EVERYWHERE); // on its way to be written
          for (int number = 0; number < 1000; number++) {
            council.open("s" + number, URL, EVERYWHERE); // more than are written at once
          }
          council.close(BOX);
        });
    loop.settle();
    base.away(false);
    pass("the others are asked", () -> barn.count() >= 1000);
    pass("all is written", () -> rows("vote") >= 1000);
    assertThat(base.ask("SELECT service FROM vote_request WHERE service = 'box'")).isEmpty();
    assertThat(barn.asked).noneMatch(request -> request.service().equals(BOX));
  }
}

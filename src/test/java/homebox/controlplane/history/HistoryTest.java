package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.by;
import static homebox.controlplane.history.Rig.failed;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a history does, on whichever database. */
@EachDatabase
class HistoryTest {
  /** The seed's three questions, to the letter. */
  static final List<String> SEED =
      List.of(
          "SELECT * FROM checks ORDER BY timestamp DESC LIMIT 10;",
          """
          SELECT\s
              service_name,
              COUNT(*) as total,
              SUM(is_healthy) as successes,
              ROUND(SUM(is_healthy) * 100.0 / COUNT(*), 2) as uptime_pct
          FROM checks
          GROUP BY service_name;
          """,
          """
          SELECT * FROM checks\s
          WHERE is_healthy = 0\s
          ORDER BY timestamp DESC\s
          LIMIT 20;
          """);

  static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  Rig rig;
  private Place place;

  @BeforeEach
  void start(Place empty) {
    place = empty;
    rig = Rig.on(place, NOON);
  }

  List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  long number(String sql) {
    return Long.parseLong(ask(sql).get(0).get(0));
  }

  List<StoredCheck> last(String service, int limit) {
    return rig.onLoop(() -> new HistoryStore(rig.database).lastChecks(service, limit, FAR));
  }

  @Test
  void a_result_is_there_after_200_ms_and_not_written_alone() {
    rig.hear(good("box", NOON), good("nas", NOON));
    rig.advance(Duration.ofMillis(199));
    assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("0"));
    rig.flush();
    assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("2"));
  }

  @Test
  void everything_that_was_seen_comes_back() {
    var slow = new Outcome.Slow(Duration.ofMillis(2_345), Duration.ofSeconds(1));
    rig.hear(
        good("box", NOON.plusMillis(1)),
        Rig.result("box", NOON.plusMillis(2), slow),
        failed("box", NOON.plusMillis(3), "nas.local"));
    rig.flush();
    List<StoredCheck> last = last("box", 10);
    assertThat(last)
        .extracting(StoredCheck::outcome)
        .containsExactly(StoredCheck.Kind.FAILED, StoredCheck.Kind.SLOW, StoredCheck.Kind.GOOD);
    assertThat(last.get(0).error()).hasValue("The name nas.local is not known.");
    assertThat(last.get(0).status()).isEmpty();
    assertThat(last.get(1).took()).isEqualTo(Duration.ofMillis(2_345));
    assertThat(last.get(2).status()).isEqualTo(OptionalInt.of(200));
    assertThat(last.get(2).phases().dns()).isEqualTo(Duration.ofNanos(1_200_000));
    assertThat(last.get(2).phases().transfer()).isEqualTo(Duration.ofNanos(700_000));
    assertThat(last.get(2).at()).isEqualTo(NOON.plusMillis(1));
  }

  @Test
  void the_last_checks_stop_at_the_limit_and_before_the_moment() {
    rig.hear(IntStream.range(0, 10).mapToObj(n -> good("box", NOON.plusSeconds(n))).toList());
    rig.flush();
    assertThat(
            rig.onLoop(
                () -> new HistoryStore(rig.database).lastChecks("box", 2, NOON.plusSeconds(7))))
        .extracting(StoredCheck::at)
        .containsExactly(NOON.plusSeconds(6), NOON.plusSeconds(5));
    assertThat(last("unknown", 5)).isEmpty();
  }

  private HistoryStore.Page page(Instant from, Instant before, int limit) {
    return rig.onLoop(() -> new HistoryStore(rig.database).page("box", from, before, limit));
  }

  @Test
  void a_page_is_cut_out_of_a_time_and_says_where_the_next_begins() {
    rig.hear(IntStream.range(0, 10).mapToObj(n -> good("box", NOON.plusSeconds(n))).toList());
    rig.hear(good("nas", NOON.plusSeconds(3)));
    rig.flush();
    HistoryStore.Page first = page(NOON.plusSeconds(2), NOON.plusSeconds(7), 3);
    assertThat(first.checks())
        .extracting(check -> check.at().getEpochSecond() - NOON.getEpochSecond())
        .containsExactly(6L, 5L, 4L);
    HistoryStore.Page second = page(NOON.plusSeconds(2), first.next().orElseThrow(), 3);
    assertThat(second.checks())
        .extracting(check -> check.at().getEpochSecond() - NOON.getEpochSecond())
        .containsExactly(3L, 2L);
    assertThat(second.next()).isEmpty();
    assertThat(page(NOON.plusSeconds(20), FAR, 3).checks()).isEmpty();
    assertThat(rig.onLoop(() -> new HistoryStore(rig.database).newest("box", 4)).checks())
        .extracting(StoredCheck::at)
        .startsWith(NOON.plusSeconds(9))
        .hasSize(4);
  }

  @Test
  void checks_of_one_moment_stay_on_one_page() {
    rig.hear(
        good("box", NOON.plusSeconds(1)),
        good("box", NOON),
        failed("box", NOON, "a"),
        good("box", NOON.minusSeconds(1)));
    rig.flush();
    HistoryStore.Page first = page(Instant.EPOCH, FAR, 2);
    assertThat(first.checks()).extracting(StoredCheck::at).containsExactly(NOON.plusSeconds(1));
    HistoryStore.Page second = page(Instant.EPOCH, first.next().orElseThrow(), 2);
    assertThat(second.checks()).extracting(StoredCheck::at).containsExactly(NOON, NOON);
    assertThat(page(Instant.EPOCH, second.next().orElseThrow(), 2).checks()).hasSize(1);
  }

  @Test
  void knows_which_services_there_were() {
    assertThat(rig.onLoop(() -> new HistoryStore(rig.database).knows("box"))).isTrue();
    assertThat(rig.onLoop(() -> new HistoryStore(rig.database).knows("none"))).isFalse();
  }

  @Test
  void the_same_sentence_is_kept_once() {
    rig.hear(
        failed("box", NOON, "a"), failed("nas", NOON, "a"), failed("box", NOON.plusMillis(1), "b"));
    rig.flush();
    rig.hear(failed("box", NOON.plusMillis(2), "a"));
    rig.flush();
    assertThat(ask("SELECT count(*) FROM error_text")).containsExactly(List.of("2"));
    assertThat(ask("SELECT error FROM checks WHERE is_healthy = 0"))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder(
            "The name a is not known.",
            "The name a is not known.",
            "The name b is not known.",
            "The name a is not known.");
  }

  @Test
  void after_ten_thousand_sentences_all_others_are_one() {
    var results = new ArrayList<CheckResult>();
    for (int n = 0; n < Catalog.SENTENCES + 500; n++) {
      results.add(failed("box", NOON.plusMillis(n), "host" + n));
    }
    rig.hear(results);
    rig.flush();
    assertThat(ask("SELECT count(*) FROM error_text")).containsExactly(List.of("10001"));
    assertThat(last("box", 1).get(0).error()).hasValue(Catalog.OTHER);
  }

  @Test
  void a_closed_hour_is_moved_and_nothing_changes_for_who_reads() {
    var results = new ArrayList<CheckResult>();
    for (int n = 0; n < 2_500; n++) {
      results.add(good(n % 2 == 0 ? "box" : "nas", NOON.minusMillis(3_000 - n)));
    }
    results.add(good("box", NOON.plusSeconds(2)));
    rig.hear(results);
    rig.flush();
    List<List<String>> before = ask("SELECT * FROM checks ORDER BY id");
    List<StoredCheck> last = last("box", 500);
    rig.advance(Duration.ofMinutes(2));
    rig.await("the move", () -> number("SELECT count(*) FROM check_recent") == 1);
    assertThat(ask("SELECT count(*) FROM check_result")).containsExactly(List.of("2500"));
    assertThat(ask("SELECT * FROM checks ORDER BY id")).hasSize(2_501).isEqualTo(before);
    assertThat(last("box", 500)).isEqualTo(last);
  }

  @Test
  void a_late_result_of_a_moved_hour_goes_to_its_place() {
    rig.hear(good("box", NOON.minusSeconds(10)));
    rig.flush();
    rig.advance(Duration.ofMinutes(2));
    rig.await("the move", () -> number("SELECT count(*) FROM check_recent") == 0);
    rig.hear(good("box", NOON.minusSeconds(86_000)), good("nas", NOON.minusSeconds(5)));
    rig.flush();
    assertThat(ask("SELECT count(*) FROM check_result")).containsExactly(List.of("3"));
    assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("3"));
  }

  private List<String> askers() {
    return last("box", 10).stream().map(check -> check.node().orElse("-")).toList();
  }

  @Test
  void who_asked_is_kept_with_the_check_wherever_it_is_moved() {
    rig.hear(
        by("attic", "at home", good("box", NOON.minusMillis(3))),
        by("attic", "at home", failed("box", NOON.minusMillis(3), "x")), // it was set back
        by("barn", null, failed("box", NOON.minusMillis(1), "nas")),
        good("box", NOON.plusSeconds(1)));
    rig.flush();
    assertThat(askers()).containsExactly("-", "barn", "attic", "attic");
    rig.advance(Duration.ofMinutes(2));
    rig.await("the move", () -> number("SELECT count(*) FROM check_recent") == 1);
    assertThat(askers()).containsExactly("-", "barn", "attic", "attic");
    rig.hear(by("barn", "at home", good("box", NOON.minusSeconds(5)))); // late
    rig.flush();
    assertThat(askers()).containsExactly("-", "barn", "attic", "attic", "barn");
    assertThat(ask("SELECT node, location FROM place ORDER BY node, location"))
        .containsExactly(
            List.of("attic", "at home"), List.of("barn", ""), List.of("barn", "at home"));
  }

  @Test
  void each_host_has_its_times_and_who_is_not_known_has_none() {
    for (int n = 0; n < 40; n++) {
      Instant at = NOON.minusMillis(3_000 - n);
      rig.hear(n % 2 == 0 ? by("attic", "at home", good("box", at)) : good("box", at));
    }
    rig.hear(by("attic", "at home", good("box", NOON.minus(Duration.ofHours(25)))));
    rig.hear(by("attic", null, failed("box", NOON.minusMillis(2_000), "nas")));
    rig.hear(by("barn", null, good("nas", NOON.minusMillis(2_000))));
    rig.flush();
    rig.advance(Duration.ofMinutes(2));
    rig.await("the move", () -> number("SELECT count(*) FROM check_recent") == 0);
    rig.hear(by("attic", "at home", good("box", NOON.plusSeconds(1))));
    rig.flush();
    var places = new ByPlace(rig.database, rig.verticle.past());
    var box = rig.onLoop(() -> places.lastDay("box"));
    var there = new Standpoint("attic", Optional.of("at home"));
    assertThat(box).hasSize(2);
    assertThat(box.get(0).by()).isEqualTo(new Standpoint("attic", Optional.empty()));
    assertThat(box.get(0).checks() + " " + box.get(0).failed()).isEqualTo("1 1");
    assertThat(box.get(0).times().p50()).isEmpty();
    assertThat(box.get(1).by()).isEqualTo(there);
    assertThat(box.get(1).checks() + " " + box.get(1).failed()).isEqualTo("21 0");
    assertThat(box.get(1).times().p95()).hasValue(42);
    assertThat(box.get(1).last()).isEqualTo(NOON.plusSeconds(1));
    assertThat(rig.onLoop(() -> places.lastDay("none"))).isEmpty();
  }

  @Test
  void who_asked_has_one_number_also_after_a_start() {
    rig.hear(by("attic", "at home", good("box", NOON)));
    rig.flush();
    rig.close();
    rig = Rig.on(place, NOON.plusSeconds(10));
    rig.hear(by("attic", "at home", good("box", NOON.plusSeconds(10))));
    rig.flush();
    assertThat(number("SELECT count(*) FROM place")).isOne();
    assertThat(number("SELECT count(DISTINCT place) FROM check_recent")).isOne();
    assertThat(askers()).containsExactly("attic", "attic");
  }

  @Test
  void a_host_alone_and_an_older_version_say_nothing_of_who_asked() {
    rig.hear(good("box", NOON));
    rig.flush();
    assertThat(number("SELECT count(*) FROM place")).isZero();
    place.change(
        "INSERT INTO check_recent (id, service, at, attempt, outcome, response_time)"
            + " SELECT 7, number, "
            + NOON.plusSeconds(1).toEpochMilli()
            + ", 0, 0, 1 FROM service WHERE id = 'box'");
    assertThat(askers()).containsExactly("-", "-");
  }

  @Test
  void gaps_are_noted_once() {
    var gap = new Gap(Gap.Kind.SLEEP, NOON, Duration.ofMinutes(5));
    rig.onLoop(
        () -> {
          Gap.ADDRESS.publish(rig.vertx, gap);
          Gap.ADDRESS.publish(rig.vertx, gap);
          return Future.succeededFuture();
        });
    rig.await("the note", () -> number("SELECT count(*) FROM event_note WHERE service = 0") > 0);
    assertThat(ask("SELECT at, kind, service, length FROM event_note WHERE service = 0"))
        .containsExactly(List.of(String.valueOf(NOON.toEpochMilli()), "SLEEP", "0", "300000"));
  }

  @Test
  void what_was_heard_is_written_at_the_end() {
    rig.hear(IntStream.range(0, 50).mapToObj(n -> good("box", NOON.plusMillis(n))).toList());
    rig.stop();
    assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("50"));
  }

  @Test
  void a_service_that_nobody_configured_is_remembered_too() {
    rig.hear(good("stranger", NOON));
    rig.flush();
    assertThat(ask("SELECT service_name FROM checks")).containsExactly(List.of("stranger"));
  }

  @Test
  void the_seeds_questions_are_answered() {
    someChecks();
    List<List<String>> newest = ask(SEED.get(0));
    String local =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
            .withZone(ZoneId.systemDefault())
            .format(NOON.plusMillis(789));
    assertThat(newest).hasSize(4);
    assertThat(newest.get(0).subList(1, 7))
        .containsExactly("The nas", local, "0", "1.5", null, "The name x is not known.");
    assertThat(newest.get(3).subList(3, 7)).containsExactly("1", "0.042", "200", null);
    assertThat(ask(SEED.get(1)).stream().map(HistoryTest::rounded))
        .containsExactlyInAnyOrder(
            List.of("The box", "2", "2", "100"), List.of("The nas", "2", "1", "50"));
    assertThat(ask(SEED.get(2))).hasSize(1);
  }

  private void someChecks() {
    someChecks(rig);
  }

  static void someChecks(Rig rig) {
    rig.hear(
        good("box", NOON.minusSeconds(2)),
        good("nas", NOON.minusSeconds(1)),
        good("box", NOON),
        failed("nas", NOON.plusMillis(789), "x"));
    rig.flush();
  }

  /** Whether 100.0 or 100.00 is a matter of taste. */
  private static List<String> rounded(List<String> row) {
    return row.stream().map(value -> value.replaceFirst("\\.0+$", "")).toList();
  }
}

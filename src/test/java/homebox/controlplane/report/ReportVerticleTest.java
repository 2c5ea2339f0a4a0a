package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.NotYetAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ServiceConfig.Label;
import homebox.controlplane.config.Timing;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.store.Database;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verticle on a real file, with a clock of the test's; one thread drives all of it. */
@EachDatabase
class ReportVerticleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant EIGHT = Instant.parse("2026-06-01T06:00:00Z");

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private final List<MessagesDue> due = new CopyOnWriteArrayList<>();
  private Loop loop;
  private Database database;
  private String running;
  private volatile boolean ready = true;
  private Statistics statistics =
      until ->
          Future.succeededFuture(Map.of("box", new Day(Optional.of(0.5), 7, Optional.empty())));

  @AfterEach
  void close() {
    loop.on(database::close);
    loop.close();
  }

  private static ServiceConfig service(String id) {
    var timing =
        new Timing(
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            2,
            Duration.ofSeconds(5),
            1);
    return new ServiceConfig(
        new Label(id, id, "", "", List.of()),
        true,
        true,
        timing,
        new NotYetAsk("tcp", "tcp://a:1"));
  }

  private void start(Instant now, LocalTime at, String channel) {
    if (loop == null) {
      loop = new Loop(now);
      database =
          loop.on(() -> Database.open(loop.vertx, new VertxPace(loop.vertx), place.settings()));
      MessagesDue.ADDRESS.subscribe(loop.vertx, due::add);
    }
    var report =
        new ReportVerticle(
            database,
            loop.pace,
            new Timetable(at, PARIS),
            List.of(service("box"), service("nas")),
            channel,
            new Statistics() {
              @Override
              public boolean ready() {
                return ready;
              }

              @Override
              public Future<Map<String, Day>> day(Instant until) {
                return statistics.day(until);
              }
            });
    running = loop.on(() -> loop.vertx.deployVerticle(report));
  }

  private void start(Instant now) {
    start(now, LocalTime.of(8, 0), "telegram");
    stand("box", Level.UP);
    stand("nas", Level.DOWN);
  }

  private void stop() {
    loop.on(() -> loop.vertx.undeploy(running));
  }

  private void stand(String service, Level level) {
    loop.on(
        () -> {
          Standing.ADDRESS.publish(
              loop.vertx, new Standing(service, level, Optional.of(EIGHT), Optional.empty()));
          return Future.succeededFuture();
        });
  }

  private void advance(Duration by) {
    loop.advance(by);
    loop.settle();
  }

  /** Time passes second by second: a write has to come through before the next try. */
  private void passUntil(String what, BooleanSupplier done) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("it does not happen: " + what);
      }
      advance(Duration.ofSeconds(1));
    }
  }

  /** Others see what is written before it is said that it is. */
  private void awaitDue() {
    loop.await("that it is due", () -> due.size() == 1);
  }

  private List<String> keys() {
    return place.ask("SELECT key FROM message ORDER BY id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void it_goes_to_the_default_channel_at_its_time_with_all_services() {
    start(EIGHT.minusSeconds(90));
    advance(Duration.ofSeconds(89));
    assertThat(keys()).isEmpty();
    passUntil("a report", () -> !keys().isEmpty());
    List<String> row = place.ask("SELECT channel, key, kind, state, facts FROM message").get(0);
    assertThat(row.subList(0, 4)).containsExactly("telegram", "report:2026-06-01", "REPORT", "DUE");
    var facts = new JsonObject(row.get(4));
    assertThat(facts.getJsonObject("levels").getMap()).isEqualTo(Map.of("UP", 1, "DOWN", 1));
    JsonObject worst = facts.getJsonArray("services").getJsonObject(0);
    assertThat(worst.getString("service")).isEqualTo("nas");
    assertThat(worst.getString("since")).isEqualTo(EIGHT.toString());
    assertThat(facts.getJsonArray("services").getJsonObject(1).getJsonObject("day"))
        .isEqualTo(new JsonObject().put("uptime", 0.5).put("checks", 7));
    assertThat(facts.getString("line"))
        .isEqualTo("status report: 2 services, 1 UP, 0 SLOW, 1 DOWN");
    awaitDue();
    assertThat(due.get(0).channels()).containsExactly("telegram");
  }

  @Test
  void who_is_paused_or_silent_counts_as_that_as_on_the_page() {
    start(EIGHT.minus(Duration.ofMinutes(30)));
    var paused = Optional.of(new Cover.Paused("Anna", EIGHT.minusSeconds(60)));
    var cover =
        new Cover(Optional.empty(), Optional.empty(), Optional.empty(), paused, false, false);
    loop.on(
        () -> {
          Standing.ADDRESS.publish(
              loop.vertx,
              new Standing(
                  "box",
                  Level.PENDING,
                  Optional.empty(),
                  Optional.empty(),
                  cover,
                  Optional.empty()));
          return Future.succeededFuture();
        });
    advance(Duration.ofMinutes(29));
    passUntil("a report", () -> !keys().isEmpty());
    var facts = new JsonObject(place.ask("SELECT facts FROM message").get(0).get(0));
    assertThat(facts.getJsonObject("levels").getMap()).isEqualTo(Map.of("PAUSED", 1, "UNKNOWN", 1));
    JsonObject box = facts.getJsonArray("services").getJsonObject(1);
    assertThat(box.getString("level")).isEqualTo("PAUSED");
    assertThat(box.getString("since")).isEqualTo(EIGHT.minusSeconds(60).toString());
    assertThat(facts.getJsonArray("services").getJsonObject(0).containsKey("since")).isFalse();
  }

  @Test
  void every_day_once() {
    start(EIGHT.minusSeconds(30));
    for (int day = 1; day <= 3; day++) {
      int so = day;
      passUntil("report " + day, () -> keys().size() == so);
      advance(Duration.ofMinutes(23 * 60 + 59));
    }
    assertThat(keys())
        .containsExactly("report:2026-06-01", "report:2026-06-02", "report:2026-06-03");
  }

  @Test
  void late_by_less_than_an_hour_after_a_stop_it_is_sent_and_not_again_after_the_next() {
    start(EIGHT.plus(Duration.ofMinutes(59)));
    passUntil("a report", () -> keys().size() == 1);
    awaitDue();
    stop();
    start(EIGHT);
    advance(Duration.ofSeconds(40));
    assertThat(keys()).containsExactly("report:2026-06-01");
    assertThat(due).hasSize(1);
  }

  @Test
  void late_by_an_hour_it_is_skipped() {
    start(EIGHT.plus(Duration.ofHours(1)));
    advance(Duration.ofMinutes(30));
    assertThat(keys()).isEmpty();
  }

  @Test
  void another_default_channel_does_not_tell_it_again() {
    start(EIGHT.plusSeconds(5));
    passUntil("a report", () -> keys().size() == 1);
    stop();
    start(EIGHT, LocalTime.of(8, 0), "mail");
    stand("box", Level.UP);
    stand("nas", Level.UP);
    advance(Duration.ofSeconds(40));
    assertThat(keys()).hasSize(1);
  }

  @Test
  void right_after_a_start_the_first_answers_are_waited_for_but_not_for_ever() {
    start(EIGHT.plusSeconds(60), LocalTime.of(8, 0), "telegram");
    stand("box", Level.UP);
    advance(Duration.ofSeconds(15));
    assertThat(keys()).isEmpty();
    passUntil("a report", () -> keys().size() == 1);
    long created = place.number("SELECT created FROM message"); // when it is seen is later
    assertThat(Instant.ofEpochMilli(created)).isBeforeOrEqualTo(EIGHT.plusSeconds(90));
  }

  @Test
  void uptimes_that_are_not_known_yet_are_waited_for_but_not_for_ever() {
    ready = false;
    start(EIGHT.minusSeconds(10));
    advance(Duration.ofMinutes(2));
    assertThat(keys()).isEmpty();
    ready = true;
    passUntil("a report", () -> keys().size() == 1);
    ready = false;
    advance(Duration.ofHours(24)); // since the start ten minutes and more are over
    passUntil("the next one", () -> keys().size() == 2);
  }

  @Test
  void a_machine_that_slept_over_it_tells_it_when_it_wakes() {
    start(EIGHT.minus(Duration.ofHours(5)));
    loop.on(
        () -> {
          loop.pace.sleep(Duration.ofMinutes(5 * 60 + 20));
          return Future.succeededFuture();
        });
    advance(Duration.ofSeconds(61));
    passUntil("a report", () -> keys().size() == 1);
  }

  @Test
  void a_clock_that_is_set_back_tells_nothing_twice() {
    start(EIGHT.minusSeconds(10));
    passUntil("a report", () -> keys().size() == 1);
    loop.on(
        () -> {
          loop.pace.step(Duration.ofMinutes(-30));
          return Future.succeededFuture();
        });
    advance(Duration.ofHours(1));
    assertThat(keys()).hasSize(1);
  }

  @Test
  void the_hour_that_autumn_has_twice_has_one_report_and_the_one_that_spring_leaves_out_too() {
    start(Instant.parse("2026-10-25T00:00:00Z"), LocalTime.of(2, 30), "telegram");
    stand("box", Level.UP);
    stand("nas", Level.UP);
    advance(Duration.ofMinutes(29));
    assertThat(keys()).isEmpty();
    advance(Duration.ofMinutes(2));
    passUntil("a report", () -> keys().size() == 1);
    advance(Duration.ofHours(3));
    assertThat(keys()).containsExactly("report:2026-10-25");
    loop.on(
        () -> {
          loop.pace.step(
              Duration.between(loop.pace.instant(), Instant.parse("2027-03-28T01:29:00Z")));
          return Future.succeededFuture();
        });
    advance(Duration.ofMinutes(2));
    passUntil("a report", () -> keys().size() == 2);
    advance(Duration.ofHours(3));
    assertThat(keys()).containsExactly("report:2026-10-25", "report:2027-03-28");
  }

  @Test
  void statistics_that_cannot_be_had_now_are_asked_for_again() {
    Statistics later = statistics;
    statistics = until -> Future.failedFuture("locked");
    start(EIGHT.plusSeconds(1));
    advance(Duration.ofSeconds(5));
    assertThat(keys()).isEmpty();
    statistics = later;
    passUntil("a report", () -> keys().size() == 1);
  }

  @Test
  void a_locked_database_delays_it() throws Exception {
    start(EIGHT.minusSeconds(5));
    try (WriteLock lock = place.lock()) {
      advance(Duration.ofSeconds(8));
      lock.release();
    }
    passUntil("a report", () -> keys().size() == 1);
  }
}

package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.OldHistory;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predecessor's checks become ours, while ours go on. */
class AdoptionTest {
  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZONE);
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(100));

  private static final String COUNT = "SELECT count(*) FROM checks";

  @TempDir Path folder;
  private final List<String> terminal = new ArrayList<>();

  private Path file() {
    return folder.resolve("history.db");
  }

  private OldHistory old() {
    return OldHistory.at(file());
  }

  private static String at(Instant moment) {
    return WRITTEN.format(moment);
  }

  private List<List<String>> ask(String sql) {
    return Database.ask(file(), sql);
  }

  private AdoptionPlan plan() {
    List<ServiceConfig> services = List.of(Rig.service("box"), Rig.service("nas"));
    return new AdoptionPlan(ZONE, services, Duration.ofSeconds(5), terminal::add);
  }

  private Rig adopting() {
    Rig rig = Rig.on(file(), NOON);
    rig.verticle.adopt(plan());
    return rig;
  }

  private void adopt() {
    try (Rig rig = adopting()) {
      awaitAll(rig);
    }
  }

  private void awaitAll(Rig rig) {
    rig.await("all is adopted", () -> stage().equals("DONE"));
  }

  private String stage() {
    List<List<String>> found = ask("SELECT value FROM setting WHERE name = 'adoption'");
    return found.isEmpty() ? "" : new JsonObject(found.get(0).get(0)).getString("stage");
  }

  @Test
  void each_row_is_a_check_and_looks_as_it_did() {
    try (OldHistory old = old()) {
      old.good("The box", at(LONG_AGO), 0.042)
          .failed("The nas", at(LONG_AGO.plusMillis(5)), "Connection refused")
          .row("Old thing", at(LONG_AGO.plusSeconds(1)), 0, 0.25, 503, null)
          .good("The box", at(NOON.minusMillis(1)), 4.5);
    }
    String shown =
        "SELECT service_name, timestamp, is_healthy, response_time, status_code, error FROM checks"
            + " ORDER BY timestamp, service_name";
    List<List<String>> before = ask(shown);
    adopt();
    assertThat(ask(shown)).hasSize(4).isEqualTo(millis(before));
    assertThat(ask("SELECT id, name, origin FROM service ORDER BY number"))
        .containsExactly(
            List.of("box", "The box", "file"),
            List.of("nas", "The nas", "file"),
            List.of("old-thing", "Old thing", "adopted"));
    assertThat(ask("SELECT count(*) FROM check_recent")).containsExactly(List.of("0"));
  }

  /** Ours have six digits too, of which three count. */
  private static List<List<String>> millis(List<List<String>> rows) {
    return rows.stream()
        .map(
            row -> {
              var shown = new ArrayList<>(row);
              shown.set(1, row.get(1).substring(0, 23) + "000");
              return (List<String>) shown;
            })
        .toList();
  }

  @Test
  void a_good_answer_later_than_the_limit_of_its_service_was_slow() {
    try (OldHistory old = old()) {
      old.good("The box", at(LONG_AGO), 1.0)
          .good("The box", at(LONG_AGO.plusSeconds(1)), 1.001)
          .good("Old thing", at(LONG_AGO.plusSeconds(2)), 5.0)
          .good("Old thing", at(LONG_AGO.plusSeconds(3)), 5.001);
    }
    adopt();
    assertThat(ask("SELECT outcome FROM check_result ORDER BY service, at"))
        .extracting(row -> row.get(0))
        .containsExactly("0", "1", "0", "1");
  }

  @Test
  void its_runs_of_failures_are_incidents_that_have_ended_and_nobody_is_told() {
    try (OldHistory old = old()) {
      int n = 0;
      for (char outcome : "gffgsggfss".toCharArray()) {
        String time = at(LONG_AGO.plus(Duration.ofMinutes(5L * n++)));
        if (outcome == 'f') {
          old.failed("The box", time, "broken " + n);
        } else {
          old.good("The box", time, outcome == 'g' ? 0.1 : 2.5);
        }
      }
    }
    adopt();
    assertThat(
            ask(
                "SELECT service, name, kind, (started - "
                    + LONG_AGO.toEpochMilli()
                    + ") / 60000, (ended - "
                    + LONG_AGO.toEpochMilli()
                    + ") / 60000, duration / 60000, end_reason, cause, error, announced"
                    + " FROM incident ORDER BY id"))
        .containsExactly(
            row("box", "The box", "OUTAGE", "5", "15", "10", "RECOVERED", "OTHER", "broken 2"),
            row("box", "The box", "WARNING", "20", "25", "5", "RECOVERED", null, null),
            row("box", "The box", "OUTAGE", "35", "40", "5", "SLOW", "OTHER", "broken 8"),
            row("box", "The box", "WARNING", "40", "45", "5", "REMOVED", null, null));
    for (String table : List.of("message", "service_state", "transition", "told")) {
      assertThat(ask("SELECT count(*) FROM " + table)).as(table).containsExactly(List.of("0"));
    }
  }

  /** It was not announced. */
  private static List<String> row(String... values) {
    return Arrays.asList(Arrays.copyOf(values, values.length + 1));
  }

  @Test
  void how_far_apart_its_rows_were_is_noted_from_the_first_one_on() {
    try (OldHistory old = old()) {
      Instant time = LONG_AGO;
      for (int seconds : new int[] {0, 300, 301, 299, 300, 4_000, 30}) {
        time = time.plusSeconds(seconds);
        old.good("The box", at(time), 0.1);
      }
      old.good("The nas", at(LONG_AGO), 0.1);
    }
    adopt();
    assertThat(ask("SELECT at, kind, service, length FROM event_note WHERE kind = 'INTERVAL'"))
        .containsExactly(
            List.of(String.valueOf(LONG_AGO.toEpochMilli()), "INTERVAL", "1", "300000"));
  }

  @Test
  void what_cannot_be_read_is_counted_and_said_and_the_rest_is_adopted() {
    try (OldHistory old = OldHistory.looseAt(file())) {
      old.good("The box", at(LONG_AGO), 0.1)
          .row("The box", "yesterday", 1, 0.1, 200, null)
          .row(null, at(LONG_AGO), 1, 0.1, 200, null)
          .row("The box", at(NOON.plusSeconds(60)), 1, 0.1, 200, null)
          .row("The box", at(LONG_AGO), 1, "fast", 200, null)
          .good("The box", at(LONG_AGO.plusSeconds(5)), 0.1);
    }
    byte[] original = bytes(file());
    try (var said = new Said()) {
      adopt();
      assertThat(said.lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("WARN adopted 2 checks of 1 service and 0 incidents; 4 rows")
                      .contains("1 without a service_name")
                      .contains("1 with a timestamp that is none")
                      .contains("1 with a timestamp later than our start")
                      .contains("1 with a response_time that is none")
                      .contains("the first at 2")
                      .contains(OldHistory.kept(file()).get(0).toString()));
    }
    assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("2"));
    assertThat(bytes(OldHistory.kept(file()).get(0))).isEqualTo(original);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void an_empty_one_is_adopted_too() {
    old().close();
    try (var said = new Said()) {
      adopt();
      assertThat(said.lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("INFO adopted 0 checks of 0 services and 0 incidents; every"));
    }
    assertThat(OldHistory.kept(file())).hasSize(1);
  }

  @Test
  void our_own_checks_are_remembered_beside_it_and_stay() {
    try (OldHistory old = old()) {
      for (int n = 0; n < 5_000; n++) {
        old.good("The box", at(LONG_AGO.plusSeconds(n)), 0.1);
      }
    }
    try (Rig rig = adopting()) {
      for (int n = 0; n < 50; n++) {
        rig.hear(good("box", NOON.plusMillis(10 * n)), good("stranger " + n, NOON));
        rig.advance(Duration.ofMillis(50));
      }
      awaitAll(rig);
      rig.flush();
      assertThat(ask("SELECT count(*) FROM checks")).containsExactly(List.of("5100"));
      rig.advance(Duration.ofMinutes(62));
      rig.await(
          "the move", () -> Database.number(file(), "SELECT count(*) FROM check_recent") == 0);
    }
    assertThat(ask("SELECT count(*), count(DISTINCT id) FROM checks"))
        .containsExactly(List.of("5100", "5100"));
    assertThat(ask("SELECT count(*) FROM service")).containsExactly(List.of("52"));
  }

  @Test
  void its_checks_count_for_retention_from_the_day_of_adoption() {
    try (OldHistory old = old()) {
      old.good("The box", at(LONG_AGO), 0.1).good("Old thing", at(LONG_AGO), 0.1);
    }
    adopt();
    try (Rig rig = Rig.silent(file(), NOON)) {
      for (Duration before : List.of(Duration.ofDays(30), Duration.ofMillis(1))) {
        long oldest = NOON.minus(before).toEpochMilli();
        rig.onLoop(() -> new Retention(rig.database, rig.pace).forget(oldest));
        assertThat(ask(COUNT)).containsExactly(List.of("2"));
      }
    }
    Instant later = NOON.plus(Duration.ofDays(30));
    try (Rig rig = Rig.on(file(), later, Optional.of(Duration.ofDays(30)), 10)) {
      rig.advance(Duration.ofMinutes(2));
      rig.await("they are gone", () -> Database.number(file(), COUNT) == 0);
    }
  }

  @Test
  void a_later_service_of_a_name_that_was_adopted_finds_its_past() {
    try (OldHistory old = old()) {
      old.good("The old thing", at(LONG_AGO), 0.1);
    }
    adopt();
    try (Rig rig = Rig.silent(file(), NOON)) {
      var reader =
          new CatalogReader(
              rig.database, new Logbook(rig.database, 0), List.of(Rig.service("the-old-thing")));
      rig.onLoop(() -> reader.read(0));
    }
    assertThat(ask("SELECT number, id, origin FROM service WHERE name LIKE 'The %old%'"))
        .containsExactly(List.of("3", "the-old-thing", "file"));
  }

  @Test
  void ten_thousand_sentences_are_kept_and_no_more() {
    try (OldHistory old = old()) {
      for (int n = 0; n < Catalog.SENTENCES + 500; n++) {
        old.failed("The box", at(LONG_AGO.plusSeconds(n)), "broken " + n);
      }
    }
    adopt();
    assertThat(ask("SELECT count(*) FROM error_text")).containsExactly(List.of("10001"));
    assertThat(ask("SELECT count(*) FROM checks WHERE error IS NULL"))
        .containsExactly(List.of("0"));
    assertThat(ask("SELECT count(*), sum(duration) / 1000 FROM incident"))
        .containsExactly(List.of("1", String.valueOf(Catalog.SENTENCES + 499)));
  }

  @Test
  void out_of_order_rows_that_share_a_millisecond_are_all_kept_until_there_is_no_room() {
    try (OldHistory old = old()) {
      for (int n = 0; n < 150; n++) {
        old.good("The box", at(LONG_AGO.plusSeconds(5)), 0.1);
        old.good("The box", at(LONG_AGO), 0.1);
      }
    }
    try (var said = new Said()) {
      adopt();
      assertThat(said.lines())
          .anySatisfy(line -> assertThat(line).contains("at the same millisecond"));
    }
    assertThat(
            ask(
                "SELECT count(*) FROM check_result WHERE at < "
                    + LONG_AGO.plusSeconds(1).toEpochMilli()))
        .containsExactly(List.of("101"));
  }

  @Test
  void any_number_of_rows_of_one_millisecond_in_a_row_are_kept() {
    try (OldHistory old = old()) {
      for (int n = 0; n < 3_000; n++) {
        old.good("The box", at(LONG_AGO), 0.1);
      }
      old.good("The box", at(LONG_AGO.plusMillis(1_500)), 0.1);
    }
    adopt();
    assertThat(ask("SELECT count(*), max(at) - min(at) FROM check_result"))
        .containsExactly(List.of("3001", "3000"));
  }

  @Test
  void the_hour_in_which_we_started_is_summed_up_when_it_is_over_with_its_checks_and_ours() {
    Instant start = NOON.plus(Duration.ofMinutes(20));
    try (OldHistory old = old()) {
      for (int minute = 0; minute < 20; minute += 5) {
        old.good("The box", at(NOON.plus(Duration.ofMinutes(minute))), 0.1);
      }
    }
    try (Rig rig = Rig.on(file(), start)) {
      rig.verticle.adopt(plan());
      awaitAll(rig);
      rig.hear(good("box", start.plusSeconds(1)), good("box", start.plus(Duration.ofMinutes(30))));
      rig.flush();
      rounds(rig, start);
      assertThat(ask("SELECT * FROM check_hour")).as("while it is not over").isEmpty();
      rig.advance(Duration.ofMinutes(40));
      rig.await("its sum", () -> Database.number(file(), "SELECT count(*) FROM check_hour") > 0);
    }
    assertThat(ask("SELECT at, service, good FROM check_hour"))
        .containsExactly(List.of(String.valueOf(NOON.toEpochMilli()), "1", "6"));
  }

  /** One that has begun says so, and begins after the one before has ended. */
  private void rounds(Rig rig, Instant start) {
    String seen = "SELECT value FROM setting WHERE name = 'seen_until'";
    for (int minute = 1; minute <= 2; minute++) {
      long from = start.plus(Duration.ofMinutes(minute)).toEpochMilli();
      rig.advance(Duration.ofMinutes(1));
      rig.await("a round", () -> Database.number(file(), seen) >= from);
    }
  }

  @Test
  void its_checks_are_summed_up_like_any_other() {
    Instant first = NOON.minus(Duration.ofDays(5));
    try (OldHistory old = old()) {
      for (int n = 0; n < 5 * 24 * 12; n++) {
        String time = at(first.plus(Duration.ofMinutes(5L * n)));
        if (n >= 300 && n < 312) {
          old.failed("The box", time, "broken");
        } else {
          old.good("The box", time, 0.1);
        }
      }
    }
    try (Rig rig = adopting()) {
      awaitAll(rig);
      rig.await("the sums", () -> Database.number(file(), "SELECT count(*) FROM check_day") == 5);
    }
    assertThat(ask("SELECT sum(good), sum(failed), sum(down), sum(outages) FROM check_day"))
        .containsExactly(List.of(String.valueOf(5 * 288 - 12 - 144), "12", "3600000", "1"));
    assertThat(ask("SELECT sum(good + failed), sum(down), sum(unknown) FROM check_hour"))
        .containsExactly(List.of(String.valueOf(5 * 288), "3600000", "0"));
  }

  @Test
  void of_a_damaged_file_everything_comes_over_that_can_be_read() throws IOException {
    try (OldHistory old = OldHistory.looseAt(file())) {
      for (int n = 0; n < 5_000; n++) {
        old.good("The box", at(LONG_AGO.plusSeconds(n)), 0.1);
      }
    }
    try (var bytes = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      bytes.write(ByteBuffer.allocate(4_096), 20 * 4_096L); // one leaf of some seventy
    }
    try (var said = new Said()) {
      adopt();
      assertThat(said.lines()).anySatisfy(line -> assertThat(line).contains("damaged places"));
    }
    AdoptionMark mark =
        AdoptionMark.of(
            new JsonObject(ask("SELECT value FROM setting WHERE name = 'adoption'").get(0).get(0)));
    assertThat(mark.unread()).isBetween(1L, 200L);
    assertThat(mark.kept() + mark.unread()).isEqualTo(5_000);
    assertThat(Database.number(file(), COUNT)).isEqualTo(mark.kept());
  }

  @Test
  void an_original_that_is_moved_away_is_asked_for_and_gone_on_with() throws IOException {
    try (OldHistory old = old()) {
      old.good("The box", at(LONG_AGO), 0.1);
    }
    Rig.silent(file(), NOON).close();
    Path kept = OldHistory.kept(file()).get(0);
    Path away = folder.resolve("elsewhere.db");
    Files.move(kept, away);
    try (var said = new Said();
        Rig rig = adopting()) {
      rig.await("it is said", () -> said.lines().toString().contains("put it back"));
      for (int time = 0; time < 3; time++) {
        rig.rest();
        rig.advance(Adoption.AGAIN);
      }
      assertThat(said.lines().stream().filter(line -> line.startsWith("ERROR"))).hasSize(1);
      Files.move(away, kept);
      rig.advance(Adoption.AGAIN);
      awaitAll(rig);
      assertThat(ask(COUNT)).containsExactly(List.of("1"));
    }
  }
}

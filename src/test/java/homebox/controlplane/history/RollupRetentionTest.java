package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.history.LongPast.Extent;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long sums of hours and days are kept, on twenty days of five services. */
class RollupRetentionTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOW = Instant.parse("2026-11-02T10:17:23Z");
  private static final Duration LENGTH = Duration.ofDays(20);
  private static final Extent EXTENT = new Extent(5, Duration.ofMinutes(5), LENGTH, LENGTH, LENGTH);
  private static final Days DAYS = new Days(PARIS);
  private static final String EVERYTHING =
      "SELECT at, service, up, down, unknown FROM check_hour UNION ALL"
          + " SELECT day, service, up, down, unknown FROM check_day ORDER BY 1, 2";

  @TempDir Path folder;

  private Path written() throws SQLException {
    Path file = folder.resolve("history.db");
    Vertx vertx = Vertx.vertx();
    LongPast.write(file, EXTENT, "http://localhost/", PARIS, NOW, vertx, new VertxPace(vertx));
    vertx.close().await();
    return file;
  }

  private static HistoryPlan plan(Keep keep) {
    return new HistoryPlan(LongPastTest.plan(EXTENT, NOW, PARIS).services(), keep, PARIS);
  }

  private static Keep keep(int hours, int days) {
    return new Keep(
        Optional.empty(), Optional.of(Duration.ofDays(hours)), Optional.of(Duration.ofDays(days)));
  }

  private static long number(Path file, String sql) {
    return Database.number(file, sql);
  }

  /** The first moment of the day that was so many days ago. */
  private static long begin(int daysAgo) {
    return DAYS.begin(day(daysAgo));
  }

  private static long day(int daysAgo) {
    return DAYS.of(NOW.minus(Duration.ofDays(daysAgo)).toEpochMilli());
  }

  @Test
  void whole_days_are_forgotten_and_what_is_younger_stays_as_it_is() throws SQLException {
    Path file = written();
    String younger =
        String.format("SELECT * FROM check_hour WHERE at >= %d ORDER BY at, service", begin(10));
    List<List<String>> hours = Database.ask(file, younger);
    for (int daysAgo : new int[] {9, 12}) {
      Database.change(
          file,
          "INSERT INTO event_note (at, kind, service, length) VALUES ("
              + begin(daysAgo)
              + ", 'MAINTENANCE', 0, 1)");
    }
    try (Rig rig = Rig.on(file, NOW, plan(keep(10, 15)), ResultWriter.ROOM)) {
      rig.round(
          "it is forgotten",
          () ->
              number(file, "SELECT min(at) FROM check_hour") == begin(10)
                  && number(file, "SELECT min(day) FROM check_day") == day(15));
      rig.rest();
      assertThat(rig.verticle.past().uptimes("s0").in(Window.WEEK)).isPresent();
    }
    assertThat(Database.ask(file, younger)).isEqualTo(hours);
    assertThat(number(file, "SELECT count(DISTINCT day) FROM check_day")).isEqualTo(15);
    assertThat(Database.ask(file, "SELECT at FROM event_note WHERE kind = 'MAINTENANCE'"))
        .as("of use where an hour may be written again")
        .containsExactly(List.of(String.valueOf(begin(9))));
    assertThat(number(file, "SELECT value FROM setting WHERE name = 'hours_from'"))
        .isEqualTo(begin(10));
  }

  @Test
  void what_is_told_of_a_week_is_the_same_when_only_days_are_left_of_it() throws SQLException {
    Path file = written();
    List<Day> before;
    try (Rig rig = Rig.on(file, NOW, plan(Keep.ALL), ResultWriter.ROOM)) {
      rig.round("it is known", () -> rig.verticle.past().ready());
      before = rig.verticle.past().days("s0");
    }
    try (Rig rig = Rig.on(file, NOW, plan(keep(1, 400)), ResultWriter.ROOM)) {
      rig.round(
          "it is forgotten", () -> number(file, "SELECT min(at) FROM check_hour") == begin(1));
    }
    try (Rig rig = Rig.on(file, NOW, plan(keep(1, 400)), ResultWriter.ROOM)) {
      rig.round("it is known", () -> rig.verticle.past().ready());
      List<Day> after = rig.verticle.past().days("s0");
      int today = Past.DAYS - 1;
      assertThat(after.subList(0, today)).isEqualTo(before.subList(0, today));
    }
  }

  @Test
  void for_ever_is_for_ever() throws SQLException {
    Path file = written();
    List<List<String>> all = Database.ask(file, EVERYTHING);
    try (Rig rig = Rig.on(file, NOW, plan(Keep.ALL), ResultWriter.ROOM)) {
      rig.round("it is known", () -> rig.verticle.past().ready());
      for (int n = 0; n < 3; n++) {
        rig.advance(Housekeeping.ROUND.plusSeconds(1)); // in the first one it is time to forget
        rig.rest();
      }
    }
    assertThat(Database.ask(file, EVERYTHING)).isEqualTo(all);
    assertThat(number(file, "SELECT value FROM setting WHERE name = 'hours_from'")).isZero();
  }

  /** Hours from which no day was made yet are needed, however old they are. */
  @Test
  void hours_whose_day_is_not_written_stay() throws SQLException {
    Path file = written();
    try (Rig rig = Rig.silent(file, NOW)) {
      var hours = new Hours();
      long rolled = number(file, "SELECT value FROM setting WHERE name = 'rolled_until'");
      hours.marks(new Marks(rolled, rolled, day(12), 0, 0));
      var forgetting = new Forgetting(rig.database, rig.pace, hours, () -> DAYS, keep(1, 400));
      rig.onLoop(forgetting::run);
    }
    assertThat(number(file, "SELECT min(at) FROM check_hour")).isEqualTo(begin(12));
  }

  @Test
  void it_goes_in_small_steps_and_an_end_at_any_of_them_loses_nothing_else() throws SQLException {
    Path file = written();
    long old = number(file, "SELECT count(*) FROM check_hour WHERE at < " + begin(3));
    assertThat(old).isGreaterThan(RollupRetention.PIECE);
    try (Rig rig = Rig.silent(file, NOW)) {
      var ends =
          new RollupRetention(
              rig.database,
              step -> left(file) < old ? Future.failedFuture("the end") : Future.succeededFuture());
      rig.onLoop(() -> ends.hours(begin(3)).otherwiseEmpty());
      assertThat(left(file)).isEqualTo(old - RollupRetention.PIECE);
      var counts = new ArrayList<Long>();
      var again =
          new RollupRetention(
              rig.database,
              step -> {
                assertThat(step).isEqualTo(RollupWatch.Step.FORGET);
                counts.add(left(file));
                return Future.succeededFuture();
              });
      rig.onLoop(() -> again.hours(begin(3)));
      counts.add(left(file));
      for (int n = 1; n < counts.size(); n++) {
        assertThat(counts.get(n - 1) - counts.get(n)).isBetween(0L, (long) RollupRetention.PIECE);
      }
      assertThat(counts).isSortedAccordingTo(Collections.reverseOrder()).endsWith(0L);
    }
    assertThat(number(file, "SELECT min(at) FROM check_hour")).isEqualTo(begin(3));
  }

  private static long left(Path file) {
    return number(file, "SELECT count(*) FROM check_hour WHERE at < " + begin(3));
  }
}

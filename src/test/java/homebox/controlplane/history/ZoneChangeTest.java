package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.InForce;
import homebox.controlplane.history.LongPast.Extent;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days begin elsewhere: another {@code time_zone} on three weeks of five services. */
class ZoneChangeTest {
  private static final Instant NOW = Instant.parse("2026-11-02T21:47:23Z");
  private static final Duration THREE_WEEKS = Duration.ofDays(21);
  private static final Extent WHOLE =
      new Extent(5, Duration.ofMinutes(5), THREE_WEEKS, THREE_WEEKS, THREE_WEEKS);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Path write(String name, Extent extent, ZoneId zone) throws SQLException {
    Path file = folder.resolve(name);
    LongPast.write(file, extent, "http://localhost/", zone, NOW, vertx, new VertxPace(vertx));
    return file;
  }

  private static Rig start(Path file, Extent extent, ZoneId zone) {
    HistoryPlan services = LongPastTest.plan(extent, NOW, zone);
    return Rig.on(file, NOW, services, ResultWriter.ROOM);
  }

  private static void reload(Rig rig, Extent extent, ZoneId zone) {
    var yaml = new StringBuilder("time_zone: " + zone + "\ncheck_interval: 300\nservices:\n");
    for (int n = 0; n < extent.services(); n++) {
      yaml.append("  - {name: s").append(n).append(", url: \"http://localhost/\"}\n");
    }
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(
              rig.vertx, Configured.inForce(yaml.toString(), rig.pace.instant()));
          return Future.succeededFuture();
        });
  }

  private static void known(Rig rig, ZoneId zone) {
    rig.await(
        "days begin by " + zone,
        () -> rig.verticle.past().zone().equals(zone) && rig.verticle.past().ready());
  }

  /** What it says of each day from that one on is what was lived in it. */
  private static void compare(Rig rig, Extent extent, ZoneId zone, long firstDay) {
    compare(rig, extent, zone, firstDay, true);
  }

  /** The same, but for slow answers of an hour that has not been cut yet. */
  private static void compareTimes(Rig rig, Extent extent, ZoneId zone, long firstDay) {
    compare(rig, extent, zone, firstDay, false);
  }

  private static void compare(Rig rig, Extent extent, ZoneId zone, long firstDay, boolean slow) {
    var days = new Days(zone);
    long now = rig.pace.instant().toEpochMilli();
    long today = days.of(now);
    for (LongLife life : LongPast.lives(extent, NOW)) {
      List<Day> told = rig.verticle.past().days(life.id());
      for (long day = firstDay; day <= today; day++) {
        long begin = days.begin(day);
        long end = Math.min(now, days.begin(day + 1));
        Day is = told.get((int) (day - today) + Past.DAYS - 1);
        if (end <= life.watchedFrom()) {
          assertThat(is).isNull();
          continue;
        }
        Day lived =
            new Day(
                life.course(begin, end).amounts(),
                slow ? life.replies(begin, end).tally().slow() : is.slow(),
                life.outages().within(begin, end));
        assertThat(is).as("day %d of %s by %s", day, life.id(), zone).isEqualTo(lived);
      }
    }
  }

  private static boolean summedUp(Path file, ZoneId zone) {
    long rolled = setting(file, "rolled_until");
    return setting(file, "days_until") == new Days(zone).of(rolled)
        && Database.number(file, "SELECT count(*) FROM hour_due") == 0;
  }

  private static long setting(Path file, String name) {
    return Database.number(file, "SELECT value FROM setting WHERE name = '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, Europe/Paris",
    "UTC, Asia/Kolkata",
    "Asia/Kolkata, UTC",
    "Asia/Kolkata, Asia/Kathmandu",
    "Pacific/Auckland, America/Los_Angeles",
    "America/Los_Angeles, Pacific/Auckland"
  })
  void a_new_zone_is_right_at_once_and_all_is_as_if_it_had_always_held(ZoneId from, ZoneId to)
      throws SQLException {
    Path file = write("history.db", WHOLE, from);
    long first = new Days(to).of(NOW.minus(THREE_WEEKS).toEpochMilli());
    try (Rig rig = start(file, WHOLE, from)) {
      known(rig, from);
      reload(rig, WHOLE, to);
      known(rig, to);
      compareTimes(rig, WHOLE, to, first);
      rig.round("it is summed up again", () -> summedUp(file, to));
      compare(rig, WHOLE, to, first);
    }
    try (Rig rig = start(file, WHOLE, to)) {
      known(rig, to);
      compare(rig, WHOLE, to, first);
    }
    Path always = write("always.db", WHOLE, to);
    LongPastTest.same(
        Database.ask(file, LongPastTest.HOURS), Database.ask(always, LongPastTest.HOURS));
    String closed = LongPastTest.DAYS.replace("ORDER", "WHERE day < %d ORDER");
    long today = new Days(to).of(Hours.begin(NOW.toEpochMilli()));
    LongPastTest.same(
        Database.ask(file, String.format(closed, today)), Database.ask(always, LongPastTest.DAYS));
  }

  @ParameterizedTest
  @CsvSource({"Europe/Paris, America/New_York", "Europe/Paris, Asia/Kolkata"})
  void days_whose_hours_are_gone_stay_as_they_were(ZoneId from, ZoneId to) throws SQLException {
    var extent =
        new Extent(5, Duration.ofMinutes(5), THREE_WEEKS, Duration.ofDays(12), Duration.ofDays(10));
    Path file = write("history.db", extent, from);
    String old =
        "SELECT * FROM check_day WHERE day < "
            + new Days(to).of(setting(file, "hours_from"))
            + " ORDER BY day, service";
    List<List<String>> before = Database.ask(file, old);
    long first = new Days(to).of(NOW.minus(Duration.ofDays(9)).toEpochMilli());
    try (Rig rig = start(file, extent, from)) {
      known(rig, from);
      reload(rig, extent, to);
      known(rig, to);
      compareTimes(rig, extent, to, first);
      rig.round("it is summed up again", () -> summedUp(file, to));
      compare(rig, extent, to, first);
    }
    assertThat(before).hasSizeGreaterThan(20);
    assertThat(Database.ask(file, old)).isEqualTo(before);
  }

  @Test
  void a_new_zone_at_a_start_is_one_too() throws SQLException {
    ZoneId utc = ZoneId.of("UTC");
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Path file = write("history.db", WHOLE, utc);
    try (Rig rig = start(file, WHOLE, tokyo)) {
      known(rig, tokyo);
      compare(rig, WHOLE, tokyo, new Days(tokyo).of(NOW.minus(THREE_WEEKS).toEpochMilli()));
      rig.round("it is summed up again", () -> summedUp(file, tokyo));
    }
    assertThat(Database.ask(file, "SELECT value FROM setting WHERE name = 'time_zone'"))
        .containsExactly(List.of("Asia/Tokyo"));
  }

  @Test
  void a_zone_that_comes_while_another_one_is_taken_in_is_the_one_that_holds() throws SQLException {
    ZoneId utc = ZoneId.of("UTC");
    ZoneId paris = ZoneId.of("Europe/Paris");
    Path file = write("history.db", WHOLE, utc);
    try (Rig rig = start(file, WHOLE, utc)) {
      known(rig, utc);
      reload(rig, WHOLE, ZoneId.of("Asia/Kolkata"));
      reload(rig, WHOLE, paris);
      known(rig, paris);
      rig.round("it is summed up again", () -> summedUp(file, paris));
      compare(rig, WHOLE, paris, new Days(paris).of(NOW.minus(THREE_WEEKS).toEpochMilli()));
    }
  }
}

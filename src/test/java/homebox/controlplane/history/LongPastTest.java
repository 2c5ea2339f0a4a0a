package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.history.LongPast.Extent;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past that tests and benchmarks are given is one that could have been lived. */
class LongPastTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FORTNIGHT = Duration.ofDays(14);
  static final String HOURS =
      "SELECT at, service, good, slow, failed, took, up, down, unknown, maintenance, paused,"
          + " hex(latency), hex(course) FROM check_hour ORDER BY at, service";
  static final String DAYS =
      "SELECT day, service, good, slow, failed, took, up, down, unknown, maintenance, paused,"
          + " outages, hex(latency) FROM check_day ORDER BY day, service";
  private static final String SERVICES = "SELECT number, watched_from FROM service ORDER BY number";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Path write(Extent extent, ZoneId zone, Instant end) throws SQLException {
    Path file = folder.resolve("history.db");
    LongPast.write(file, extent, "http://localhost/", zone, end, vertx, new VertxPace(vertx));
    return file;
  }

  static HistoryPlan plan(Extent extent, Instant end, ZoneId zone) {
    List<ServiceConfig> services =
        LongPast.lives(extent, end).stream()
            .map(
                life ->
                    Rig.service(life.id(), extent.interval(), Duration.ofMillis(LongLife.TIMEOUT)))
            .toList();
    return new HistoryPlan(services, Keep.ALL, zone);
  }

  /** Over a change of the clocks, and where days begin in the middle of an hour. */
  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-02T10:17:23Z",
    "Europe/Paris, 2026-11-02T10:17:23Z",
    "Asia/Kolkata, 2026-11-02T18:31:23Z"
  })
  void its_sums_are_those_that_a_rollup_of_its_checks_writes(ZoneId zone, Instant end)
      throws SQLException {
    var extent = new Extent(9, MINUTE, FORTNIGHT, FORTNIGHT, FORTNIGHT);
    Path file = write(extent, zone, end);
    List<List<String>> hours = Database.ask(file, HOURS);
    List<List<String>> days = Database.ask(file, DAYS);
    List<List<String>> services = Database.ask(file, SERVICES);
    assertThat(hours).hasSizeGreaterThan(2_000);
    assertThat(days).hasSizeGreaterThan(90);
    for (String kind : List.of("down", "unknown", "slow", "failed")) {
      assertThat(Database.number(file, "SELECT sum(" + kind + ") FROM check_day"))
          .as("there is some of it: " + kind)
          .isPositive();
    }
    forgetSums(file);
    long last = Hours.begin(end.toEpochMilli());
    try (Rig rig = Rig.on(file, end, plan(extent, end, zone), ResultWriter.ROOM)) {
      rig.round(
          "it is summed up again",
          () ->
              setting(file, "rolled_until") == last
                  && setting(file, "days_until") == new Days(zone).of(last));
    }
    assertThat(Database.ask(file, SERVICES)).isEqualTo(services);
    same(Database.ask(file, HOURS), hours);
    same(Database.ask(file, DAYS), days);
  }

  /** Of thousands of rows only those that differ are shown. */
  static void same(List<List<String>> rows, List<List<String>> expected) {
    var missing = new LinkedHashSet<>(expected);
    rows.forEach(missing::remove);
    assertThat(missing).as("missing").isEmpty();
    var more = new LinkedHashSet<>(rows);
    expected.forEach(more::remove);
    assertThat(more).as("not expected").isEmpty();
    assertThat(rows).hasSameSizeAs(expected);
  }

  private static void forgetSums(Path file) {
    Database.change(file, "DELETE FROM check_hour");
    Database.change(file, "DELETE FROM check_day");
    Database.change(file, "UPDATE service SET watched_from = NULL");
    Database.change(file, "UPDATE incident SET counted = 0");
    Database.change(
        file, "UPDATE setting SET value = '0' WHERE name IN ('rolled_until', 'days_until')");
  }

  private static long setting(Path file, String name) {
    return Database.number(file, "SELECT value FROM setting WHERE name = '" + name + "'");
  }

  /** Just after midnight, for the day in which a long window begins counts in proportion. */
  @Test
  void what_is_told_of_a_year_is_what_was_lived() throws SQLException {
    Instant end = Instant.parse("2026-11-02T00:00:25Z");
    Extent extent = Extent.year(8, Duration.ofMinutes(5));
    Path file = write(extent, ZoneOffset.UTC, end);
    try (Rig rig = Rig.on(file, end, plan(extent, end, ZoneOffset.UTC), ResultWriter.ROOM)) {
      rig.round("it is known", () -> rig.verticle.past().ready());
      long now = rig.pace.instant().toEpochMilli();
      for (LongLife life : LongPast.lives(extent, end)) {
        Uptimes told = rig.verticle.past().uptimes(life.id());
        for (Window window : Window.values()) {
          Amounts lived = life.course(now - window.length().toMillis(), now).amounts();
          assertThat(told.in(window).orElse(-1))
              .as("%s of %s: %s", window, life.id(), lived)
              .isCloseTo(lived.uptime().orElse(-1), within(0.00002));
        }
      }
    }
  }
}

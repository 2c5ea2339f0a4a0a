package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.history.RollupWatch.Step;
import homebox.controlplane.testkit.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process ends in the middle of a rollup, at each of its steps: the next one ends it. */
class RollupKillTest {
  private static final Instant EVENING = NOON.plus(Duration.ofHours(10));
  private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));
  private static final String HOURS =
      "SELECT at, service, good, slow, failed, took, up, down, unknown, hex(latency), hex(course)"
          + " FROM check_hour ORDER BY at, service";
  private static final String DAYS =
      "SELECT day, service, good, slow, failed, took, up, down, unknown, outages, hex(latency)"
          + " FROM check_day ORDER BY day, service";
  private static final String SETTINGS =
      "SELECT name, value FROM setting WHERE name IN ('rolled_until', 'days_until') ORDER BY name";

  @TempDir Path folder;
  private Path file;

  /** Two hours that end a day, moved and not summed up; an outage in them, an hour that is due. */
  @BeforeEach
  void two_hours() {
    file = folder.resolve("history.db");
    try (Rig rig = Rig.on(file, EVENING)) {
      var results = new ArrayList<CheckResult>();
      for (String id : List.of("box", "nas")) {
        results.addAll(RollupTest.every10s(id, EVENING, MIDNIGHT.plusSeconds(5)));
      }
      rig.hear(results);
      rig.rest();
    }
    try (Rig rig = Rig.silent(file, MIDNIGHT.plusSeconds(90))) {
      var hours = new Hours();
      var move = new HourMove(rig.database, hours, step -> Future.succeededFuture());
      rig.onLoop(() -> Repeat.whileTrue(() -> move.oldest(MIDNIGHT.toEpochMilli())));
    }
    Database.change(
        file,
        String.format(
            "INSERT INTO incident (id, service, name, kind, started, ended)"
                + " VALUES ('x', 'box', 'x', 'OUTAGE', %d, %d)",
            EVENING.plusSeconds(3_000).toEpochMilli(), EVENING.plusSeconds(4_000).toEpochMilli()));
    Database.change(
        file, "INSERT INTO hour_due (at, service) VALUES (" + EVENING.toEpochMilli() + ", 1)");
  }

  private static Rollup rollup(Rig rig, Path where, RollupWatch watch) {
    var hours = new Hours();
    hours.marks(
        new Marks(
            setting(where, "moved_until"),
            setting(where, "rolled_until"),
            setting(where, "days_until"),
            0,
            0));
    return new Rollup(rig.database, rig.pace, hours, new Past(rig.pace, ZoneOffset.UTC), watch);
  }

  private static long setting(Path where, String name) {
    return Database.number(where, "SELECT value FROM setting WHERE name = '" + name + "'");
  }

  private static void run(Path where) {
    try (Rig rig = Rig.silent(where, MIDNIGHT.plusSeconds(120))) {
      rig.onLoop(() -> rollup(rig, where, step -> Future.succeededFuture()).run());
    }
  }

  /** The file and its log while the process still has them open: nothing was put in order. */
  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.copy(file, copy);
    Path log = folder.resolve("history.db-wal");
    if (Files.exists(log)) {
      Files.copy(log, folder.resolve(name + "-wal"));
    }
    return copy;
  }

  @ParameterizedTest
  @CsvSource({
    "COUNT,1",
    "HOUR,1",
    "HOUR,2",
    "PUBLISH,1",
    "PUBLISH,2",
    "AGAIN,1",
    "DAY,1",
    "PUBLISH_DAY,1"
  })
  void after_an_end_at_any_step_the_next_run_writes_what_one_run_would(Step step, int time)
      throws IOException {
    Path whole = copy("whole.db");
    run(whole);
    var counter = new int[1];
    Path after;
    try (Rig rig = Rig.silent(file, MIDNIGHT.plusSeconds(100))) {
      Rollup ends =
          rollup(
              rig,
              file,
              now ->
                  now == step && ++counter[0] == time
                      ? Future.failedFuture("the end")
                      : Future.succeededFuture());
      rig.onLoop(() -> ends.run().otherwiseEmpty());
      assertThat(counter[0]).as("it came so far").isEqualTo(time);
      after = copy("after.db");
    }
    run(after);
    assertThat(Database.ask(after, HOURS)).hasSize(4).isEqualTo(Database.ask(whole, HOURS));
    assertThat(Database.ask(after, DAYS)).hasSize(2).isEqualTo(Database.ask(whole, DAYS));
    assertThat(Database.ask(after, SETTINGS)).isEqualTo(Database.ask(whole, SETTINGS));
    assertThat(Database.number(after, "SELECT count(*) FROM hour_due")).isZero();
    assertThat(Database.number(after, "SELECT counted FROM incident")).isEqualTo(2);
  }

  @Test
  void a_second_run_changes_nothing() {
    run(file);
    List<List<String>> hours = Database.ask(file, HOURS);
    List<List<String>> days = Database.ask(file, DAYS);
    run(file);
    assertThat(Database.ask(file, HOURS)).isEqualTo(hours);
    assertThat(Database.ask(file, DAYS)).isEqualTo(days);
    assertThat(Database.number(file, "SELECT sum(down) FROM check_day")).isEqualTo(1_000_000);
  }
}

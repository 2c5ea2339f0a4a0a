package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.failed;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.history.HourMove.Step;
import homebox.controlplane.testkit.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process ends in the middle of a move, at each of its steps. */
class HourMoveTest {
  private static final String ALL = "SELECT * FROM checks ORDER BY id";
  private static final String COUNT = "SELECT count(*) FROM checks";
  private static final long CLOSED = NOON.toEpochMilli();
  private static final int OLD = 2_400;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void an_hour_and_a_little() {
    file = folder.resolve("history.db");
    try (Rig rig = Rig.on(file, NOON)) {
      var results = new ArrayList<CheckResult>();
      for (int n = 0; n < OLD; n++) {
        results.add(good(n % 3 == 0 ? "box" : "nas", NOON.minusMillis(3_000 - n)));
      }
      results.add(good("box", NOON.plusSeconds(2)));
      rig.hear(results);
    }
  }

  @ParameterizedTest
  @CsvSource({"BEGIN,1", "SORT,1", "COPY,1", "COPY,2", "COPY,3", "PUBLISH,1", "SWEEP,1"})
  void after_an_end_at_any_step_the_next_start_finds_all_rows_once(Step step, int time)
      throws IOException {
    List<List<String>> before = Database.ask(file, ALL);
    Path copy = folder.resolve("after.db");
    try (Rig rig = Rig.silent(file, NOON)) {
      moveUntil(rig, step, time);
      assertThat(Database.ask(file, ALL)).isEqualTo(before);
      copyAsAKillWouldLeaveIt(copy);
    }
    assertThat(Database.ask(copy, ALL)).isEqualTo(before);
    try (Rig rig = Rig.on(copy, NOON.plus(Duration.ofMinutes(2)))) {
      rig.advance(Duration.ofMinutes(2));
      rig.await("the move", () -> Database.number(copy, "SELECT count(*) FROM check_recent") == 1);
      assertThat(Database.ask(copy, ALL)).isEqualTo(before);
      assertThat(Database.number(copy, "SELECT count(*) FROM check_result")).isEqualTo(OLD);
    }
  }

  @ParameterizedTest
  @CsvSource({"SORT,1", "COPY,1", "COPY,2", "PUBLISH,1", "SWEEP,1"})
  void a_late_result_is_seen_at_once_at_any_step_and_kept_once(Step step, int time) {
    try (Rig rig = Rig.on(file, NOON)) {
      var hours = new Hours();
      List<Future<Long>> written = new ArrayList<>();
      var late = CheckRow.of(good("box", NOON.minusMillis(1)));
      var counter = new int[1];
      var move =
          new HourMove(
              rig.database,
              hours,
              now -> {
                if (now == step && ++counter[0] == time) {
                  written.add(
                      write(rig, hours, late)
                          .map(Database.number(file, COUNT)) // before it is written
                          .map(before -> Database.number(file, COUNT) - before));
                  return written.get(0).mapEmpty();
                }
                return Future.succeededFuture();
              });
      rig.onLoop(() -> move.oldest(CLOSED));
      assertThat(rig.onLoop(() -> written.get(0))).as("seen at once").isEqualTo(1);
      assertThat(Database.number(file, COUNT)).isEqualTo(OLD + 2);
      assertThat(Database.number(file, "SELECT count(*) FROM check_result")).isEqualTo(OLD + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"SORT,1", "COPY,2", "COPY,3", "PUBLISH,1", "SWEEP,1"})
  void of_checks_at_the_same_time_none_is_lost_and_none_is_there_twice(Step step, int time) {
    try (Rig rig = Rig.on(file, NOON)) {
      for (int n = 0; n < 3; n++) {
        rig.hear(failed("box", NOON.minusMillis(3_000), "again" + n));
      }
      rig.flush();
    }
    try (Rig rig = Rig.silent(file, NOON)) {
      moveUntil(rig, step, time);
      rig.onLoop(
          () -> new HourMove(rig.database, moved(), now -> Future.succeededFuture()).sweep());
    }
    try (Rig rig = Rig.on(file, NOON.plus(Duration.ofMinutes(2)))) {
      rig.advance(Duration.ofMinutes(2));
      rig.await("the move", () -> Database.number(file, "SELECT count(*) FROM check_recent") == 1);
      CheckResult late = failed("box", NOON.minusMillis(3_000), "late");
      rig.hear(late);
      rig.flush();
    }
    assertThat(Database.number(file, "SELECT count(*) FROM check_result")).isEqualTo(OLD + 4);
    assertThat(Database.number(file, "SELECT count(DISTINCT error) FROM check_result"))
        .isEqualTo(4);
    assertThat(Database.number(file, COUNT)).isEqualTo(OLD + 5);
  }

  @Test
  void who_reads_page_by_page_while_the_hour_moves_misses_none_and_sees_none_twice() {
    try (Rig rig = Rig.silent(file, NOON)) {
      var store = new HistoryStore(rig.database);
      var seen = new ArrayList<Long>();
      var before = new Instant[] {NOON.plusSeconds(9)};
      var move =
          new HourMove(
              rig.database,
              new Hours(),
              now ->
                  store
                      .page("box", Instant.EPOCH, before[0], 70)
                      .onSuccess(page -> before[0] = page.next().orElse(Instant.EPOCH))
                      .map(page -> note(seen, page)));
      rig.onLoop(() -> move.oldest(CLOSED));
      assertThat(seen).as("the steps came in between").hasSizeBetween(400, OLD / 3);
      while (!before[0].equals(Instant.EPOCH)) {
        HistoryStore.Page page = rig.onLoop(() -> store.page("box", Instant.EPOCH, before[0], 70));
        note(seen, page);
        before[0] = page.next().orElse(Instant.EPOCH);
      }
      assertThat(seen).doesNotHaveDuplicates().hasSize(OLD / 3 + 1);
      assertThat(seen).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
  }

  private static Void note(List<Long> seen, HistoryStore.Page page) {
    page.checks().forEach(check -> seen.add(check.at().toEpochMilli()));
    return null;
  }

  private Hours moved() {
    var hours = new Hours();
    hours.moved(Database.number(file, "SELECT value FROM setting WHERE name = 'moved_until'"));
    return hours;
  }

  @Test
  void hours_that_were_missed_are_moved_one_by_one() {
    try (Rig rig = Rig.on(file, NOON)) {
      rig.hear(
          good("box", NOON.minus(Duration.ofHours(5))),
          good("box", NOON.minus(Duration.ofHours(3))),
          good("nas", NOON.minus(Duration.ofHours(3))));
      rig.flush();
    }
    try (Rig rig = Rig.on(file, NOON.plus(Duration.ofDays(3)))) {
      rig.advance(Duration.ofMinutes(2));
      long last = NOON.plus(Duration.ofDays(3)).toEpochMilli();
      rig.await("the moves", () -> moved().moved() == last); // the last one has nothing to sweep
    }
    assertThat(Database.number(file, "SELECT count(*) FROM check_recent")).isZero();
    assertThat(Database.number(file, COUNT)).isEqualTo(OLD + 4);
  }

  /** Another batch than the history's, with an id that is free. */
  private Future<Void> write(Rig rig, Hours hours, CheckRow row) {
    var catalog = new Catalog(rig.database.generation(), "");
    catalog.service("box", 1);
    return rig.database
        .writer()
        .submit(
            homebox.controlplane.store.Writer.Lane.ORDINARY,
            new Batch(1_000_000, List.of(row), List.of()).job(catalog, hours));
  }

  private static void moveUntil(Rig rig, Step step, int time) {
    var counter = new int[1];
    var move =
        new HourMove(
            rig.database,
            new Hours(),
            now ->
                now == step && ++counter[0] == time
                    ? Future.failedFuture("the end")
                    : Future.succeededFuture());
    rig.onLoop(() -> move.oldest(CLOSED).otherwise(false));
    assertThat(counter[0]).isEqualTo(time);
  }

  /** The file and its log while the process still has them open: nothing was put in order. */
  private void copyAsAKillWouldLeaveIt(Path copy) throws IOException {
    Files.copy(file, copy);
    Path log = folder.resolve("history.db-wal");
    if (Files.exists(log)) {
      Files.copy(log, folder.resolve("after.db-wal"));
    }
  }
}

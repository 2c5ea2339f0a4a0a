package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.failed;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.store.UnusableDatabase;
import homebox.controlplane.testkit.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is locked, damaged, full, gone, somebody else's: results wait and are not lost. */
class SqliteFaultsTest {
  private static final String COUNT = "SELECT count(*) FROM checks";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("history.db");
  }

  private static List<CheckResult> checks(int from, int until) {
    return IntStream.range(from, until).mapToObj(n -> good("box", NOON.plusMillis(n))).toList();
  }

  @Test
  void a_locked_file_makes_results_wait_and_is_said_once() throws SQLException {
    try (var said = new Said();
        Rig rig = Rig.on(file(), NOON)) {
      rig.hear(checks(0, 10));
      rig.flush();
      try (Connection other = Database.connect(file())) {
        other.createStatement().execute("BEGIN EXCLUSIVE");
        rig.hear(checks(10, 3_000));
        rig.await("it is noticed", () -> rig.database.trouble().isPresent());
        rig.hear(checks(3_000, 3_010));
        rig.advance(Duration.ofSeconds(20));
        assertThat(rig.verticle.waitingResults()).isEqualTo(3_000);
        other.createStatement().execute("ROLLBACK");
      }
      rig.await("all is written", () -> rig.verticle.waitingResults() == 0);
      rig.await("that is said", () -> said.lines().size() >= 3);
      rig.advance(Duration.ofSeconds(20));
      assertThat(Database.number(file(), COUNT)).isEqualTo(3_010);
      assertThat(said.lines()).hasSize(3);
      assertThat(said.lines().get(0)).startsWith("ERROR").contains("locked by another program");
      assertThat(said.lines())
          .contains("INFO the results that waited are stored; 0 were lost meanwhile")
          .contains("INFO history is stored again in " + file());
    }
  }

  @Test
  void a_file_that_is_locked_when_the_end_comes_is_written_when_it_is_free() throws SQLException {
    try (var said = new Said();
        Rig rig = Rig.on(file(), NOON)) {
      try (Connection other = Database.connect(file())) {
        other.createStatement().execute("BEGIN EXCLUSIVE");
        rig.hear(checks(0, 10));
        Future<Void> stopped = rig.stopping();
        patiently(() -> rig.database.trouble().isPresent());
        assertThat(stopped.isComplete()).isFalse();
        other.createStatement().execute("ROLLBACK");
        patiently(
            () -> {
              rig.advance(Duration.ofMillis(5));
              return stopped.isComplete();
            });
      }
      assertThat(Database.number(file(), COUNT)).isEqualTo(10);
      assertThat(said.lines().get(0)).startsWith("ERROR").doesNotContain("Checking goes on");
    }
  }

  @Test
  void a_file_that_stays_locked_does_not_keep_the_end_away() throws SQLException {
    try (var said = new Said();
        Rig rig = Rig.on(file(), NOON);
        Connection other = Database.connect(file())) {
      other.createStatement().execute("BEGIN EXCLUSIVE");
      rig.hear(checks(0, 10));
      Future<Void> stopped = rig.stopping();
      patiently(() -> rig.database.trouble().isPresent());
      rig.advance(ResultWriter.DRAIN);
      patiently(stopped::isComplete);
      assertThat(said.lines())
          .hasSize(2)
          .contains("WARN 10 results were not stored before the end");
    }
  }

  /** In real time: the clock of the test stands still. */
  private static void patiently(BooleanSupplier done) {
    for (int n = 0; n < 2_000 && !done.getAsBoolean(); n++) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  @Test
  void a_slow_opening_is_no_broken_disk() {
    try (var said = new Said();
        Rig rig = Rig.opening(file(), NOON, Duration.ofSeconds(15))) {
      assertThat(said.lines())
          .singleElement()
          .asString()
          .startsWith("WARN history is not stored yet: " + file() + " is still being opened");
      rig.await("it is open", () -> rig.database.trouble().isEmpty());
      rig.advance(Duration.ofSeconds(10));
      assertThat(said.lines()).hasSize(2);
      assertThat(said.lines().get(1)).startsWith("INFO history is stored");
    }
  }

  @Test
  void an_opening_that_takes_a_minute_hangs() {
    try (var said = new Said();
        Rig rig = Rig.opening(file(), NOON, Duration.ofMinutes(1))) {
      assertThat(said.lines()).hasSize(2);
      assertThat(said.lines().get(1)).startsWith("ERROR").contains("look at the disk");
      rig.await("it is open", () -> rig.database.trouble().isEmpty());
    }
  }

  @Test
  void a_file_that_is_locked_at_the_start_is_written_when_it_is_free() throws SQLException {
    Rig.on(file(), NOON).close();
    try (Connection other = Database.connect(file())) {
      other.createStatement().execute("BEGIN EXCLUSIVE");
      try (Rig rig = Rig.on(file(), NOON)) {
        assertThat(rig.database.trouble().orElseThrow()).contains("locked");
        rig.hear(checks(0, 10));
        rig.advance(Duration.ofSeconds(1));
        other.createStatement().execute("ROLLBACK");
        rig.await("all is written", () -> rig.verticle.waitingResults() == 0);
        assertThat(Database.number(file(), COUNT)).isEqualTo(10);
      }
    }
  }

  @Test
  void when_too_many_wait_the_oldest_are_lost_and_that_is_said_once() throws SQLException {
    try (var said = new Said();
        Rig rig = Rig.on(file(), NOON, Optional.empty(), 2_000)) {
      try (Connection other = Database.connect(file())) {
        other.createStatement().execute("BEGIN EXCLUSIVE");
        rig.hear(checks(0, 100));
        rig.await("it is noticed", () -> rig.database.trouble().isPresent());
        rig.hear(checks(100, 2_600));
        assertThat(rig.verticle.droppedResults()).isEqualTo(600);
        other.createStatement().execute("ROLLBACK");
      }
      rig.await("all is written", () -> rig.verticle.waitingResults() == 0);
      assertThat(Database.number(file(), COUNT)).isEqualTo(2_000);
      assertThat(said.lines())
          .containsOnlyOnce("WARN 2000 results wait to be stored: from now on the oldest are lost")
          .contains("INFO the results that waited are stored; 600 were lost meanwhile");
    }
  }

  @Test
  void a_damaged_file_is_no_end_and_once_it_is_moved_away_a_new_one_is_begun() throws IOException {
    Files.write(file(), "no database at all".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    try (var said = new Said();
        Rig rig = Rig.on(file(), NOON)) {
      assertThat(rig.database.trouble().orElseThrow()).contains("damaged").contains("move it away");
      rig.hear(checks(0, 10));
      rig.advance(Duration.ofSeconds(10));
      Files.move(file(), folder.resolve("damaged.db"));
      rig.await("all is written", () -> rig.verticle.waitingResults() == 0);
      assertThat(Database.number(file(), COUNT)).isEqualTo(10);
      assertThat(said.lines().stream().filter(line -> line.startsWith("ERROR"))).hasSize(1);
    }
  }

  @Test
  void a_file_that_is_deleted_while_we_run_is_begun_anew_within_seconds() throws IOException {
    try (Rig rig = Rig.on(file(), NOON)) {
      rig.hear(failed("box", NOON, "x"));
      rig.flush();
      Files.delete(file());
      rig.await("it is opened anew", () -> rig.database.generation() == 2);
      rig.hear(failed("nas", NOON.plusSeconds(5), "x"));
      rig.flush();
      assertThat(Database.ask(file(), "SELECT service_name, error FROM checks"))
          .containsExactly(List.of("The nas", "The name x is not known."));
    }
  }

  @Test
  void a_full_disk_makes_results_wait_until_there_is_room() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "none", disk.toString()),
        "only root may mount a small disk");
    try (var said = new Said()) {
      Path file = disk.resolve("history.db");
      System.setProperty("org.sqlite.tmpdir", folder.toString());
      try (Rig rig = Rig.on(file, NOON)) {
        rig.hear(checks(0, 10));
        rig.flush();
        Path ballast = disk.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
          out.write(new byte[3 << 20]);
        } catch (IOException full) {
          // that is the point
        }
        rig.hear(checks(10, 20_000));
        rig.await("it is noticed", () -> rig.database.trouble().isPresent());
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.verticle.waitingResults()).isGreaterThan(1_000);
        Files.delete(ballast);
        rig.await("all is written", () -> rig.verticle.waitingResults() == 0);
        rig.advance(Duration.ofSeconds(10));
        assertThat(Database.number(file, COUNT)).isEqualTo(20_000);
        assertThat(Database.number(file, "SELECT count(DISTINCT id) FROM checks"))
            .isEqualTo(20_000);
        assertThat(said.lines().stream().filter(line -> line.startsWith("ERROR")))
            .singleElement()
            .asString()
            .contains("the disk")
            .contains("is full");
      }
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_said_with_its_cure() throws Exception {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write into any folder");
    folder.toFile().setWritable(false);
    try (Rig rig = Rig.on(folder.resolve("data/history.db"), NOON)) {
      assertThat(rig.database.trouble().orElseThrow()).contains("data");
    } finally {
      folder.toFile().setWritable(true);
    }
  }

  @Test
  void the_database_of_a_newer_version_is_refused_with_both_versions() throws SQLException {
    Rig.on(file(), NOON).close();
    try (Connection connection = Database.connect(file())) {
      connection
          .createStatement()
          .execute(
              "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                  + " installed_by, execution_time, success)"
                  + " VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', '', 0, 1)");
    }
    assertThatThrownBy(() -> Rig.on(file(), NOON))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("step 99")
        .hasMessageContaining("database_path");
  }

  @Test
  void a_database_that_is_not_ours_is_refused_and_not_touched() throws SQLException {
    try (Connection connection = Database.connect(file())) {
      connection.createStatement().execute("CREATE TABLE recipe (name TEXT)");
    }
    assertThatThrownBy(() -> Rig.on(file(), NOON))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("not ours");
    assertThat(Database.ask(file(), "SELECT name FROM sqlite_master"))
        .containsExactly(List.of("recipe"));
  }

  @Test
  void old_checks_are_forgotten_and_no_others() {
    try (Rig rig = Rig.on(file(), NOON, Optional.of(Duration.ofDays(2)), ResultWriter.ROOM)) {
      rig.hear(
          IntStream.range(0, 2_500)
              .mapToObj(n -> good("box", NOON.minus(Duration.ofDays(5)).plusMillis(n)))
              .toList());
      rig.hear(good("nas", NOON.minus(Duration.ofDays(3))), good("nas", NOON.minusSeconds(5)));
      rig.flush();
      rig.advance(Duration.ofMinutes(2));
      rig.await("they are gone", () -> Database.number(file(), COUNT) == 1);
      rig.advance(Duration.ofMinutes(2));
      assertThat(Database.ask(file(), "SELECT service_name FROM checks"))
          .containsExactly(List.of("The nas"));
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}

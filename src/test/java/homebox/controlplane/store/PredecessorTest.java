package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.OldHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The predecessor's file is set aside whole, whenever the process ends in between. */
class PredecessorTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:23:05.678Z");
  private static final String ROWS = "SELECT * FROM checks ORDER BY id";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("history.db");
  }

  private Path made() {
    return folder.resolve("history.db.new");
  }

  private Path kept() {
    return folder.resolve("history.db.before-adoption-20261127-102305");
  }

  private void bring() throws SQLException, IOException {
    Migrations.bring(new SqliteFile(file()), NOW);
  }

  private void predecessor() {
    try (OldHistory old = OldHistory.at(file())) {
      old.good("Box", "2026-02-16 23:40:28.173802", 0.042)
          .failed("Nas", "2026-02-16 23:40:28.2", "no way");
    }
  }

  private void isAdopted(byte[] original) throws IOException {
    assertThat(Files.readAllBytes(kept())).isEqualTo(original);
    assertThat(Database.ask(file(), "SELECT name, value FROM setting ORDER BY name"))
        .contains(
            List.of("adopted_at", String.valueOf(NOW.toEpochMilli())),
            List.of("adopted_from", kept().getFileName().toString()),
            List.of("moved_until", String.valueOf(NOW.toEpochMilli())));
    assertThat(Database.ask(file(), ROWS)).isEmpty();
    assertThat(names()).containsExactlyInAnyOrder(file(), kept());
  }

  private List<Path> names() throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void it_is_kept_byte_for_byte_and_ours_takes_its_place() throws Exception {
    predecessor();
    byte[] original = Files.readAllBytes(file());
    bring();
    isAdopted(original);
    bring();
    isAdopted(original);
  }

  @Test
  void one_without_a_row_and_with_other_tables_is_one_too() throws Exception {
    try (OldHistory old = OldHistory.at(file())) {
      old.also("CREATE TABLE alerts (id INTEGER PRIMARY KEY, text TEXT)");
    }
    byte[] original = Files.readAllBytes(file());
    bring();
    isAdopted(original);
  }

  @Test
  void an_end_while_the_new_one_is_made_leaves_the_old_one_there() throws Exception {
    predecessor();
    byte[] original = Files.readAllBytes(file());
    Files.writeString(made(), "half a dat");
    Files.writeString(folder.resolve("history.db.new-wal"), "half a log");
    bring();
    isAdopted(original);
  }

  @Test
  void an_end_between_the_two_renamings_is_made_good() throws Exception {
    predecessor();
    byte[] original = Files.readAllBytes(file());
    bring();
    Files.move(file(), made());
    bring();
    isAdopted(original);
  }

  @Test
  void another_program_that_looked_for_the_file_meanwhile_does_no_harm() throws Exception {
    predecessor();
    byte[] original = Files.readAllBytes(file());
    bring();
    Files.move(file(), made());
    Files.createFile(file());
    bring();
    isAdopted(original);
  }

  @Test
  void a_new_one_whose_original_is_nowhere_is_not_taken() throws Exception {
    predecessor();
    bring();
    Files.move(file(), made());
    Files.delete(kept());
    bring();
    assertThat(Database.number(file(), "SELECT count(*) FROM setting WHERE name = 'adopted_at'"))
        .isZero();
  }

  @Test
  void who_has_deleted_our_file_begins_anew_and_not_with_the_old_one() throws Exception {
    predecessor();
    bring();
    Files.delete(file());
    bring();
    assertThat(Database.number(file(), "SELECT count(*) FROM setting WHERE name = 'adopted_at'"))
        .isZero();
    assertThat(kept()).exists();
  }

  @Test
  void a_file_that_was_kept_earlier_is_never_overwritten() throws Exception {
    Files.writeString(kept(), "another one");
    predecessor();
    byte[] original = Files.readAllBytes(file());
    bring();
    assertThat(kept()).hasContent("another one");
    assertThat(folder.resolve(kept().getFileName() + "-2")).hasBinaryContent(original);
  }

  @Test
  void what_lies_in_a_write_ahead_log_is_in_what_is_kept() throws Exception {
    predecessor();
    try (Connection other = Database.connect(file())) {
      run(other, "PRAGMA journal_mode=WAL");
      run(
          other,
          "INSERT INTO checks SELECT 3, 'Late', timestamp, 1, 0.1, 200, NULL FROM checks LIMIT 1");
      crash("-wal", "-shm");
    }
    recover("-wal");
    bring();
    assertThat(Database.number(kept(), "SELECT count(*) FROM checks")).isEqualTo(3);
    assertThat(Database.ask(file(), ROWS)).isEmpty();
  }

  @Test
  void what_was_half_written_is_taken_back_and_never_played_into_ours() throws Exception {
    predecessor();
    List<List<String>> before = Database.ask(file(), ROWS);
    try (Connection other = Database.connect(file())) {
      run(other, "PRAGMA cache_size=1");
      run(other, "BEGIN");
      run(
          other,
          "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)"
              + " INSERT INTO checks (service_name, timestamp, is_healthy, response_time)"
              + " SELECT 'Half', '2026-02-17 00:00:00', 1, n FROM n");
      crash("-journal");
    }
    recover("-journal");
    bring();
    assertThat(Database.ask(kept(), ROWS)).isEqualTo(before);
    assertThat(Database.ask(file(), "PRAGMA integrity_check")).containsExactly(List.of("ok"));
    assertThat(names()).containsExactlyInAnyOrder(file(), kept());
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (var running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  /** As it lies on the disk while the other program is in the middle of something. */
  private void crash(String... companions) throws IOException {
    Files.copy(file(), folder.resolve("crashed.db"));
    for (String companion : companions) {
      Files.copy(
          folder.resolve("history.db" + companion), folder.resolve("crashed.db" + companion));
    }
  }

  private void recover(String companion) throws IOException {
    for (Path each : names()) {
      if (each.getFileName().toString().startsWith("history.db")) {
        Files.delete(each);
      }
    }
    Files.move(folder.resolve("crashed.db"), file());
    Files.move(folder.resolve("crashed.db" + companion), folder.resolve("history.db" + companion));
    Files.deleteIfExists(folder.resolve("crashed.db-shm"));
  }

  @Test
  void while_somebody_uses_it_it_stays_where_it_is() throws Exception {
    predecessor();
    byte[] original = Files.readAllBytes(file());
    try (Connection other = Database.connect(file())) {
      run(other, "BEGIN IMMEDIATE");
      assertThatThrownBy(this::bring)
          .satisfies(cause -> assertThat(Trouble.in(cause)).contains(Trouble.LOCKED));
      assertThat(Files.readAllBytes(file())).isEqualTo(original);
      assertThat(OldHistory.kept(file())).isEmpty();
      run(other, "ROLLBACK");
    }
    bring();
    isAdopted(original);
  }

  @Test
  void while_somebody_has_it_open_with_a_write_ahead_log_it_stays_where_it_is() throws Exception {
    predecessor();
    try (Connection other = Database.connect(file())) {
      run(other, "PRAGMA journal_mode=WAL");
      run(other, "SELECT count(*) FROM checks");
      assertThatThrownBy(this::bring)
          .satisfies(cause -> assertThat(Trouble.in(cause)).contains(Trouble.LOCKED));
      assertThat(OldHistory.kept(file())).isEmpty();
    }
    bring();
    assertThat(Database.number(kept(), "SELECT count(*) FROM checks")).isEqualTo(2);
  }

  @Test
  void what_only_looks_like_it_is_refused_and_not_touched() throws Exception {
    for (String statement :
        List.of(
            "CREATE TABLE checks (id INTEGER PRIMARY KEY, service_name TEXT, is_healthy BOOLEAN)",
            "CREATE VIEW checks (service_name, timestamp, is_healthy, response_time, status_code,"
                + " error) AS SELECT 1, 2, 3, 4, 5, 6")) {
      Files.deleteIfExists(file());
      try (Connection connection = Database.connect(file())) {
        connection.createStatement().execute(statement);
      }
      byte[] before = Files.readAllBytes(file());
      assertThatThrownBy(this::bring)
          .isInstanceOf(UnusableDatabase.class)
          .hasMessageContaining("not ours");
      assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }
  }
}

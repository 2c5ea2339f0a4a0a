package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.OldHistory;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole history on its way from a real file into a real PostgreSQL. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class MovingTest {
  /** What is about the processes there, and not about the past. */
  private static final Set<String> OF_PROCESSES = Set.of("node", "config_revision");

  private static final String OURS =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
          + " AND table_type = 'BASE TABLE' AND table_name <> 'flyway_schema_history'";

  @TempDir Path folder;
  private Path file;
  private PostgresBase base;

  @BeforeEach
  void begin(PostgresBase empty) {
    base = empty;
    file = folder.resolve("history.db");
  }

  private Moved move() {
    return move(rows -> {});
  }

  private Moved move(LongConsumer each) {
    return Moving.move(file, base.server(), "an import", progress(each));
  }

  private static Moving.Progress progress(LongConsumer each) {
    return new Moving.Progress() {
      @Override
      public void copied(int pages, int of) {
        assertThat(pages).isLessThanOrEqualTo(of);
      }

      @Override
      public void moved(long rows, long of) {
        assertThat(rows).isBetween(0L, of);
        each.accept(rows);
      }
    };
  }

  /** Every table of the file, in each of the two, row by row. */
  private void assertThatAllIsThere(Path from) {
    List<String> tables = FilledHistory.tables(from);
    assertThat(base.ask(OURS))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(tables);
    for (String table : OF_PROCESSES) {
      assertThat(base.number("SELECT count(*) FROM " + table)).isZero();
    }
    for (String table : tables) {
      if (OF_PROCESSES.contains(table)) {
        continue;
      }
      String columns =
          FilledHistory.columns(from, table).stream()
              .map(each -> each.get(1).equals("1") ? "hex(" + each.get(0) + ")" : each.get(0))
              .collect(Collectors.joining(", "));
      String all = "SELECT " + columns + " FROM " + table + " ORDER BY 1, 2";
      assertThat(base.ask(all)).as(table).isEqualTo(Database.ask(from, all)).hasSizeGreaterThan(2);
    }
  }

  private void assertThatNothingIsThere() {
    assertThat(base.number("SELECT count(*) FROM service")).isZero();
    assertThat(base.number("SELECT count(*) FROM check_result")).isZero();
    assertThat(base.number("SELECT count(*) FROM setting WHERE name = 'database_id'")).isZero();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(this::move).isInstanceOf(UnusableDatabase.class).satisfies(said(words));
  }

  private static ThrowingConsumer<Throwable> said(String... words) {
    return failure -> assertThat(failure.getMessage()).contains(words).contains(" — ");
  }

  @Test
  void each_row_of_each_table_is_there_and_the_file_is_as_it_was() throws Exception {
    FilledHistory.at(file);
    byte[] before = Files.readAllBytes(file);
    Moved moved = move();
    assertThatAllIsThere(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(files()).containsExactly("history.db", "history.db.lock");
    assertThat(moved.place()).startsWith("PostgreSQL at 127.0.0.1:");
    assertThat(moved.others()).isEmpty();
  }

  @Test
  void it_is_said_how_much_it_was() {
    FilledHistory.at(file);
    Database.change(file, "DELETE FROM service");
    Database.change(
        file,
        "INSERT INTO service VALUES (7, 'a', 'A', '', '', '', 'file', 50, NULL),"
            + " (8, 'b', 'B', '', '', '', 'file', NULL, 60)");
    Database.change(file, "UPDATE setting SET value = '202' WHERE name = 'moved_until'");
    Database.change(file, "UPDATE incident SET ended = NULL WHERE id = '100'");
    Database.change(file, "UPDATE message SET state = 'SENDING' WHERE id = 100");
    Moved moved = move();
    assertThat(moved.services()).isEqualTo(1);
    assertThat(moved.checks())
        .isEqualTo(
            Database.number(file, "SELECT count(*) FROM check_result WHERE at < 202")
                + Database.number(file, "SELECT count(*) FROM check_recent WHERE at >= 202"));
    assertThat(moved.incidents()).isEqualTo(3);
    assertThat(moved.open())
        .isEqualTo(Database.number(file, "SELECT count(*) FROM incident WHERE ended IS NULL"));
    assertThat(moved.waiting()).isEqualTo(1);
    assertThat(moved.since()).contains(Instant.ofEpochMilli(50));
  }

  @Test
  void a_history_in_which_nothing_was_checked_yet_goes_over_too() {
    Migrations.migrate(new SqliteFile(file));
    Moved moved = move();
    assertThat(moved.checks()).isZero();
    assertThat(moved.since()).isEmpty();
    assertThat(base.ask("SELECT * FROM setting ORDER BY name"))
        .isEqualTo(Database.ask(file, "SELECT * FROM setting ORDER BY name"));
  }

  @Test
  void new_rows_get_numbers_that_no_row_has_had() {
    FilledHistory.at(file);
    Database.change(file, "UPDATE sqlite_sequence SET seq = 5000 WHERE name = 'message'");
    move();
    base.change(
        "INSERT INTO service (id, name, group_name, kind, url, origin)"
            + " VALUES ('new', '', '', '', '', '')");
    base.change("INSERT INTO error_text (sentence) VALUES ('new')");
    base.change(
        "INSERT INTO message (channel, key, kind, facts, state, attempts, created, possible_repeat,"
            + " epoch) VALUES ('new', '', '', '', '', 0, 0, 0, 0)");
    assertThat(base.number("SELECT number FROM service WHERE id = 'new'")).isEqualTo(301);
    assertThat(base.number("SELECT number FROM error_text WHERE sentence = 'new'")).isEqualTo(301);
    assertThat(base.number("SELECT id FROM message WHERE channel = 'new'")).isEqualTo(5001);
  }

  @Test
  void many_rows_go_piece_by_piece() {
    FilledHistory.at(file);
    Database.change(
        file,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)"
            + " INSERT INTO check_result SELECT 7, 1000000 + n, 1, 0, n % 97, 200, NULL,"
            + " CASE n % 3 WHEN 0 THEN randomblob(40) END, n % 2 FROM n");
    var heard = new ArrayList<Long>();
    move(heard::add);
    assertThat(heard).isSorted().hasSizeGreaterThan(FilledHistory.tables(file).size() + 1);
    assertThatAllIsThere(file);
  }

  @Test
  void a_zero_character_is_kept_as_the_stores_keep_it() {
    FilledHistory.at(file);
    Database.change(file, "INSERT INTO told VALUES ('z' || char(0) || 'z', 'x', 'UP')");
    move();
    assertThat(base.ask("SELECT service FROM told WHERE service LIKE 'z%'"))
        .containsExactly(List.of("z\ufffdz"));
  }

  @Test
  void what_a_killed_run_has_left_in_its_log_goes_over_too() throws Exception {
    Path live = folder.resolve("live.db");
    FilledHistory.at(live);
    try (var run = new SqliteFile(live).writing().getConnection()) {
      run.createStatement().execute("INSERT INTO told VALUES ('last', 'words', 'UP')");
      Files.copy(live, file);
      Files.copy(folder.resolve("live.db-wal"), folder.resolve("history.db-wal"));
    }
    byte[] before = Files.readAllBytes(file);
    byte[] log = Files.readAllBytes(folder.resolve("history.db-wal"));
    move();
    assertThat(base.number("SELECT count(*) FROM told WHERE service = 'last'")).isEqualTo(1);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(Files.readAllBytes(folder.resolve("history.db-wal"))).isEqualTo(log);
  }

  @Test
  void one_that_still_takes_over_the_predecessor_s_does_that_first() {
    FilledHistory.at(file);
    Database.change(
        file,
        "INSERT INTO setting VALUES ('adopted_at', '7'), ('adopted_from', 'history.db.before')");
    assertRefused("still takes over the predecessor's checks");
    Database.change(file, "INSERT INTO setting VALUES ('adoption', '{\"stage\":\"ROWS\"}')");
    assertRefused("still takes over the predecessor's checks");
    Database.change(
        file, "UPDATE setting SET value = '{\"stage\":\"DONE\"}' WHERE name = 'adoption'");
    move();
    assertThatAllIsThere(file);
  }

  @Test
  void an_older_version_s_goes_over_by_way_of_a_copy() throws Exception {
    FilledHistory.at(file, "7");
    byte[] before = Files.readAllBytes(file);
    move();
    assertThat(base.number("SELECT count(*) FROM told")).isEqualTo(3);
    assertThat(base.number("SELECT count(*) FROM bot")).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(files()).containsExactly("history.db", "history.db.lock");
  }

  @Test
  void a_second_time_it_is_said_that_all_is_there() {
    FilledHistory.at(file);
    move();
    base.change("UPDATE told SET level = 'SLOW'");
    assertRefused("holds the history of " + file + " already", "start «run»");
    assertThat(base.number("SELECT count(*) FROM told WHERE level = 'SLOW'")).isEqualTo(3);
  }

  @Test
  void another_history_is_left_as_it_is() {
    FilledHistory.at(file);
    PostgresTables.in(base);
    base.change("INSERT INTO check_recent VALUES (1, 1, 1, 1, 0, 1, NULL, NULL, NULL, NULL)");
    assertRefused("has a history already (in the table check_recent)", "?currentSchema=");
    assertThat(base.number("SELECT count(*) FROM check_recent")).isEqualTo(1);
    assertThatNothingIsThere();
  }

  @Test
  void what_a_start_without_checks_has_written_gives_way() {
    FilledHistory.at(file);
    PostgresTables.in(base);
    base.change(
        "INSERT INTO service (id, name, group_name, kind, url, origin)"
            + " VALUES ('100', '', '', '', '', '')");
    base.change("INSERT INTO setting VALUES ('opened', 'yes'), ('database_id', 'another')");
    base.change("INSERT INTO event_note VALUES (1, 'START', 0, 0)");
    base.change(
        "INSERT INTO message (channel, key, kind, facts, state, attempts, created, possible_repeat,"
            + " epoch) VALUES ('x', 'start', 'STARTED', '{}', 'SENT', 1, 0, 0, 0)");
    move();
    assertThatAllIsThere(file);
  }

  @Test
  void a_table_that_is_none_of_ours_stays_and_is_named() {
    FilledHistory.at(file);
    Database.change(file, "CREATE TABLE theirs (a)");
    assertThat(move().others()).containsExactly("theirs");
  }

  @Test
  void a_file_that_is_not_ours_is_named_as_what_it_is() throws Exception {
    assertRefused("there is no file " + file);
    Files.createDirectories(file);
    assertRefused("there is no file " + file);
    Files.delete(file);
    assertThat(files()).isEmpty();
    Database.change(file, "CREATE TABLE theirs (a)");
    assertRefused("holds tables that are not ours");
    Files.delete(file);
    Database.change(file, "VACUUM");
    assertRefused("holds nothing yet");
    Files.delete(file);
    OldHistory.at(file).good("Box", "2026-01-01T00:00:00", 0.1).close();
    assertRefused("is the predecessor's history", "without database_url");
    Files.delete(file);
    FilledHistory.at(file);
    Database.change(file, "UPDATE flyway_schema_history SET version = '99' WHERE version = '1'");
    assertRefused("was written by a newer version", "step 99");
    Files.writeString(file, "no database at all".repeat(1_000));
    assertThatThrownBy(this::move)
        .isInstanceOf(StoreUnavailable.class)
        .satisfies(said(file + " is damaged or no SQLite database"));
    assertThat(base.ask(OURS)).isEmpty();
  }

  @Test
  void a_file_that_a_run_uses_is_refused_with_who_it_is() throws Exception {
    FilledHistory.at(file);
    DataLock held = DataLock.take(file, "process 7 on box");
    assertRefused(file + " is in use by process 7 on box");
    held.release();
    move();
    assertThatAllIsThere(file);
  }

  @Test
  void no_run_starts_on_the_file_meanwhile_nor_in_the_postgresql() {
    FilledHistory.at(file);
    var refused = new ArrayList<String>();
    move(
        rows -> {
          try {
            DataLock.take(file, "a run").release();
          } catch (DataLock.Held | IOException held) {
            refused.add(held.getMessage());
          }
          try (var run =
              new PostgresServer(base.server(), Visitor.of("box")).writing().getConnection()) {
            Turn.take(run, "it");
          } catch (UnusableDatabase held) {
            refused.add(held.getMessage());
          } catch (SQLException broken) {
            throw new AssertionError(broken);
          }
        });
    assertThat(refused)
        .hasSize(2 * (FilledHistory.tables(file).size() - OF_PROCESSES.size()))
        .contains(
            file
                + " is in use by an import — stop that one, or give this one another database_path")
        .anyMatch(said -> said.startsWith("it is in use by control-plane "));
  }

  @Test
  void a_run_that_writes_there_is_refused_with_who_it_is() {
    FilledHistory.at(file);
    var loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
    var run =
        loop.on(
            () ->
                homebox.controlplane.store.Database.open(
                    loop.vertx, loop.pace, new PostgresServer(base.server(), Visitor.of("box"))));
    assertRefused("is in use by control-plane ", "@box");
    loop.on(run::close);
    loop.close();
    move();
    assertThatAllIsThere(file);
  }

  @Test
  void a_postgresql_that_is_not_ours_or_not_there_is_named() {
    FilledHistory.at(file);
    var nobody =
        new PostgresBase("jdbc:postgresql://127.0.0.1:1/x", base.user(), base.password()).server();
    assertThatThrownBy(() -> Moving.move(file, nobody, "an import", progress(rows -> {})))
        .isInstanceOf(StoreUnavailable.class)
        .satisfies(said("cannot be reached", "nothing was taken over"));
    base.change("CREATE TABLE theirs (id BIGINT)");
    assertRefused("holds tables that are not ours");
    assertThat(base.ask(OURS)).containsExactly(List.of("theirs"));
  }

  @Test
  void a_line_that_breaks_in_the_middle_leaves_nothing_behind() {
    FilledHistory.at(file);
    int last = FilledHistory.tables(file).size() - 1;
    var pieces = new ArrayList<Long>();
    assertThatThrownBy(
            () ->
                move(
                    rows -> {
                      pieces.add(rows);
                      if (pieces.size() == last - 1) {
                        base.ask(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid()");
                      }
                    }))
        .isInstanceOf(StoreUnavailable.class)
        .satisfies(said("cannot be reached", "nothing was taken over"));
    assertThatNothingIsThere();
    move();
    assertThatAllIsThere(file);
  }

  @Test
  void a_file_that_is_damaged_in_the_middle_leaves_nothing_behind() throws Exception {
    FilledHistory.at(file);
    Database.change(
        file,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)"
            + " INSERT INTO check_result SELECT 7, 1000000 + n, 1, 0, 1, 200, NULL, NULL, NULL"
            + " FROM n");
    byte[] bytes = Files.readAllBytes(file);
    int middle = bytes.length / 2;
    Arrays.fill(bytes, middle, middle + 100_000, (byte) 0xff);
    Files.write(file, bytes);
    assertThatThrownBy(this::move)
        .isInstanceOf(StoreUnavailable.class)
        .satisfies(said(file + " is damaged", ".recover", "nothing was taken over"));
    assertThatNothingIsThere();
  }

  @Test
  void a_row_that_does_not_fit_leaves_nothing_behind() {
    FilledHistory.at(file);
    Database.change(file, "UPDATE mute SET until = 'tomorrow' WHERE service = '100'");
    assertThatThrownBy(this::move)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("does not take it: ")
        .hasMessageContaining("(COPY mute, line ")
        .hasMessageEndingWith("; nothing was taken over");
    assertThatNothingIsThere();
  }
}

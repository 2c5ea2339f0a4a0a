package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real PostgreSQL that is there, is away, is somebody else's. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class PostgresServerTest {
  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final Visitor visitor = Visitor.of("box");
  private Database database;

  @AfterEach
  void close() {
    if (database != null) {
      loop.on(database::close);
    }
    loop.close();
  }

  private Database open(Server server) {
    database =
        loop.on(() -> Database.open(loop.vertx, loop.pace, new PostgresServer(server, visitor)));
    return database;
  }

  private void write(String value) {
    loop.on(() -> writing(value));
  }

  private Future<Void> writing(String value) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .query(
                        "INSERT INTO setting (name, value) VALUES ('test', '%s') ON CONFLICT (name)"
                                .formatted(value)
                            + " DO UPDATE SET value = excluded.value")
                    .execute()
                    .mapEmpty());
  }

  private String read() {
    return loop.on(
        () ->
            database.read(
                connection ->
                    connection
                        .query("SELECT value FROM setting WHERE name = 'test'")
                        .execute()
                        .map(rows -> rows.iterator().next().getString(0))));
  }

  /** As the tables were before the last step. */
  private static void oneStepBack(PostgresBase base) {
    base.change("ALTER TABLE check_recent DROP COLUMN place");
    base.change("ALTER TABLE check_result DROP COLUMN place");
    base.change("DROP TABLE place");
    base.change("DELETE FROM flyway_schema_history WHERE version = '17'");
  }

  @Test
  void behind_whoever_reads_a_big_table_for_long_a_step_does_not_wait(PostgresBase base)
      throws Exception {
    var server = new PostgresServer(base.server(), visitor);
    server.prepare(Instant.EPOCH);
    oneStepBack(base);
    try (Connection dump = base.connect();
        Statement reading = dump.createStatement()) {
      dump.setAutoCommit(false);
      reading.execute("SELECT count(*) FROM check_result");
      assertThatThrownBy(() -> server.prepare(Instant.EPOCH))
          .satisfies(waits -> assertThat(Trouble.in(waits)).contains(Trouble.HUNG));
      base.change("UPDATE check_result SET attempt = 0"); // nobody waits behind it
    }
    server.prepare(Instant.EPOCH);
    assertThat(base.ask("SELECT count(*) FROM place")).containsExactly(List.of("0"));
  }

  /** Time passes until it is so. */
  private void passUntil(String what, BooleanSupplier done) {
    loop.await(
        what,
        () -> {
          if (!done.getAsBoolean()) {
            loop.advance(Database.TICK);
          }
          return done.getAsBoolean();
        });
  }

  private static void endAll(PostgresBase base) {
    base.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  @Test
  void what_was_written_is_there_the_next_time(PostgresBase base) {
    open(base.server());
    write("kept");
    loop.on(database::close);
    open(base.server());
    assertThat(read()).isEqualTo("kept");
    assertThat(database.trouble()).isEmpty();
    assertThat(base.number("SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
        .isZero();
  }

  @Test
  void what_only_reads_changes_nothing(PostgresBase base) {
    open(base.server());
    assertThatThrownBy(
            () ->
                loop.on(
                    () ->
                        database.read(
                            connection -> connection.query("DELETE FROM setting").execute())))
        .hasMessageContaining("read-only");
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_second_process_is_told_who_writes(PostgresBase base) {
    open(base.server());
    var second = new PostgresServer(base.server(), Visitor.of("other"));
    assertThatThrownBy(() -> loop.on(() -> Database.open(loop.vertx, loop.pace, second)))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageMatching(
            "PostgreSQL at .* is in use by control-plane [0-9]+@box [0-9a-f]{8} \\(from .*\\) — stop"
                + " that one, or give this one another database_url");
    assertThat(ServerExamination.of(base.server()).holder().orElse("")).contains("@box");
  }

  @Test
  void two_schemas_of_one_database_are_two(PostgresBase base) {
    base.change("CREATE SCHEMA one");
    base.change("CREATE SCHEMA two");
    open(base.server("?currentSchema=one"));
    write("one");
    Database first = database;
    var other = new PostgresServer(base.server("?currentSchema=two"), Visitor.of("other"));
    database = loop.on(() -> Database.open(loop.vertx, loop.pace, other));
    write("two");
    assertThat(read()).isEqualTo("two");
    loop.on(first::close);
  }

  @Test
  void a_schema_that_is_not_there_is_named(PostgresBase base) {
    assertThatThrownBy(() -> open(base.server("?currentSchema=nowhere")))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("CREATE SCHEMA");
  }

  @Test
  void lost_connections_are_opened_anew(PostgresBase base) {
    open(base.server());
    write("before");
    int first = database.generation();
    endAll(base);
    assertThatThrownBy(() -> write("lost"))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("cannot be reached");
    passUntil("that it works again", () -> database.generation() > first);
    write("after");
    assertThat(read()).isEqualTo("after");
  }

  @Test
  void who_reads_may_be_the_first_to_see_it(PostgresBase base) {
    open(base.server());
    write("kept");
    assertThat(read()).isEqualTo("kept");
    int first = database.generation();
    endAll(base);
    assertThatThrownBy(this::read).isInstanceOf(StoreUnavailable.class);
    passUntil("that it works again", () -> database.generation() > first);
    assertThat(read()).isEqualTo("kept");
  }

  @Test
  void while_it_is_away_it_is_tried_again(PostgresBase base) {
    open(base.server());
    write("before");
    base.away(true);
    assertThatThrownBy(() -> write("lost")).isInstanceOf(StoreUnavailable.class);
    loop.advance(Database.TICK);
    loop.await("that it says so", () -> database.trouble().isPresent());
    base.away(false);
    passUntil("that it works again", () -> database.trouble().isEmpty());
    write("after");
    assertThat(read()).isEqualTo("after");
  }

  @Test
  void a_start_without_it_waits_for_it(PostgresBase base) {
    base.away(true);
    open(base.server());
    assertThat(database.trouble()).isPresent();
    Future<Void> works = loop.on(() -> Future.succeededFuture(database.working()));
    base.away(false);
    passUntil("that it works", works::succeeded);
    write("now");
    assertThat(read()).isEqualTo("now");
  }

  @Test
  void nobody_there_is_said_with_the_address(PostgresBase base) {
    open(
        new Server(
            new Secret("jdbc:postgresql://127.0.0.1:1/nothing"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(database.trouble().orElse(""))
        .startsWith("PostgreSQL at 127.0.0.1:1/nothing cannot be reached: ")
        .doesNotContain("\n");
  }

  @Test
  void a_database_that_does_not_exist_is_the_owners_affair(PostgresBase base) {
    open(
        new Server(
            new Secret(base.url() + "_not"),
            Optional.of(base.user()),
            Optional.empty(),
            Optional.empty()));
    assertThat(database.trouble().orElse("")).contains("does not let us in").contains("_not");
  }

  @Test
  void somebody_elses_tables_are_not_touched(PostgresBase base) {
    base.change("CREATE TABLE theirs (id BIGINT)");
    assertThatThrownBy(() -> open(base.server()))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("tables that are not ours");
    assertThat(base.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly(List.of("theirs"));
  }

  @Test
  void one_step_more_is_a_rolling_upgrade_and_two_are_not(PostgresBase base) {
    open(base.server());
    loop.on(database::close);
    newer(base, Migrations.LATEST + 1);
    open(base.server());
    assertThat(database.trouble()).isEmpty();
    loop.on(database::close);
    newer(base, Migrations.LATEST + 2);
    assertThatThrownBy(() -> open(base.server()))
        .isInstanceOf(UnusableDatabase.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("database_url");
    database = null;
  }

  private static void newer(PostgresBase base, int version) {
    base.change(
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success) VALUES ("
            + version
            + ", '"
            + version
            + "', 'x', 'SQL', 'x', 'x', 1, true)");
  }

  @Test
  void two_that_start_at_once_make_the_tables_once(PostgresBase base) throws Exception {
    var first = CompletableFuture.runAsync(() -> PostgresTables.in(base));
    var second = CompletableFuture.runAsync(() -> PostgresTables.in(base));
    CompletableFuture.allOf(first, second).get(60, TimeUnit.SECONDS);
    assertThat(base.ask("SELECT version FROM flyway_schema_history WHERE type = 'SQL' ORDER BY 1"))
        .isEqualTo(
            IntStream.rangeClosed(11, Migrations.LATEST)
                .mapToObj(step -> List.of("" + step))
                .toList());
  }

  @Test
  void a_statement_that_takes_too_long_is_ended_at_the_server(PostgresBase base) {
    open(base.server());
    assertThatThrownBy(
            () ->
                loop.on(
                    () ->
                        database
                            .writer()
                            .submit(
                                Lane.ORDINARY,
                                connection ->
                                    connection
                                        .query("SET LOCAL statement_timeout = '100ms'")
                                        .execute()
                                        .compose(
                                            set ->
                                                connection.query("SELECT pg_sleep(60)").execute())
                                        .mapEmpty())))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("did not answer in time");
    passUntil("that it works again", () -> database.trouble().isEmpty());
  }
}

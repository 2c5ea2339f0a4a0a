package homebox.controlplane.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * A real server on a port of its own, on this machine alone. Its databases sort texts as people do,
 * which is what most have: who needs another order must say so.
 */
final class PostgresServer implements AutoCloseable {
  static final String USER = "postgres";

  /** Two seconds, but for a machine that has no time. */
  static final Duration STARTUP = Duration.ofMinutes(2);

  private static final Path FOLDER = Path.of("target/postgres").toAbsolutePath();

  /** What the tests themselves ask with, and SQLite has. */
  private static final List<String> SQLITES =
      List.of(
          """
          CREATE FUNCTION json_extract(json TEXT, path TEXT) RETURNS TEXT LANGUAGE SQL AS $$
            SELECT replace(
              jsonb_path_query_first(CAST(json AS JSONB), CAST(path AS JSONPATH)) #>> '{}',
              '", "', '","')
          $$
          """,
          """
          CREATE FUNCTION json_array_length(json TEXT, path TEXT) RETURNS BIGINT LANGUAGE SQL AS $$
            SELECT jsonb_array_length(
              jsonb_path_query_first(CAST(json AS JSONB), CAST(path AS JSONPATH)))
          $$
          """);

  private static final String TEMPLATE = "control_plane";

  private final EmbeddedPostgres server;
  private boolean ready;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it: about two seconds. */
  static PostgresServer start() {
    try {
      return new PostgresServer(builder().start());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Of any server of the tests. */
  static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(FOLDER.toFile())
        .setPGStartupWait(STARTUP)
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "icu")
        .setLocaleConfig("icu-locale", "en-US");
  }

  /** An empty database. */
  PostgresBase create(String name) {
    ours().change("CREATE DATABASE " + name);
    return base(name);
  }

  /** One with our tables, as a copy of the first one. */
  synchronized PostgresBase createOurs(String name) {
    if (!ready) {
      migrate(create(TEMPLATE));
      SQLITES.forEach(base(TEMPLATE)::change);
      ready = true;
    }
    ours().change("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return base(name);
  }

  private static void migrate(PostgresBase base) {
    Flyway.configure()
        .dataSource(base.url(), base.user(), base.password())
        .locations("classpath:homebox/controlplane/store/migration/postgresql")
        .load()
        .migrate();
  }

  /** Ends every connection to it. */
  void drop(String name) throws SQLException {
    ours().change("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private PostgresBase ours() {
    return base("postgres");
  }

  private PostgresBase base(String name) {
    return new PostgresBase(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, USER, "not asked for");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

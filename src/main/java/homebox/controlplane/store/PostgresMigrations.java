package homebox.controlplane.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables in a PostgreSQL up to date. Two that start at once do it one after the other:
 * Flyway holds a lock of the server meanwhile. Everything here blocks.
 */
final class PostgresMigrations {
  static final String FOLDER = "homebox/controlplane/store/migration/postgresql";

  /** The oldest server whose SQL we speak. */
  private static final int OLDEST = 15;

  private static final String SERVER = "SELECT current_setting('server_version_num')::int / 10000";
  private static final String UNICODE = "SELECT (current_setting('server_encoding') = 'UTF8')::int";
  private static final String SCHEMA = "SELECT (current_schema() IS NOT NULL)::int";
  private static final String OURS =
      "SELECT count(*) FROM pg_tables"
          + " WHERE schemaname = current_schema() AND tablename = 'flyway_schema_history'";
  private static final String ANY =
      "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
  private static final String VERSION =
      "SELECT coalesce(max(version::int), 0) FROM flyway_schema_history WHERE success";

  private PostgresMigrations() {}

  /**
   * As for a file: Flyway is woken only when something is pending. One step more than we know is
   * let pass: during a rolling upgrade a newer one may have started first, and steps only add.
   *
   * @throws UnusableDatabase a newer version's, somebody else's, or one of a kind that we do not
   *     speak
   */
  static void bring(PostgresServer server) throws SQLException {
    try (Connection connection = server.writing().getConnection()) {
      if (version(server, connection) >= Migrations.LATEST) {
        return;
      }
    }
    Flyway.configure()
        .dataSource(server.migrating())
        .locations("classpath:" + FOLDER)
        .load()
        .migrate();
  }

  /**
   * How many steps it waits for; negative: it has more than this version knows.
   *
   * @throws UnusableDatabase as {@link #bring} does
   */
  static int pending(PostgresServer server, Connection connection) throws SQLException {
    return Migrations.LATEST - version(server, connection);
  }

  private static int version(PostgresServer server, Connection connection) throws SQLException {
    examine(server, connection);
    if (Migrations.number(connection, OURS) == 0) {
      must(
          Migrations.number(connection, ANY) == 0,
          server,
          "holds tables that are not ours — give us a database of our own, or a schema:"
              + " ?currentSchema=… behind database_url");
      return 0;
    }
    int version = Migrations.number(connection, VERSION);
    must(
        version <= Migrations.LATEST + 1,
        server,
        "was written by a newer version (its tables are at step "
            + version
            + ", this version knows "
            + Migrations.LATEST
            + ") — start the newer version again, or set another database_url");
    return version;
  }

  private static void examine(PostgresServer server, Connection connection) throws SQLException {
    int version = Migrations.number(connection, SERVER);
    must(
        version >= OLDEST,
        server,
        "is version " + version + " — version " + OLDEST + " or a later one is needed");
    must(
        Migrations.number(connection, UNICODE) == 1,
        server,
        "does not keep its texts as UTF8 — make it anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE"
            + " template0");
    must(
        Migrations.number(connection, SCHEMA) == 1,
        server,
        "has no schema of the name that ?currentSchema= says — make it: CREATE SCHEMA …");
  }

  private static void must(boolean holds, PostgresServer server, String otherwise) {
    if (!holds) {
      throw new UnusableDatabase(server.place() + " " + otherwise);
    }
  }
}

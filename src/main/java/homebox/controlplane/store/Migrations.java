package homebox.controlplane.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date. Everything here blocks. */
final class Migrations {
  /** The highest V number in {@code migration/sqlite}; a test holds the two together. */
  static final int LATEST = 17;

  static final String FOLDER = "homebox/controlplane/store/migration/sqlite";

  private static final String OURS =
      "SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'";
  private static final String ANY =
      "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'";

  private static final String VERSION =
      "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";

  private Migrations() {}

  /**
   * Asks with one SELECT whether anything is pending, and only then wakes Flyway, which costs half
   * a second; where there is no file yet the template's copy takes its place. The predecessor's
   * file is set aside for a new one.
   *
   * @param since nothing that is written into a new file is older
   * @throws UnusableDatabase a newer version's, or somebody else's
   */
  static void bring(SqliteFile file, Instant since) throws SQLException, IOException {
    var predecessor = new Predecessor(file, since);
    predecessor.finish();
    Template.lay(file.path());
    if (version(file, predecessor) < LATEST) {
      migrate(file);
    }
  }

  /**
   * How many steps a file waits for that is only looked into.
   *
   * @throws UnusableDatabase a newer version's, the predecessor's, or somebody else's
   */
  static int pending(SqliteFile file, Connection connection) throws SQLException {
    if (Predecessor.made(connection)) {
      throw new UnusableDatabase(
          file.path() + " is the predecessor's history: «run» takes it over when it starts");
    }
    return LATEST - version(file, connection).orElse(0);
  }

  private static int version(SqliteFile file, Predecessor predecessor)
      throws SQLException, IOException {
    try (Connection connection = file.plain().getConnection()) {
      if (Predecessor.made(connection)) {
        predecessor.setAside(connection);
        return LATEST;
      }
      return version(file, connection).orElse(0);
    }
  }

  /** Whether there are tables in it, and not ours. */
  static boolean isForeign(Connection connection) throws SQLException {
    return number(connection, OURS) == 0 && number(connection, ANY) > 0;
  }

  /** The step to which one of ours has come; empty if there is nothing in it yet. */
  static OptionalInt step(Connection connection) throws SQLException {
    return number(connection, OURS) == 1
        ? OptionalInt.of(number(connection, VERSION))
        : OptionalInt.empty();
  }

  /** Empty if there is nothing in it yet. */
  private static OptionalInt version(SqliteFile file, Connection connection) throws SQLException {
    if (isForeign(connection)) {
      throw new UnusableDatabase(
          file.path()
              + " holds tables that are not ours — move it away, or set another database_path");
    }
    OptionalInt version = step(connection);
    if (version.orElse(0) > LATEST) {
      throw new UnusableDatabase(
          file.path()
              + " was written by a newer version (its tables are at step "
              + version.getAsInt()
              + ", this version knows "
              + LATEST
              + ") — start the newer version again, or set another database_path");
    }
    return version;
  }

  static void migrate(SqliteFile file) {
    Flyway.configure().dataSource(file.writing()).locations("classpath:" + FOLDER).load().migrate();
  }

  /** The answer to a question with one. */
  static int number(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getInt(1);
    }
  }
}

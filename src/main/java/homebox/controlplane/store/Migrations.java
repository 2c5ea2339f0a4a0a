package homebox.controlplane.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date. Everything here blocks. */
final class Migrations {
  /** The highest V number in {@code migration/sqlite}; a test holds the two together. */
  static final int LATEST = 4;

  static final String FOLDER = "homebox/controlplane/store/migration/sqlite";

  private static final String OURS =
      "SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'";
  private static final String ANY =
      "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'";

  /** Its one table has these two columns among others. */
  private static final String PREDECESSORS =
      "SELECT count(*) = 2 FROM pragma_table_info('checks')"
          + " WHERE name IN ('service_name', 'is_healthy')";

  private static final String VERSION =
      "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";

  private Migrations() {}

  /**
   * Asks with one SELECT whether anything is pending, and only then wakes Flyway, which costs half
   * a second.
   *
   * @throws UnusableDatabase a newer version's, or somebody else's
   */
  static void bring(SqliteFile file) throws SQLException {
    OptionalInt version = version(file);
    if (version.orElse(0) > LATEST) {
      throw new UnusableDatabase(
          file.path()
              + " was written by a newer version (its tables are at step "
              + version.getAsInt()
              + ", this version knows "
              + LATEST
              + ") — start the newer version again, or set another database_path");
    }
    if (version.orElse(0) < LATEST) {
      migrate(file);
    }
  }

  private static OptionalInt version(SqliteFile file) throws SQLException {
    try (Connection connection = file.writing().getConnection()) {
      if (number(connection, OURS) == 1) {
        return OptionalInt.of(number(connection, VERSION));
      }
      if (number(connection, PREDECESSORS) == 1) {
        throw new UnusableDatabase(
            file.path()
                + " is the predecessor's history, which this version cannot take over yet — move it"
                + " away and keep it, or set another database_path; nothing in it was changed");
      }
      if (number(connection, ANY) > 0) {
        throw new UnusableDatabase(
            file.path()
                + " holds tables that are not ours — move it away, or set another database_path");
      }
      return OptionalInt.empty();
    }
  }

  private static void migrate(SqliteFile file) {
    Flyway.configure().dataSource(file.writing()).locations("classpath:" + FOLDER).load().migrate();
  }

  private static int number(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getInt(1);
    }
  }
}

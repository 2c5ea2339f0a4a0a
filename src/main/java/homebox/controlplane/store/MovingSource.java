package homebox.controlplane.store;

import homebox.controlplane.store.MovingTable.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of ours that is taken over. It is only read: one of an older version is copied beside
 * itself, and the copy is brought up to date. Everything here blocks.
 */
final class MovingSource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MovingSource.class);

  /** The rows of a predecessor's file come over beside a run on SQLite, and nowhere else. */
  private static final String ADOPTING =
      "SELECT count(*) FROM setting WHERE name = 'adopted_at' AND NOT EXISTS (SELECT 1 FROM setting"
          + " WHERE name = 'adoption' AND json_extract(value, '$.stage') = 'DONE')";

  private static final String TABLES =
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
          + " AND name <> 'flyway_schema_history' ORDER BY name";
  private static final String COLUMNS =
      "SELECT name, type = 'BLOB' FROM pragma_table_info(?) ORDER BY cid";
  private static final String LAST = "SELECT seq FROM sqlite_sequence WHERE name = ?";
  private static final List<String> PARTS = List.of("", "-journal", "-wal", "-shm");

  private final SqliteFile file;
  private final SqliteFile copy;
  private final int pending;
  private final Optional<DataLock> lock;
  private final Thread tidy = new Thread(this::dropCopy, "tidy"); // Ctrl-C leaves nothing behind

  private MovingSource(SqliteFile file, int pending, Optional<DataLock> lock) {
    this.file = file;
    this.copy =
        new SqliteFile(file.path().resolveSibling("." + file.path().getFileName() + ".import"));
    this.pending = pending;
    this.lock = lock;
  }

  /**
   * Looks at it. Until it is closed no run starts on it.
   *
   * @param holder what such a run is told about us
   * @throws UnusableDatabase it is none of ours, of a newer version, or in use
   * @throws StoreUnavailable it cannot be read
   */
  static MovingSource open(Path path, String holder) {
    must(
        Files.isRegularFile(path),
        "there is no file "
            + path
            + " — name the history.db of a run, data/history.db for instance");
    must(Files.isReadable(path), path + " cannot be read — let this user read it");
    var file = new SqliteFile(path);
    file.prepareToLook();
    return new MovingSource(file, pending(file), lock(path, holder));
  }

  private static int pending(SqliteFile file) {
    try (Connection connection = file.asItIs().getConnection()) {
      return pending(file.path(), connection);
    } catch (SQLException broken) {
      throw unreadable(file.path(), broken);
    }
  }

  private static int pending(Path path, Connection connection) throws SQLException {
    must(
        !Predecessor.made(connection),
        path
            + " is the predecessor's history, which «run» takes over — start it once without database_url"
            + " and with this file at database_path; when the log says what was adopted, stop it and"
            + " call this again");
    must(
        !Migrations.isForeign(connection),
        path + " holds tables that are not ours — name the history.db of a run");
    OptionalInt step = Migrations.step(connection);
    must(step.isPresent(), path + " holds nothing yet — there is nothing to take over");
    must(
        step.getAsInt() <= Migrations.LATEST,
        path
            + " was written by a newer version (its tables are at step "
            + step.getAsInt()
            + ", this version knows "
            + Migrations.LATEST
            + ") — call the newer version for this");
    must(
        Migrations.number(connection, ADOPTING) == 0,
        path
            + " still takes over the predecessor's checks — start «run» once without database_url;"
            + " when the log says what was adopted, stop it and call this again");
    return Migrations.LATEST - step.getAsInt();
  }

  /** Where no lock can be made none is needed: nobody else can write there either. */
  private static Optional<DataLock> lock(Path path, String holder) {
    try {
      return Optional.of(DataLock.take(path, holder));
    } catch (DataLock.Held held) {
      throw inUse(path, held.holder());
    } catch (IOException notHere) {
      log.debug("no lock can be made beside {}", path, notHere);
      DataLock.holder(path)
          .ifPresent(
              other -> {
                throw inUse(path, other);
              });
      return Optional.empty();
    }
  }

  private static UnusableDatabase inUse(Path path, String holder) {
    return new UnusableDatabase(
        path + " is in use by " + holder + " — stop that one, then call this again");
  }

  /** The file as it was named. */
  Path path() {
    return file.path();
  }

  /** A connection to all that is in it, with the tables of this version. */
  Connection connect(Backup.Progress progress) throws SQLException {
    if (pending == 0) {
      return file.asItIs().getConnection();
    }
    Runtime.getRuntime().addShutdownHook(tidy);
    dropCopy(); // of one that was killed
    try {
      Backup.copyAsItIs(file.path(), copy.path(), progress);
      Migrations.migrate(copy);
    } catch (Backup.NotCopied | FlywayException failed) {
      throw new StoreUnavailable(
          file.path()
              + " is of an older version, and a copy of it cannot be brought up to date: "
              + failed.getMessage(),
          failed);
    }
    return copy.asItIs().getConnection();
  }

  /** What stands in it, with names and columns. */
  static List<MovingTable> tables(Connection connection) throws SQLException {
    var all = new ArrayList<MovingTable>();
    for (String name : MovingTable.texts(connection, TABLES)) {
      all.add(new MovingTable(name, columns(connection, name)));
    }
    return all;
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    try (var statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        var columns = new ArrayList<Column>();
        while (row.next()) {
          columns.add(new Column(row.getString(1), row.getBoolean(2)));
        }
        return columns;
      }
    }
  }

  /** The last number that was given to a row of that table, which may be gone by now. */
  static long lastNumber(Connection connection, String table) throws SQLException {
    try (var statement = connection.prepareStatement(LAST)) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Why it cannot be read, and what to do. */
  static StoreUnavailable unreadable(Path path, SQLException broken) {
    Trouble trouble = Trouble.in(broken).orElse(Trouble.OTHER);
    String what =
        switch (trouble) {
          case DAMAGED ->
              path
                  + " is damaged or no SQLite database — name the history.db of a run; «sqlite3 "
                  + path
                  + " .recover» saves what can be saved of it";
          case OTHER -> path + " cannot be read: " + broken.getMessage();
          default -> trouble.sentence(path.toString(), broken);
        };
    return new StoreUnavailable(what, broken);
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new UnusableDatabase(otherwise);
    }
  }

  private void dropCopy() {
    for (String part : PARTS) {
      try {
        Files.deleteIfExists(copy.path().resolveSibling(copy.path().getFileName() + part));
      } catch (IOException stays) {
        log.debug("{} stays", copy.path(), stays);
      }
    }
  }

  /** Lets it go. */
  @Override
  public void close() {
    if (pending > 0) {
      dropCopy();
      unhook();
    }
    lock.ifPresent(MovingSource::release);
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(tidy);
    } catch (IllegalStateException ending) {
      log.debug("it runs already", ending);
    }
  }

  private static void release(DataLock held) {
    try {
      held.release();
    } catch (IOException stays) {
      log.debug("it goes with the process", stays);
    }
  }
}

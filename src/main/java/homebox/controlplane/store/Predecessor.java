package homebox.controlplane.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The predecessor's database at the place of ours. It is set aside as it is, and a new one takes
 * its place that says where it lies; its rows are fetched from there later. Everything here blocks.
 *
 * <ol>
 *   <li>{@code history.db.new} is made, whole and on the disk.
 *   <li>The predecessor's file is renamed to {@code history.db.before-adoption-…}.
 *   <li>The new one is renamed to {@code history.db}.
 * </ol>
 *
 * The process may end at any moment: before the second step the predecessor's file is still there
 * and the next opening begins again, before the third the next opening does that.
 */
final class Predecessor {
  private static final Logger log = LoggerFactory.getLogger(Predecessor.class);

  /** Its one table has these columns among others; a view of that name is ours. */
  private static final String MADE_THIS =
      "SELECT count(*) = 6 FROM pragma_table_info('checks')"
          + " WHERE name IN ('service_name', 'timestamp', 'is_healthy', 'response_time',"
          + " 'status_code', 'error')"
          + " AND EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'checks' AND type = 'table')";

  private static final String KEPT_AS = "SELECT value FROM setting WHERE name = 'adopted_from'";
  private static final String KEEP = "INSERT INTO setting (name, value) VALUES (?, ?)";
  private static final String MOVED = "UPDATE setting SET value = ? WHERE name = 'moved_until'";

  private static final List<String> COMPANIONS = List.of("-journal", "-wal", "-shm");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final SqliteFile file;
  private final SqliteFile made;
  private final Instant since;

  /**
   * Does nothing yet.
   *
   * @param since what is older is the predecessor's, what is later is ours
   */
  Predecessor(SqliteFile file, Instant since) {
    this.file = file;
    this.made = new SqliteFile(beside(file.path(), ".new"));
    this.since = since;
  }

  /** True if {@code connection} leads to a database that the predecessor has made. */
  static boolean made(Connection connection) throws SQLException {
    return Migrations.number(connection, MADE_THIS) == 1;
  }

  /** Does the last step, if that is all that an earlier process did not come to. */
  void finish() throws SQLException, IOException {
    if (Files.exists(made.path()) && !present(file.path())) {
      Optional<String> kept = keptAs();
      if (kept.isPresent() && Files.exists(file.path().resolveSibling(kept.get()))) {
        place(kept.get());
      }
    }
  }

  /**
   * Sets the file aside. Nobody writes into it meanwhile, and nothing that was written is anywhere
   * but in it.
   *
   * @param connection the only one that we have to it
   * @throws SQLException also when another program uses it
   */
  void setAside(Connection connection) throws SQLException, IOException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=DELETE"); // takes a write-ahead log in
      sync(file.path()); // not later: to open and close it would drop the lock
      statement.execute("BEGIN EXCLUSIVE");
      String name = free(beside(file.path(), ".before-adoption-" + STAMP.format(since)));
      make(name);
      Files.move(file.path(), file.path().resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
      place(name);
      statement.execute("ROLLBACK");
    }
  }

  /** What is not known to be whole is begun anew. */
  private void make(String name) throws SQLException, IOException {
    Files.deleteIfExists(made.path());
    deleteCompanions(made.path());
    Migrations.migrate(made);
    try (Connection connection = made.plain().getConnection()) {
      connection.setAutoCommit(false);
      run(connection, KEEP, "adopted_from", name);
      run(connection, KEEP, "adopted_at", String.valueOf(since.toEpochMilli()));
      // all that is older goes to its last place at once
      run(connection, MOVED, String.valueOf(since.toEpochMilli()));
      connection.commit();
      connection.setAutoCommit(true);
      connection.createStatement().execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    sync(made.path());
  }

  private static void run(Connection connection, String statement, String... values)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int n = 0; n < values.length; n++) {
        prepared.setString(n + 1, values[n]);
      }
      prepared.executeUpdate();
    }
  }

  /** A journal of the other file beside the new one would be played into it. */
  private void place(String name) throws IOException {
    deleteCompanions(file.path());
    Files.move(made.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
    syncFolder();
    log.info(
        "{} was the predecessor's: it is kept as {}, and its checks are taken over from there",
        file.path(),
        file.path().resolveSibling(name));
  }

  /** Empty if it is not whole. */
  private Optional<String> keptAs() {
    try (Connection connection = made.plain().getConnection();
        var row = connection.createStatement().executeQuery(KEPT_AS)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException notWhole) {
      log.debug("{} is not whole", made.path(), notWhole);
      return Optional.empty();
    }
  }

  /** Another program that looks for the file while it is gone leaves an empty one. */
  private static boolean present(Path path) throws IOException {
    return Files.exists(path) && Files.size(path) > 0;
  }

  /** Its name; nothing that lies there is ever overwritten. */
  private static String free(Path wanted) {
    Path free = wanted;
    for (int n = 2; Files.exists(free); n++) {
      free = beside(wanted, "-" + n);
    }
    return free.getFileName().toString();
  }

  private static Path beside(Path path, String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  private static void deleteCompanions(Path path) throws IOException {
    for (String ending : COMPANIONS) {
      Files.deleteIfExists(beside(path, ending));
    }
  }

  private void syncFolder() throws IOException {
    try {
      sync(file.path().toAbsolutePath().getParent());
    } catch (IOException notHere) {
      log.debug("folders are not synced on this system", notHere);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

package homebox.controlplane.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was found in a database file that was only looked into. Everything here blocks.
 *
 * @param predecessors it is the predecessor's
 * @param pending how many steps of migration it waits for
 * @param damage the first thing that is broken in it
 */
public record Examination(boolean predecessors, int pending, Optional<String> damage) {
  /**
   * Looks through all of it, which takes some seconds a GB.
   *
   * @throws UnusableDatabase it is of a newer version, or not ours; the message says what to do
   * @throws StoreUnavailable it cannot be read; the message says what to do
   */
  public static Examination of(Path path) {
    var file = new SqliteFile(path);
    file.prepareToLook();
    try (Connection connection = file.asItIs().getConnection()) {
      boolean predecessors = Predecessor.made(connection);
      int pending = predecessors ? 0 : Migrations.pending(file, connection);
      return new Examination(predecessors, pending, damage(connection));
    } catch (SQLException broken) {
      throw ReadOnlyDatabase.unavailable(file, broken);
    }
  }

  private static Optional<String> damage(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var said = statement.executeQuery("PRAGMA integrity_check(1)")) {
      String first = said.getString(1);
      return first.equals("ok") ? Optional.empty() : Optional.of(first);
    }
  }
}

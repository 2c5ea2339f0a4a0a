package homebox.controlplane.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Another program that holds the database's write lock: it can be read, and not written. */
public final class WriteLock implements AutoCloseable {
  private final Connection connection;

  private WriteLock(Connection connection) {
    this.connection = connection;
  }

  /** Takes it, and waits for it some seconds. */
  public static WriteLock on(Path file) {
    try {
      Connection connection = Database.connect(file);
      connection.createStatement().execute("BEGIN IMMEDIATE");
      return new WriteLock(connection);
    } catch (SQLException held) {
      throw new AssertionError("the write lock of " + file, held);
    }
  }

  /** Lets it go; nothing was written. */
  @Override
  public void close() {
    try (connection) {
      connection.createStatement().execute("ROLLBACK");
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }
}

package homebox.controlplane.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Another program that holds the database's write lock: it can be read, and not written. */
public final class WriteLock implements AutoCloseable {
  private final Connection connection;
  private boolean closed;

  private WriteLock(Connection connection) {
    this.connection = connection;
  }

  /** Takes it, and waits for it some seconds. */
  public static WriteLock on(Path file) {
    return by(Place.of(file), "BEGIN IMMEDIATE");
  }

  /** Takes it with these statements. */
  public static WriteLock by(Place place, String... statements) {
    try {
      Connection connection = place.connect();
      for (String each : statements) {
        connection.createStatement().execute(each);
      }
      return new WriteLock(connection);
    } catch (SQLException held) {
      throw new AssertionError("the write lock of " + place, held);
    }
  }

  @Override
  public void close() {
    release();
  }

  /** Lets it go, once; nothing was written. */
  public void release() {
    if (closed) {
      return;
    }
    closed = true;
    try (connection) {
      connection.createStatement().execute("ROLLBACK");
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }
}

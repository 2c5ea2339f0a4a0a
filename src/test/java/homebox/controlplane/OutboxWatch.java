package homebox.controlplane;

import homebox.controlplane.testkit.PostgresBase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Sees within a millisecond what happens to a message, by a connection that stays. */
final class OutboxWatch implements AutoCloseable {
  private static final String CLAIMED =
      "SELECT count(*) FROM message"
          + " WHERE channel = 'telegram' AND state <> 'DUE' AND kind = ? AND id > ?";

  private final Connection connection;
  private final long last;

  OutboxWatch(PostgresBase base) throws SQLException {
    connection = base.connect();
    last = base.number("SELECT COALESCE(max(id), 0) FROM message");
  }

  /** Waits until a message of that kind, new since the beginning, is claimed for Telegram. */
  void awaitClaim(String kind) throws SQLException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    try (PreparedStatement look = connection.prepareStatement(CLAIMED)) {
      look.setString(1, kind);
      look.setLong(2, last);
      while (count(look) == 0) {
        if (System.nanoTime() > end) {
          throw new AssertionError("nobody claims it");
        }
      }
    }
  }

  private static long count(PreparedStatement look) throws SQLException {
    try (ResultSet rows = look.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

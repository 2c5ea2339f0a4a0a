package homebox.controlplane.history;

import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of one statement, sent a thousand together. */
final class BatchedRows implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final PreparedStatement statement;
  private int waiting;

  BatchedRows(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  void add(Tuple tuple) throws SQLException {
    var values = new Object[tuple.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = tuple.getValue(n);
    }
    add(values);
  }

  void add(Object... values) throws SQLException {
    for (int n = 0; n < values.length; n++) {
      statement.setObject(n + 1, values[n]);
    }
    statement.addBatch();
    if (++waiting == BATCH) {
      send();
    }
  }

  private void send() throws SQLException {
    statement.executeBatch();
    waiting = 0;
  }

  @Override
  public void close() throws SQLException {
    send();
    statement.close();
  }
}

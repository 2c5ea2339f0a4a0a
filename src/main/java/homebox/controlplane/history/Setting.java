package homebox.controlplane.history;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * How far the work on history has come: rows of {@code setting} that are there from their migration
 * on. To be called inside a job of the writer's.
 */
final class Setting {
  private static final String PUT = "UPDATE setting SET value = ? WHERE name = ?";
  private static final String RAISE =
      "UPDATE setting SET value = ? WHERE name = ? AND CAST(value AS BIGINT) < ?";

  private Setting() {}

  /** It is {@code value} from now on. */
  static Future<Void> put(SqlConnection connection, String name, long value) {
    return connection.preparedQuery(PUT).execute(Tuple.of(String.valueOf(value), name)).mapEmpty();
  }

  /** The same, unless it is that far already. */
  static Future<Void> raise(SqlConnection connection, String name, long value) {
    return connection
        .preparedQuery(RAISE)
        .execute(Tuple.of(String.valueOf(value), name, value))
        .mapEmpty();
  }
}

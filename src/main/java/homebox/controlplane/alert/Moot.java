package homebox.controlplane.alert;

import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reminders that nobody needs any more, as somebody cares or the incident has ended: they are not
 * sent, and the trail says why. Alerts and recoveries always are.
 */
public final class Moot {
  private static final String DROP = Sql.named(Moot.class, "drop-reminders");
  private static final String OPEN =
      "SELECT id FROM incident"
          + " WHERE service IN (SELECT value FROM json_each(?)) AND ended IS NULL";
  private static final String DUE =
      "SELECT DISTINCT incident FROM message"
          + " WHERE state IN ('DUE', 'SENDING') AND kind = 'REMINDER'";

  private Moot() {}

  /** Those of these incidents, in the transaction that says that it is so. */
  public static Future<Void> drop(SqlConnection connection, Collection<String> incidents) {
    return incidents.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(DROP).execute(Tuple.of(list(incidents))).mapEmpty();
  }

  /** All of them. */
  public static Future<Void> dropAll(SqlConnection connection) {
    return connection.query(DUE).execute().map(Moot::ids).compose(all -> drop(connection, all));
  }

  /** Those of what is open of these services and ended by {@code end}. */
  static Future<Void> ending(
      SqlConnection connection, Collection<String> services, Supplier<Future<?>> end) {
    return connection
        .preparedQuery(OPEN)
        .execute(Tuple.of(list(services)))
        .map(Moot::ids)
        .compose(open -> end.get().compose(done -> drop(connection, open)));
  }

  private static List<String> ids(RowSet<Row> rows) {
    var ids = new ArrayList<String>(rows.size());
    rows.forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  private static String list(Collection<String> all) {
    return new JsonArray(List.copyOf(all)).encode();
  }
}

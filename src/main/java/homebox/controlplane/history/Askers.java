package homebox.controlplane.history;

import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of those who have asked: one for each host and each place where it stood. */
final class Askers {
  private static final String INSERT = Sql.named(Askers.class, "insert-place");
  private static final String SELECT = "SELECT node, location, id FROM place";

  private Askers() {}

  /** Each of them has a number afterwards. */
  static Future<Void> add(SqlConnection connection, Collection<Standpoint> newcomers) {
    List<Tuple> rows =
        newcomers.stream().map(by -> Tuple.of(by.node(), by.location().orElse(""))).toList();
    return Batch.insert(connection, INSERT, rows);
  }

  /** Of all that there are. */
  static Future<Map<Standpoint, Integer>> numbers(SqlConnection connection) {
    return connection
        .query(SELECT)
        .execute()
        .map(
            rows -> {
              var numbers = new HashMap<Standpoint, Integer>();
              rows.forEach(
                  row -> numbers.put(of(row.getString(0), row.getString(1)), row.getInteger(2)));
              return numbers;
            });
  }

  /** As it is stored. */
  static Standpoint of(String node, String location) {
    return new Standpoint(node, Optional.of(location).filter(text -> !text.isEmpty()));
  }
}

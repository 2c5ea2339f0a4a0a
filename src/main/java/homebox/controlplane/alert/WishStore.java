package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what people want of services. Fails as {@link Database} does; twice is once. */
final class WishStore {
  private static final String MUTES = "SELECT service, by_whom, until FROM mute";
  private static final String MUTE = Sql.named(WishStore.class, "upsert-mutes");
  private static final String UNMUTE = Sql.named(WishStore.class, "delete-mutes");

  private final Database database;

  WishStore(Database database) {
    this.database = database;
  }

  /**
   * What holds, also of services that are not watched.
   *
   * @param muted by service
   */
  record Stored(Map<String, Muted> muted) {}

  Future<Stored> load() {
    return database.read(
        connection -> connection.query(MUTES).execute().map(WishStore::muted).map(Stored::new));
  }

  private static Map<String, Muted> muted(RowSet<Row> rows) {
    var muted = new HashMap<String, Muted>();
    rows.forEach(
        row ->
            muted.put(
                row.getString(0),
                new Muted(row.getString(1), Instant.ofEpochMilli(row.getLong(2)))));
    return muted;
  }

  /** Of these services; what held of them before is forgotten, and so is what is over. */
  static Future<Void> mute(SqlConnection connection, List<String> services, Muted how) {
    Tuple values = Tuple.of(how.by(), how.until().toEpochMilli(), list(services));
    return execute(connection, MUTE, values);
  }

  /** These services no longer, nor those whose time was over by {@code now}. */
  static Future<Void> unmute(SqlConnection connection, List<String> services, Instant now) {
    return execute(connection, UNMUTE, Tuple.of(now.toEpochMilli(), list(services)));
  }

  private static String list(List<String> services) {
    return new JsonArray(services).encode();
  }

  private static Future<Void> execute(SqlConnection connection, String statement, Tuple values) {
    return connection.preparedQuery(statement).execute(values).mapEmpty();
  }
}

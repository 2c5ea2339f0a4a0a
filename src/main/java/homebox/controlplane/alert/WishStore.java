package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Keeps what people want of services. Fails as {@link ReadableDatabase} does; twice is once. */
final class WishStore {
  private static final String PAUSES = "SELECT service, by_whom, since FROM pause";
  private static final String PAUSE = Sql.named(WishStore.class, "insert-pauses");
  private static final String RESUME = Sql.named(WishStore.class, "delete-pauses");
  private static final String ENDED = Sql.named(WishStore.class, "end-paused");
  private static final String TOLD =
      "DELETE FROM told WHERE service IN (SELECT value FROM json_each(?))";
  private static final String STATE =
      "DELETE FROM service_state WHERE service IN (SELECT value FROM json_each(?))";
  private static final String MUTES = "SELECT service, by_whom, until FROM mute";
  private static final String MUTE = Sql.named(WishStore.class, "upsert-mutes");
  private static final String UNMUTE = Sql.named(WishStore.class, "delete-mutes");

  private final ReadableDatabase database;

  WishStore(ReadableDatabase database) {
    this.database = database;
  }

  /**
   * What holds, also of services that are not watched.
   *
   * @param muted by service
   * @param paused by service
   */
  record Stored(Map<String, Muted> muted, Map<String, Paused> paused) {}

  Future<Stored> load() {
    return database.read(
        connection ->
            wishes(connection, MUTES, Muted::new)
                .compose(
                    muted ->
                        wishes(connection, PAUSES, Paused::new)
                            .map(paused -> new Stored(muted, paused))));
  }

  private static <T> Future<Map<String, T>> wishes(
      SqlConnection connection, String question, BiFunction<String, Instant, T> form) {
    return connection
        .query(question)
        .execute()
        .map(
            rows -> {
              var wishes = new HashMap<String, T>();
              rows.forEach(
                  row ->
                      wishes.put(
                          row.getString(0),
                          form.apply(row.getString(1), Instant.ofEpochMilli(row.getLong(2)))));
              return wishes;
            });
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

  /** They are not asked any more: what is open ends, and what was told is forgotten. */
  static Future<Void> pause(SqlConnection connection, List<String> services, Paused how) {
    long since = how.since().toEpochMilli();
    String all = list(services);
    return execute(connection, PAUSE, Tuple.of(how.by(), since, all))
        .compose(
            done ->
                Moot.ending(
                    connection,
                    services,
                    () -> execute(connection, ENDED, Tuple.of(since, since, all))))
        .compose(done -> execute(connection, TOLD, Tuple.of(all)))
        .compose(done -> execute(connection, STATE, Tuple.of(all)));
  }

  /** These are asked again. */
  static Future<Void> resume(SqlConnection connection, List<String> services) {
    return execute(connection, RESUME, Tuple.of(list(services)));
  }

  private static String list(List<String> services) {
    return new JsonArray(services).encode();
  }

  private static Future<Void> execute(SqlConnection connection, String statement, Tuple values) {
    return connection.preparedQuery(statement).execute(values).mapEmpty();
  }
}

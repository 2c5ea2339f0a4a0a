package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Has one channel speak for another, and about it. Fails as {@link Database} does. */
final class StandbyStore {
  private static final String DIVERT = Sql.named(StandbyStore.class, "divert");
  private static final String NOTICE = Sql.named(StandbyStore.class, "insert-notice");
  private static final String TOLD = "UPDATE channel_state SET told = ? WHERE name = ?";
  private static final String ALL = "SELECT name, told FROM channel_state WHERE told IS NOT NULL";

  private final Database database;

  StandbyStore(Database database) {
    this.database = database;
  }

  /** Who was told of which channel, by the channel. */
  Future<Map<String, String>> told() {
    return database
        .read(connection -> connection.query(ALL).execute())
        .map(
            rows -> {
              var all = new HashMap<String, String>();
              rows.forEach(row -> all.put(row.getString(0), row.getString(1)));
              return all;
            });
  }

  /**
   * Has {@code fallback} tell what is due of {@code channel}, unless it has the same to tell
   * itself; how many there are.
   */
  Future<Integer> divert(String channel, String fallback) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .preparedQuery(DIVERT)
                    .execute(Tuple.of(fallback, channel))
                    .map(rows -> rows.rowCount()));
  }

  /** Says through {@code to} that a channel does not deliver. */
  Future<Void> broken(String to, Own.Broken broken, Instant now) {
    return write(to, broken.channel(), to, broken.since(), broken, now);
  }

  /** Says it works again, to who was told that it does not; {@code now} is later than that. */
  Future<Void> works(String to, Own.Works works, Instant now) {
    return write(to, works.channel(), null, now, works, now);
  }

  private Future<Void> write(
      String to, String about, String told, Instant number, Own own, Instant now) {
    var values =
        Tuple.of(
            to,
            "channel:" + about + ":" + number.toEpochMilli(),
            own.kind().name(),
            FactJson.write(own).encode(),
            now.toEpochMilli());
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .preparedQuery(NOTICE)
                    .execute(values)
                    .compose(done -> told(connection, told, about)));
  }

  private static Future<Void> told(SqlConnection connection, String told, String about) {
    return connection.preparedQuery(TOLD).execute(Tuple.of(told, about)).mapEmpty();
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one message that tells of messages that were given up. Fails as {@link Database} does. */
final class LostStore {
  private static final String UPSERT = Sql.named(LostStore.class, "upsert-lost");
  private static final String SELECT = Sql.named(LostStore.class, "select-message");
  private static final String OPEN = Sql.named(LostStore.class, "select-open");
  private static final String COUNT = Sql.named(LostStore.class, "upsert-given-up");
  private static final String TOLD =
      "UPDATE channel_state SET given_up = 0, given_up_since = NULL WHERE name = ?";

  private final Database database;

  LostStore(Database database) {
    this.database = database;
  }

  /**
   * What was given up and is not told yet.
   *
   * @param since when the oldest of them was created
   */
  record Lost(int messages, Instant since) {
    Lost and(int more) {
      return new Lost(messages + more, since);
    }
  }

  /** The key of its message. */
  static String key(String channel, Lost lost) {
    return "channel:" + channel + ":" + lost.since().toEpochMilli();
  }

  /** Counts more of them, in the transaction that gives them up. */
  static Future<Void> count(SqlConnection connection, String channel, Lost more, Instant now) {
    var values =
        Tuple.of(channel, now.toEpochMilli(), more.messages(), more.since().toEpochMilli());
    return connection.preparedQuery(COUNT).execute(values).mapEmpty();
  }

  /** It was told. */
  static Future<Void> told(SqlConnection connection, String channel) {
    return connection.preparedQuery(TOLD).execute(Tuple.of(channel)).mapEmpty();
  }

  /** Its row, with what is DOWN or SLOW now; empty if it was given up itself. */
  Future<Optional<OutboxRow>> row(String channel, Lost lost, Instant now) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                open(connection, channel)
                    .map(open -> facts(channel, lost, open))
                    .compose(facts -> upsert(connection, channel, key(channel, lost), facts, now)));
  }

  private static JsonObject facts(String channel, Lost lost, List<Own.Open> open) {
    return FactJson.write(new Own.GivenUp(channel, lost.messages(), lost.since(), open));
  }

  private static Future<Optional<OutboxRow>> upsert(
      SqlConnection connection, String channel, String key, JsonObject facts, Instant now) {
    return connection
        .preparedQuery(UPSERT)
        .execute(Tuple.of(channel, key, facts.encode(), now.toEpochMilli()))
        .compose(done -> connection.preparedQuery(SELECT).execute(Tuple.of(channel, key)))
        .compose(
            rows ->
                rows.size() > 0
                    ? Future.succeededFuture(Optional.of(MessageStore.row(rows.iterator().next())))
                    : told(connection, channel).map(Optional.empty()));
  }

  /** Of those that the channel was told of: a service may have others. */
  private static Future<List<Own.Open>> open(SqlConnection connection, String channel) {
    return connection.preparedQuery(OPEN).execute(Tuple.of(channel)).map(LostStore::open);
  }

  private static List<Own.Open> open(RowSet<Row> rows) {
    var all = new ArrayList<Own.Open>(rows.size());
    rows.forEach(row -> all.add(open(row)));
    return all;
  }

  /** As its own message called it; without one, as its incident does. */
  private static Own.Open open(Row row) {
    var told =
        Optional.ofNullable(row.getString(4)).map(JsonObject::new).orElseGet(JsonObject::new);
    return new Own.Open(
        told.getString("service", row.getString(2)),
        told.getBoolean("critical", true),
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(3)));
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.notify.Starts.Start;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the message of a start, and counts the starts that are not told. Fails as the database.
 */
final class StartStore {
  private static final String NOTICE = Sql.named(StartStore.class, "insert-notice");
  private static final String KNOWN = "SELECT value FROM setting WHERE name = 'starts'";
  private static final String KEEP =
      "INSERT INTO setting (name, value) VALUES ('starts', ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

  private final Database database;

  StartStore(Database database) {
    this.database = database;
  }

  /**
   * What a start has to say.
   *
   * @param id of this start; unique
   * @param interval the default one
   * @param taken the page's host and port, if somebody else has it
   */
  record Begun(String id, Instant at, int services, Duration interval, Optional<String> taken) {}

  /** True if there is a message now. */
  Future<Boolean> add(String channel, Begun begun) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .query(KNOWN)
                    .execute()
                    .map(rows -> known(rows).at(begun.at()))
                    .compose(start -> write(connection, channel, begun, start)));
  }

  private static Future<Boolean> write(
      SqlConnection connection, String channel, Begun begun, Start start) {
    Future<?> kept = connection.preparedQuery(KEEP).execute(Tuple.of(json(start.next()).encode()));
    if (!start.told()) {
      return kept.map(false);
    }
    var facts =
        new Own.Started(
            begun.services(), begun.interval(), start.times(), start.since(), begun.taken());
    var values =
        Tuple.of(
            channel,
            "start:local:" + begun.id(),
            Kind.STARTED.name(),
            FactJson.write(facts).encode(),
            begun.at().toEpochMilli());
    return kept.compose(done -> connection.preparedQuery(NOTICE).execute(values)).map(true);
  }

  private static JsonObject json(Starts starts) {
    var json = new JsonObject().put("kept", starts.kept());
    starts.told().ifPresent(at -> json.put("told", at.toString()));
    starts.since().ifPresent(at -> json.put("since", at.toString()));
    return json;
  }

  private static Starts known(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Starts.NONE;
    }
    var json = new JsonObject(rows.iterator().next().getString(0));
    return new Starts(
        Optional.ofNullable(json.getInstant("told")),
        json.getInteger("kept"),
        Optional.ofNullable(json.getInstant("since")));
  }
}

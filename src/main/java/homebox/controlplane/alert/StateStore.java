package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads where the services stand. */
final class StateStore {
  private static final String TOLD =
      "SELECT service, channel, level FROM told WHERE level IN ('SLOW', 'DOWN')";
  private static final String VERSION = "SELECT version FROM service_state WHERE service = ?";
  private static final String NOTICED = Sql.named(StateStore.class, "select-noticed");
  private static final String NAMED = Sql.named(StateStore.class, "select-named");
  private static final String STATES = Sql.named(StateStore.class, "select-states");

  private final Database database;

  StateStore(Database database) {
    this.database = database;
  }

  /** What the database knows of a service. */
  record Stored(
      ServiceState state,
      long version,
      Reminding reminding,
      Told told,
      Optional<Instant> announced,
      Flaps flaps,
      Named named,
      Optional<Acknowledged> acknowledged) {}

  /** All of them, by id, also those that are watched no more. */
  Future<Map<String, Stored>> load() {
    return database.read(
        connection ->
            connection
                .query(TOLD)
                .execute()
                .map(StateStore::told)
                .compose(told -> noticed(connection, told))
                .compose(
                    told ->
                        connection
                            .query(NAMED)
                            .execute()
                            .map(StateStore::named)
                            .compose(
                                named ->
                                    connection
                                        .query(STATES)
                                        .execute()
                                        .map(states -> all(states, told, named)))));
  }

  /** How often the state of a service was written; 0: never. */
  Future<Long> version(String service) {
    return database.read(
        connection ->
            connection
                .preparedQuery(VERSION)
                .execute(Tuple.of(service))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getLong(0)));
  }

  private static Map<String, Named> named(RowSet<Row> rows) {
    var named = new HashMap<String, Named>();
    rows.forEach(
        row ->
            named.merge(
                row.getString(0),
                Named.NOTHING_TOLD.and(new JsonObject(row.getString(1))),
                (known, one) -> known.and(new JsonObject(row.getString(1)))));
    return named;
  }

  /** Who was given the notice of what is open, whether it arrived or not. */
  private static Future<Map<String, Told>> noticed(
      SqlConnection connection, Map<String, Told> told) {
    return connection
        .query(NOTICED)
        .execute()
        .map(
            rows -> {
              rows.forEach(
                  row ->
                      told.merge(
                          row.getString(0),
                          Told.NOTHING.noticing(row.getString(1)),
                          (known, one) -> known.noticing(row.getString(1))));
              return told;
            });
  }

  private static Map<String, Told> told(RowSet<Row> rows) {
    var told = new HashMap<String, Told>();
    rows.forEach(
        row ->
            told.merge(
                row.getString(0),
                Told.NOTHING.with(row.getString(1), Level.valueOf(row.getString(2))),
                (known, one) -> known.with(row.getString(1), Level.valueOf(row.getString(2)))));
    return told;
  }

  private static Map<String, Stored> all(
      RowSet<Row> rows, Map<String, Told> told, Map<String, Named> named) {
    var all = new HashMap<String, Stored>();
    rows.forEach(
        row -> {
          String id = row.getString(0);
          all.put(
              id,
              stored(
                  row,
                  told.getOrDefault(id, Told.NOTHING),
                  named.getOrDefault(id, Named.NOTHING_TOLD)));
        });
    return all;
  }

  /** What spoke against the state is forgotten: a restart begins the retries again. */
  private static Stored stored(Row row, Told told, Named named) {
    var state =
        new ServiceState(
            Level.valueOf(row.getString(2)),
            Optional.of(moment(row.getLong(3))),
            Run.NONE,
            Optional.empty(),
            Optional.ofNullable(row.getString(6)).map(kind -> incident(row, kind)));
    var next = Optional.ofNullable(row.getLong(5)).map(Instant::ofEpochMilli);
    return new Stored(
        state,
        row.getLong(1),
        new Reminding(row.getInteger(4), next),
        told,
        Optional.ofNullable(row.getLong(9)).map(Instant::ofEpochMilli),
        Flaps.of(row.getString(10)),
        named,
        Acknowledged.of(row.getLong(11), row.getString(12), row.getString(13)));
  }

  private static Incident incident(Row row, String kind) {
    return new Incident(
        row.getString(0),
        Incident.Kind.valueOf(kind),
        moment(row.getLong(7)),
        Optional.ofNullable(row.getString(8)).map(JsonObject::new).flatMap(Failure::from),
        Optional.empty());
  }

  /** Across a restart there is only the wall clock to tell a length by. */
  private static Moment moment(long millis) {
    return new Moment(Instant.ofEpochMilli(millis), millis);
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what incidents there were. Fails as {@link Database#read} does. */
public final class IncidentStore {
  private static final String PAGE = Sql.named(IncidentStore.class, "select-incidents");
  private static final String OF_ONE = Sql.named(IncidentStore.class, "select-incidents-of-one");
  private static final String OF_SOME = Sql.named(IncidentStore.class, "select-incidents-of-some");
  private static final String ONE = Sql.named(IncidentStore.class, "select-incident");
  private static final String NOTES = Sql.named(IncidentStore.class, "select-notes");
  private static final String LAST = "~"; // greater than any id

  private final Database database;

  /** Asks {@code database}. */
  public IncidentStore(Database database) {
    this.database = database;
  }

  /**
   * One as it is kept.
   *
   * @param service the id
   * @param name as the service was called when it began
   * @param kind WARNING or OUTAGE
   * @param end RECOVERED, WORSE, SLOW, REMOVED or PAUSED
   * @param cause of an outage: the one word
   * @param error and the sentence
   * @param announced when its notice was created
   * @param votes of the hosts that saw it, where there were several
   */
  public record StoredIncident(
      String id,
      String service,
      String name,
      String kind,
      Instant started,
      Optional<Instant> ended,
      Optional<Duration> length,
      Optional<String> end,
      Optional<String> cause,
      Optional<String> error,
      Optional<Instant> announced,
      Optional<Acknowledged> acknowledged,
      Optional<Votes> votes) {
    /** The same, and that one cares. */
    StoredIncident with(Acknowledged now) {
      return new StoredIncident(
          id,
          service,
          name,
          kind,
          started,
          ended,
          length,
          end,
          cause,
          error,
          announced,
          Optional.of(now),
          votes);
    }
  }

  /**
   * What somebody has written down about an incident.
   *
   * @param text 1–1,000 characters
   */
  public record StoredNote(String by, Instant at, String text) {}

  /** The newest first; {@code after} is the id of the last one that was read. */
  public Future<List<StoredIncident>> page(Optional<String> after, int limit) {
    return ask(PAGE, Tuple.of(after.orElse(LAST), limit));
  }

  /** The same, and only those of these services. */
  public Future<List<StoredIncident>> page(
      List<String> services, Optional<String> after, int limit) {
    return services.size() == 1
        ? ask(OF_ONE, Tuple.of(services.get(0), after.orElse(LAST), limit))
        : ask(OF_SOME, Tuple.of(after.orElse(LAST), new JsonArray(services).encode(), limit));
  }

  /** The one of this id. */
  public Future<Optional<StoredIncident>> find(String id) {
    return ask(ONE, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  /** What was written down about it, in its order; 100 at most. */
  public Future<List<StoredNote>> notes(String id) {
    return database
        .read(connection -> connection.preparedQuery(NOTES).execute(Tuple.of(id)))
        .map(
            rows -> {
              var notes = new ArrayList<StoredNote>(rows.size());
              rows.forEach(
                  row ->
                      notes.add(
                          new StoredNote(
                              row.getString(0),
                              Instant.ofEpochMilli(row.getLong(1)),
                              row.getString(2))));
              return List.copyOf(notes);
            });
  }

  /** The one of this id, for who is about to change it. */
  static Future<Optional<StoredIncident>> find(SqlConnection connection, String id) {
    return connection
        .preparedQuery(ONE)
        .execute(Tuple.of(id))
        .map(rows -> all(rows).stream().findFirst());
  }

  private Future<List<StoredIncident>> ask(String question, Tuple values) {
    return database
        .read(connection -> connection.preparedQuery(question).execute(values))
        .map(IncidentStore::all);
  }

  private static List<StoredIncident> all(RowSet<Row> rows) {
    var all = new ArrayList<StoredIncident>(rows.size());
    rows.forEach(row -> all.add(incident(row)));
    return List.copyOf(all);
  }

  private static StoredIncident incident(Row row) {
    return new StoredIncident(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Optional.ofNullable(row.getLong(5)).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getLong(6)).map(Duration::ofMillis),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getLong(10)).map(Instant::ofEpochMilli),
        Acknowledged.of(row.getLong(11), row.getString(12), row.getString(13)),
        Optional.ofNullable(row.getString(14)).map(JsonObject::new).map(Votes::of));
  }
}

package homebox.controlplane.history;

import homebox.controlplane.history.Known.Absences;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known beside the answers when time is judged: read once, for many hours.
 *
 * @param now until when all answers are known, epoch ms
 * @param moved hours until there are closed and in their place
 * @param services by number
 */
record Circumstances(long now, long moved, Map<Integer, Known> services, Notes notes) {
  private static final String SERVICES = "SELECT number, id, watched_from FROM service";
  private static final String RECENT = Sql.named(Circumstances.class, "select-first-recent");
  private static final String OUTAGES = Sql.named(Circumstances.class, "select-outages");
  private static final String NOTES = Sql.named(Circumstances.class, "select-notes");

  /** What concerns time from {@code from} on. */
  static Future<Circumstances> read(SqlConnection connection, long from, long moved, long now) {
    var found = new Found();
    return ask(connection, RECENT, moved)
        .map(found::recent)
        .compose(read -> ask(connection, NOTES, from))
        .map(found::notes)
        .compose(read -> ask(connection, OUTAGES, from))
        .map(found::outages)
        .compose(read -> connection.query(SERVICES).execute())
        .map(rows -> new Circumstances(now, moved, found.services(rows), found.notes));
  }

  private static Future<RowSet<Row>> ask(SqlConnection connection, String question, long moment) {
    return connection.preparedQuery(question).execute(Tuple.of(moment));
  }

  private static final class Found {
    private final Map<Integer, Long> recent = new HashMap<>();
    private final Map<Integer, Spans> outages = new HashMap<>();
    private Notes notes;

    private Void recent(RowSet<Row> rows) {
      rows.forEach(row -> recent.put(row.getInteger(0), row.getLong(1)));
      return null;
    }

    private Void notes(RowSet<Row> rows) {
      notes = Notes.of(rows);
      return null;
    }

    private Void outages(RowSet<Row> rows) {
      rows.forEach(row -> outages.put(row.getInteger(0), Spans.of(Numbers.in(row.getString(1)))));
      return null;
    }

    private Map<Integer, Known> services(RowSet<Row> rows) {
      var services = new HashMap<Integer, Known>();
      rows.forEach(row -> services.put(row.getInteger(0), service(row)));
      return services;
    }

    private Known service(Row row) {
      int number = row.getInteger(0);
      Long watched = row.getLong(2);
      var absences =
          new Absences(
              notes.spans(number, TimeKind.PAUSED),
              notes.spans(number, TimeKind.MAINTENANCE),
              notes.spans(number, TimeKind.UNKNOWN),
              outages.getOrDefault(number, Spans.NONE));
      return new Known(
          number,
          row.getString(1),
          watched == null ? Spans.OPEN : watched,
          notes.patience(number),
          absences,
          recent.getOrDefault(number, Spans.OPEN));
    }
  }
}

package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Notes what history must know to read its own gaps: for how long no process of ours ran, and how
 * long a silence of a service was none.
 */
final class Logbook {
  private static final int PIECE = 1_000;
  private static final String SIGN = Sql.named(Logbook.class, "select-last-sign");
  private static final String NOTE = Sql.named(Logbook.class, "insert-time-note");
  private static final String PATIENCES =
      "SELECT service, kind, at, length FROM event_note WHERE kind IN ('PATIENCE', 'INTERVAL') ORDER BY at";
  private static final String CUT = Sql.named(Logbook.class, "cut-absences");
  private static final String BEYOND =
      "DELETE FROM event_note WHERE at > ? AND kind IN ('MAINTENANCE', 'PAUSED')";
  private static final String NUMBERS = "SELECT id, number FROM service";

  private final Database database;
  private final long started;
  private boolean begun;

  /** Of a process that began then (epoch ms). */
  Logbook(Database database, long started) {
    this.database = database;
    this.started = started;
  }

  /** Before this process writes anything else: notes, once, since when there was none. */
  Future<Void> begin() {
    return begun
        ? Future.succeededFuture()
        : noteStop().compose(noted -> cutAbsences()).onSuccess(noted -> begun = true);
  }

  /** Who ends what the last life has planned may have done so while there was none. */
  private Future<Void> cutAbsences() {
    return write(
        connection ->
            connection
                .preparedQuery(CUT)
                .execute(Tuple.of(started, started, started, started))
                .compose(cut -> connection.preparedQuery(BEYOND).execute(Tuple.of(started)))
                .mapEmpty());
  }

  private Future<Void> noteStop() {
    return database
        .read(connection -> connection.query(SIGN).execute())
        .map(rows -> rows.iterator().next())
        .compose(
            row -> {
              long newest = row.getLong(1) == null ? 0 : row.getLong(1);
              long last = Math.max(row.getLong(0), newest);
              boolean known = last > 0 && last < started;
              return known ? stop(last) : Future.succeededFuture();
            });
  }

  private Future<Void> stop(long last) {
    var note = Tuple.of(started, Notes.STOP, Notes.ALL, started - last);
    return write(connection -> Batch.insert(connection, NOTE, List.of(note)));
  }

  /** A process was alive at that moment. */
  Future<Void> alive(long now) {
    return write(connection -> Setting.put(connection, "seen_until", now));
  }

  /** The services are configured so from {@code since} on; only what is new is noted. */
  Future<Void> configured(List<ServiceConfig> services, long since) {
    return ask(PATIENCES)
        .map(Notes::of)
        .compose(
            known ->
                ask(NUMBERS).map(Logbook::numbers).map(all -> news(services, since, known, all)))
        .compose(this::write);
  }

  private static List<Tuple> news(
      List<ServiceConfig> services, long since, Notes known, Map<String, Integer> numbers) {
    var news = new ArrayList<Tuple>();
    for (ServiceConfig service : services) {
      Integer number = numbers.get(service.id());
      long patience = Patience.of(service.timing());
      if (number != null && known.lastPatience(number) != patience) {
        news.add(Tuple.of(since, Notes.PATIENCE, number, patience));
      }
    }
    return news;
  }

  private Future<Void> write(List<Tuple> notes) {
    Future<Void> written = Future.succeededFuture();
    for (int from = 0; from < notes.size(); from += PIECE) {
      List<Tuple> piece = notes.subList(from, Math.min(from + PIECE, notes.size()));
      written =
          written.compose(before -> write(connection -> Batch.insert(connection, NOTE, piece)));
    }
    return written;
  }

  private static Map<String, Integer> numbers(RowSet<Row> rows) {
    var numbers = new HashMap<String, Integer>();
    rows.forEach(row -> numbers.put(row.getString(0), row.getInteger(1)));
    return numbers;
  }

  private Future<RowSet<Row>> ask(String question) {
    return database.read(connection -> connection.query(question).execute());
  }

  private Future<Void> write(Function<SqlConnection, Future<Void>> work) {
    return database.writer().submit(Lane.ORDINARY, database.generation(), work);
  }
}

package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/** Writes what a closed day was, for all services, piece by piece, and then that it is written. */
final class DayRollup {
  private static final String ANY = "SELECT 1 FROM check_hour WHERE at >= ? AND at < ? LIMIT 1";
  private static final String UPSERT = Sql.named(DayRollup.class, "upsert-day");
  private static final String DELETE = "DELETE FROM check_day WHERE day = ? AND service = ?";

  private final Database database;
  private final Past past;
  private final RollupWatch watch;

  DayRollup(Database database, Past past, RollupWatch watch) {
    this.database = database;
    this.past = past;
    this.watch = watch;
  }

  /** That day, whose hours are written. */
  Future<Void> roll(int generation, Collection<Integer> services, long day) {
    var rows = new ArrayList<DayRow>();
    return any(day)
        .compose(
            any -> any ? pieces(generation, services, day, rows) : Future.<Void>succeededFuture())
        .compose(written -> watch.before(RollupWatch.Step.PUBLISH_DAY))
        .compose(
            go ->
                database
                    .writer()
                    .submit(
                        Lane.ORDINARY,
                        generation,
                        connection -> Setting.put(connection, "days_until", day + 1)))
        .onSuccess(published -> past.dayClosed(day, rows))
        .mapEmpty();
  }

  private Future<Boolean> any(long day) {
    long begin = past.calendar().begin(day);
    long end = past.calendar().begin(day + 1);
    return database
        .read(connection -> connection.preparedQuery(ANY).execute(Tuple.of(begin, end)))
        .map(rows -> rows.size() > 0);
  }

  private Future<Void> pieces(
      int generation, Collection<Integer> services, long day, List<DayRow> rows) {
    Iterator<List<Integer>> pieces = Pieces.of(services, HourRollup.PIECE);
    return Repeat.whileTrue(
        () ->
            pieces.hasNext()
                ? piece(generation, pieces.next(), day).map(rows::addAll).map(true)
                : Future.succeededFuture(false));
  }

  private DayReader reader() {
    return new DayReader(past.calendar());
  }

  private Future<List<DayRow>> piece(int generation, List<Integer> services, long day) {
    return watch
        .before(RollupWatch.Step.DAY)
        .compose(go -> database.read(connection -> reader().read(connection, services, day)))
        .compose(
            rows ->
                database
                    .writer()
                    .submit(
                        Lane.ORDINARY,
                        generation,
                        connection ->
                            upsert(connection, rows)
                                .compose(done -> clear(connection, services, rows, day)))
                    .compose(written -> database.settled())
                    .map(written -> rows.stream().map(DayRow::bare).toList()));
  }

  private static Future<Void> upsert(SqlConnection connection, List<DayRow> rows) {
    return Batch.insert(connection, UPSERT, rows.stream().map(DayRow::tuple).toList());
  }

  /** Who has no hour in it has no row: there may be one by another zone. */
  private static Future<Void> clear(
      SqlConnection connection, List<Integer> services, List<DayRow> rows, long day) {
    var none = new LinkedHashSet<>(services);
    rows.forEach(row -> none.remove(row.service()));
    return Batch.insert(
        connection, DELETE, none.stream().map(service -> Tuple.of(day, service)).toList());
  }

  /** A day of one service once more, inside a job of the writer's. */
  Future<List<DayRow>> again(SqlConnection connection, int service, long day) {
    return reader()
        .read(connection, List.of(service), day)
        .compose(
            rows ->
                rows.isEmpty()
                    ? connection.preparedQuery(DELETE).execute(Tuple.of(day, service)).map(rows)
                    : upsert(connection, rows).map(rows));
  }
}

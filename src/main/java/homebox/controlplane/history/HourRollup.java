package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes what a closed hour was, for all services, piece by piece, and then that it is written. The
 * process may end at any moment: the next one begins the hour again and writes the same rows.
 */
final class HourRollup {
  /** Services in one job of the writer. */
  static final int PIECE = 100;

  private static final String FIRST_DAY =
      "UPDATE setting SET value = ? WHERE name = 'days_until' AND value = '0'";

  private final Database database;
  private final RollupWatch watch;
  private final Past past;

  HourRollup(Database database, Past past, RollupWatch watch) {
    this.database = database;
    this.past = past;
    this.watch = watch;
  }

  /** That hour (its begin, epoch ms), which is closed. */
  Future<Void> roll(int generation, Circumstances circumstances, long hour) {
    var reader = new HourReader(circumstances, past.calendar());
    var courses = new ArrayList<Past.Closed>();
    // where nobody looked there would be no row
    boolean blind = circumstances.notes().blind(hour, hour + Hours.HOUR);
    Set<Integer> services = blind ? Set.of() : circumstances.services().keySet();
    Iterator<List<Integer>> pieces = Pieces.of(services, PIECE);
    return Repeat.whileTrue(
            () ->
                pieces.hasNext()
                    ? piece(generation, reader, pieces.next(), hour, courses).map(true)
                    : Future.succeededFuture(false))
        .compose(written -> publish(generation, hour))
        .onSuccess(published -> past.closed(hour, courses));
  }

  private Future<Void> piece(
      int generation,
      HourReader reader,
      List<Integer> services,
      long hour,
      List<Past.Closed> courses) {
    return watch
        .before(RollupWatch.Step.HOUR)
        .compose(go -> database.read(connection -> reader.read(connection, services, hour)))
        .compose(
            sheets -> {
              var writing = new HourWriting();
              for (HourSheet sheet : sheets) {
                List<HourRow> rows = sheet.rows(reader.days(), reader.circumstances().now());
                writing.add(sheet, rows);
                writing.due(sheet.doubted(rows, reader.circumstances().now()), sheet.service());
                rows.forEach(row -> courses.add(Past.Closed.of(sheet, row)));
              }
              return write(generation, writing::on);
            })
        .compose(written -> database.settled());
  }

  private Future<Void> publish(int generation, long hour) {
    return watch
        .before(RollupWatch.Step.PUBLISH)
        .compose(
            go ->
                write(
                    generation,
                    connection ->
                        Setting.put(connection, "rolled_until", hour + Hours.HOUR)
                            .compose(done -> firstDay(connection, hour))));
  }

  private Future<Void> firstDay(SqlConnection connection, long hour) {
    return connection
        .preparedQuery(FIRST_DAY)
        .execute(Tuple.of(String.valueOf(past.calendar().of(hour))))
        .mapEmpty();
  }

  private <T> Future<T> write(int generation, Function<SqlConnection, Future<T>> work) {
    return database.writer().submit(Lane.ORDINARY, generation, work);
  }
}

package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the closed hours that an outage has changed after they were written: it is confirmed later
 * than it begins, and so is its end. What is to be written again stands in {@code hour_due} before
 * the outage counts as taken in, so that the end of the process loses nothing.
 */
final class DueHours {
  private static final int PIECE = 100;
  private static final String UNCOUNTED = Sql.named(DueHours.class, "select-uncounted");
  private static final String COUNTED = "UPDATE incident SET counted = ? WHERE id = ?";
  private static final String MARK = Sql.named(DueHours.class, "mark-due");

  private final Database database;
  private final RollupWatch watch;

  DueHours(Database database, RollupWatch watch) {
    this.database = database;
    this.watch = watch;
  }

  /**
   * Looks through all outages of which something is new.
   *
   * @param from older hours cannot be written again
   * @param rolled hours until there are written
   */
  Future<Void> find(int generation, long from, long rolled) {
    return Repeat.whileTrue(
        () ->
            watch
                .before(RollupWatch.Step.COUNT)
                .compose(
                    go ->
                        database
                            .writer()
                            .submit(
                                Lane.ORDINARY,
                                generation,
                                connection -> count(connection, from, rolled))));
  }

  /** True if there may be more. */
  private static Future<Boolean> count(SqlConnection connection, long from, long rolled) {
    return connection
        .preparedQuery(UNCOUNTED)
        .execute(Tuple.of(PIECE))
        .compose(
            rows ->
                Batch.insert(connection, MARK, marks(rows, from, rolled))
                    .compose(marked -> Batch.insert(connection, COUNTED, counted(rows)))
                    .map(rows.size() == PIECE));
  }

  private static List<Tuple> marks(RowSet<Row> rows, long from, long rolled) {
    var marks = new ArrayList<Tuple>();
    for (Row row : rows) {
      Long ended = row.getLong(3);
      boolean begun = row.getInteger(4) == 1;
      long first = Math.max(from, Hours.begin(begun ? ended : row.getLong(2)));
      long last = begun || ended == null ? rolled : Math.min(rolled, Hours.begin(ended) + 1);
      for (long hour = first; hour < last; hour += Hours.HOUR) {
        marks.add(Tuple.of(hour, row.getInteger(1)));
      }
    }
    return marks;
  }

  private static List<Tuple> counted(RowSet<Row> rows) {
    var counted = new ArrayList<Tuple>();
    rows.forEach(row -> counted.add(Tuple.of(row.getLong(3) == null ? 1 : 2, row.getString(0))));
    return counted;
  }
}

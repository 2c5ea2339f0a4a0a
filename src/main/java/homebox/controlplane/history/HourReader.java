package homebox.controlplane.history;

import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads what is needed to say what an hour of some services was. */
record HourReader(Circumstances circumstances, Days days) {
  private static final String HOUR = Sql.named(HourReader.class, "select-hour");

  /**
   * Of each of {@code services}, which exist.
   *
   * @param hour its begin, epoch ms; it is closed
   */
  Future<List<HourSheet>> read(SqlConnection connection, List<Integer> services, long hour) {
    long end = hour + Hours.HOUR;
    var values = new ArrayList<Object>();
    values.add(hour);
    values.add(hour);
    values.add(hour);
    values.add(end);
    values.add(end);
    values.add(circumstances.moved());
    values.add(previousSlice(hour));
    values.add(new JsonArray(services).encode());
    return connection
        .preparedQuery(HOUR)
        .execute(Tuple.wrap(values))
        .map(rows -> sheets(rows, hour));
  }

  private long previousSlice(long hour) {
    long[] slices = days.slices(hour - Hours.HOUR);
    return slices[slices.length - 1];
  }

  private List<HourSheet> sheets(RowSet<Row> rows, long hour) {
    var sheets = new ArrayList<HourSheet>(rows.size());
    rows.forEach(row -> sheets.add(sheet(row, hour)));
    return sheets;
  }

  private HourSheet sheet(Row row, long hour) {
    Known service = circumstances.services().get(row.getInteger(0));
    Long next = row.getLong(3);
    if (next == null && service.firstRecent() != Spans.OPEN) {
      next = service.firstRecent();
    }
    return new HourSheet(
        service,
        hour,
        row.getLong(1),
        Answers.of(row.getString(2), hour),
        next,
        ending(row.getString(4)));
  }

  private static TimeKind ending(String course) {
    if (course == null) {
      return null;
    }
    return course.isEmpty() ? TimeKind.UP : Course.of(HexFormat.of().parseHex(course), 0).last();
  }
}

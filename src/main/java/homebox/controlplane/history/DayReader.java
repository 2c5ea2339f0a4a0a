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

/** Reads days as the sums of their hours. */
record DayReader(Days days) {
  private static final String DAY = Sql.named(DayReader.class, "select-day");

  /** Of those of {@code services} of which there is anything. */
  Future<List<DayRow>> read(SqlConnection connection, List<Integer> services, long day) {
    long begin = days.begin(day);
    long end = days.begin(day + 1);
    return connection
        .preparedQuery(DAY)
        .execute(
            Tuple.of(
                end,
                begin,
                new JsonArray(services).encode(),
                Days.sliceBegins(begin, end).encode()))
        .map(rows -> rows(rows, day));
  }

  private List<DayRow> rows(RowSet<Row> rows, long day) {
    var all = new ArrayList<DayRow>(rows.size());
    rows.forEach(row -> all.add(row(row, day)));
    return all;
  }

  /** What has no row is unknown, as far as it was watched. */
  private DayRow row(Row row, long day) {
    Long watchedFrom = row.getLong(1);
    long begin = watchedFrom == null ? days.begin(day) : Math.max(days.begin(day), watchedFrom);
    var known = new Amounts(row.getLong(6), row.getLong(7), 0, row.getLong(8), row.getLong(9));
    long unknown = Math.max(0, days.begin(day + 1) - begin - known.watched());
    return new DayRow(
        row.getInteger(0),
        day,
        new Tally(
            row.getInteger(2),
            row.getInteger(3),
            row.getInteger(4),
            row.getLong(5),
            latencies(row.getString(11))),
        known.plus(new Amounts(0, 0, unknown, 0, 0)),
        row.getInteger(10));
  }

  /** The sum of those that stand in {@code texts} one after the other; null is none. */
  static Latencies latencies(String texts) {
    var all = new Latencies();
    if (texts != null) {
      for (String hex : texts.split(" ")) {
        all.add(HexFormat.of().parseHex(hex));
      }
    }
    return all;
  }
}

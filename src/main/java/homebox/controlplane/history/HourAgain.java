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
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Writes hours again of which something was learnt later, each with its day in one transaction in
 * which it is read as well: nothing can be learnt in between.
 */
final class HourAgain {
  private static final String STORED = Sql.named(HourAgain.class, "select-hour-rows");
  private static final String DONE = "DELETE FROM hour_due WHERE at = ? AND service = ?";

  private final Database database;
  private final HourReader reader;
  private final DayRollup dayRollup;
  private final Past past;
  private final Marks marks;

  HourAgain(Database database, HourReader reader, DayRollup dayRollup, Past past, Marks marks) {
    this.database = database;
    this.reader = reader;
    this.dayRollup = dayRollup;
    this.past = past;
    this.marks = marks;
  }

  /** What came of one. */
  private record Written(HourSheet sheet, List<HourRow> rows, List<DayRow> days) {}

  /** That hour of that service. */
  Future<Void> write(int generation, long hour, int service) {
    return database
        .writer()
        .submit(Lane.ORDINARY, generation, connection -> again(connection, hour, service))
        .map(this::tell);
  }

  private Void tell(Written written) {
    written.rows().forEach(row -> past.again(Past.Closed.of(written.sheet(), row)));
    written.days().forEach(past::day);
    return null;
  }

  private Future<Written> again(SqlConnection connection, long hour, int service) {
    return reader
        .read(connection, List.of(service), hour)
        .map(sheets -> sheets.get(0))
        .compose(
            sheet -> again(connection, sheet, sheet.rows(days(), reader.circumstances().now())))
        .compose(
            written ->
                connection.preparedQuery(DONE).execute(Tuple.of(hour, service)).map(written));
  }

  private Future<Written> again(SqlConnection connection, HourSheet sheet, List<HourRow> rows) {
    return connection
        .preparedQuery(STORED)
        .execute(Tuple.of(sheet.service().number(), sheet.hour(), sheet.hour() + Hours.HOUR))
        .compose(
            stored ->
                same(stored, rows)
                    ? Future.succeededFuture(new Written(sheet, List.of(), List.of()))
                    : replace(connection, sheet, stored, rows));
  }

  private Future<Written> replace(
      SqlConnection connection, HourSheet sheet, RowSet<Row> stored, List<HourRow> rows) {
    int service = sheet.service().number();
    var writing = new HourWriting();
    stored.forEach(row -> writing.gone(row.getLong(0), service)); // by another zone, perhaps
    writing.add(sheet, rows);
    writing.due(neighbours(sheet, rows), sheet.service());
    var days = new ArrayList<DayRow>();
    Future<Void> done = writing.on(connection);
    for (long day : touched(rows)) {
      done =
          done.compose(before -> dayRollup.again(connection, service, day))
              .map(
                  found -> {
                    days.addAll(found);
                    return null;
                  });
    }
    return done.map(new Written(sheet, rows, days));
  }

  /** What has changed this hour may change those beside it. */
  private List<Long> neighbours(HourSheet sheet, List<HourRow> rows) {
    var hours = new ArrayList<>(sheet.doubted(rows, reader.circumstances().now()));
    if (sheet.hour() + Hours.HOUR < marks.rolled()) {
      hours.add(sheet.hour() + Hours.HOUR);
    }
    return hours;
  }

  private List<Long> touched(List<HourRow> rows) {
    return rows.stream()
        .map(row -> days().of(row.at()))
        .filter(day -> day < marks.daysUntil())
        .distinct()
        .toList();
  }

  private Days days() {
    return reader.days();
  }

  private static boolean same(RowSet<Row> stored, List<HourRow> rows) {
    List<HourRow> kept = rows.stream().filter(row -> !row.isEmpty()).toList();
    if (stored.size() != kept.size()) {
      return false;
    }
    int n = 0;
    for (Row row : stored) {
      if (!same(row, kept.get(n++))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Row stored, HourRow row) {
    Tally tally = row.tally();
    return stored.getLong(0) == row.at()
        && stored.getInteger(1) == tally.good()
        && stored.getInteger(2) == tally.slow()
        && stored.getInteger(3) == tally.failed()
        && stored.getLong(4) == tally.took()
        && same(stored.getString(5), tally.latencies().toBytes())
        && same(stored.getString(6), row.courseBytes());
  }

  private static boolean same(String hex, byte[] bytes) {
    String other = bytes == null ? "" : HexFormat.of().withUpperCase().formatHex(bytes);
    return Objects.requireNonNullElse(hex, "").equals(other);
  }
}

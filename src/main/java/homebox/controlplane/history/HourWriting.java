package homebox.controlplane.history;

import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What is written of one hour of some services; twice is once. Made outside, run by the writer. */
final class HourWriting {
  private static final String UPSERT = Sql.named(HourWriting.class, "upsert-hour");
  private static final String DELETE = "DELETE FROM check_hour WHERE at = ? AND service = ?";
  private static final String WATCHED = Sql.named(HourWriting.class, "update-watched-from");
  private static final String DUE = Sql.named(HourWriting.class, "mark-due");

  private final List<Tuple> rows = new ArrayList<>();
  private final List<Tuple> gone = new ArrayList<>();
  private final List<Tuple> watched = new ArrayList<>();
  private final List<Tuple> due = new ArrayList<>();

  /** What was found of a service, whose rows are these. */
  void add(HourSheet sheet, List<HourRow> found) {
    int number = sheet.service().number();
    for (HourRow row : found) {
      if (row.isEmpty()) {
        gone(row.at(), number);
      } else {
        rows.add(row.tuple());
      }
    }
    if (sheet.watchedFrom() < sheet.service().watchedFrom()) {
      watched.add(Tuple.of(sheet.watchedFrom(), number, sheet.watchedFrom()));
    }
  }

  /** What is kept from that moment on goes, before anything is added. */
  void gone(long at, int service) {
    gone.add(Tuple.of(at, service));
  }

  /** Those hours of that service are written again. */
  void due(List<Long> hours, Known service) {
    hours.forEach(hour -> due.add(Tuple.of(hour, service.number())));
  }

  Future<Void> on(SqlConnection connection) {
    return Batch.insert(connection, DELETE, gone)
        .compose(done -> Batch.insert(connection, UPSERT, rows))
        .compose(done -> Batch.insert(connection, WATCHED, watched))
        .compose(done -> Batch.insert(connection, DUE, due));
  }
}

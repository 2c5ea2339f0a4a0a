package homebox.controlplane.report;

import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Times;
import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Statistics from the stored checks and outages. Fails as the database does. */
public final class StoredStatistics implements Statistics {
  private static final Duration LENGTH = Duration.ofHours(24);
  private static final String CHECKS = Sql.named(StoredStatistics.class, "day-checks");
  private static final String OUTAGES = Sql.named(StoredStatistics.class, "day-outages");

  private final ReadableDatabase database;

  /** Asks {@code database}. */
  public StoredStatistics(ReadableDatabase database) {
    this.database = database;
  }

  @Override
  public Future<Map<String, Day>> day(Instant until) {
    long end = until.toEpochMilli();
    long begin = end - LENGTH.toMillis();
    return database.read(
        connection ->
            connection
                .preparedQuery(OUTAGES)
                .execute(Tuple.of(end, end, begin, end, end, begin))
                .map(StoredStatistics::outages)
                .compose(
                    down ->
                        connection
                            .preparedQuery(CHECKS)
                            .execute(Tuple.of(begin, end, begin, end))
                            .map(rows -> days(rows, down, end))));
  }

  private static Map<String, Long> outages(RowSet<Row> rows) {
    var down = new HashMap<String, Long>();
    rows.forEach(row -> down.put(row.getString(0), row.getLong(1)));
    return down;
  }

  private static Map<String, Day> days(RowSet<Row> rows, Map<String, Long> down, long end) {
    var tallies = new HashMap<String, Tally>();
    rows.forEach(
        row ->
            tallies
                .computeIfAbsent(row.getString(0), service -> new Tally())
                .add(row.getInteger(1) == 2, row.getLong(2), row.getLong(3), row.getLong(4)));
    var days = new HashMap<String, Day>();
    tallies.forEach(
        (service, tally) -> days.put(service, tally.day(down.getOrDefault(service, 0L), end)));
    return days;
  }

  /** What was counted of one service. */
  private static final class Tally {
    private final Map<Long, Long> answers = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long checks;
    private long good;
    private long sum;

    void add(boolean failed, long took, long count, long began) {
      first = Math.min(first, began);
      checks += count;
      if (!failed) {
        answers.merge(took, count, Long::sum);
        good += count;
        sum += took * count;
      }
    }

    Day day(long down, long end) {
      long watched = Math.max(1, end - first);
      double uptime = Math.max(0, Math.min(1, 1 - (double) down / watched));
      return new Day(
          Optional.of(uptime), checks, good == 0 ? Optional.empty() : Optional.of(times()));
    }

    private Times times() {
      long wanted = (good * 95 + 99) / 100;
      long seen = 0;
      long p95 = 0;
      for (Map.Entry<Long, Long> each : answers.entrySet()) {
        p95 = each.getKey();
        seen += each.getValue();
        if (seen >= wanted) {
          break;
        }
      }
      return new Times(Duration.ofMillis(sum / good), Duration.ofMillis(p95));
    }
  }
}

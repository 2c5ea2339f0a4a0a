package homebox.controlplane.history;

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

/**
 * How many answers all services gave in 24 hours and how long they took, counted from the stored
 * checks in the buckets of the curves. Fails as the database does.
 */
public final class DaySums {
  private static final String ANSWERS = Sql.named(DaySums.class, "select-day-answers");
  private static final int FAILED = 2;

  private final ReadableDatabase database;

  /** Asks {@code database}. */
  public DaySums(ReadableDatabase database) {
    this.database = database;
  }

  /**
   * 24 hours of one service.
   *
   * @param checks how many, retries included
   * @param took of its good and slow answers, if there was one
   */
  public record Sum(long checks, Optional<Took> took) {}

  /** Response times, to the millisecond and to 1.6 %. */
  public record Took(Duration average, Duration p95) {}

  /** Of every service that was asked in the 24 hours before {@code until}, by its id. */
  public Future<Map<String, Sum>> until(Instant until) {
    long end = until.toEpochMilli();
    long begin = end - Window.DAY.length().toMillis();
    return database.read(
        connection ->
            connection
                .preparedQuery(ANSWERS)
                .execute(Tuple.of(begin, end, begin, end))
                .map(DaySums::sums));
  }

  private static Map<String, Sum> sums(RowSet<Row> rows) {
    var counts = new HashMap<String, Count>();
    rows.forEach(
        row ->
            counts
                .computeIfAbsent(row.getString(0), service -> new Count())
                .add(row.getInteger(1) == FAILED, row.getLong(2), row.getLong(3)));
    var sums = new HashMap<String, Sum>();
    counts.forEach((service, count) -> sums.put(service, count.sum()));
    return sums;
  }

  /** What was counted of one service. */
  private static final class Count {
    private final Latencies latencies = new Latencies();
    private long checks;
    private long millis;

    void add(boolean failed, long took, long times) {
      checks += times;
      if (!failed) {
        latencies.add(took, times);
        millis += took * times;
      }
    }

    Sum sum() {
      return new Sum(checks, latencies.percentile(0.95).stream().mapToObj(this::took).findFirst());
    }

    private Took took(long p95) {
      return new Took(Duration.ofMillis(millis / latencies.count()), Duration.ofMillis(p95));
    }
  }
}

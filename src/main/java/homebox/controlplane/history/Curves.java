package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Answers how a service did over a window, in steps: 5 min of 24 h, 1 h of 7 d, 2 h of 30 d, whole
 * days of 90 d and 1 y. Fails as {@link Database#read} does.
 */
public final class Curves {
  private static final String ANSWERS = Sql.named(Curves.class, "select-series-answers");
  private static final String HOURS = Sql.named(Curves.class, "select-series-hours");
  private static final String DAYS = Sql.named(Curves.class, "select-series-days");

  private final Database database;
  private final Past past;

  /** Asks the database for what is closed, {@code past} for what is not. */
  public Curves(Database database, Past past) {
    this.database = database;
    this.past = past;
  }

  /** Of the service of that id; of one that is not known nothing was ever watched. */
  public Future<Series> of(String service, Window window) {
    long now = past.now();
    return switch (window) {
      case DAY -> day(service, Grid.even(now - millis(window), now, Duration.ofMinutes(5)));
      case WEEK -> hours(service, Grid.even(now - millis(window), now, Duration.ofHours(1)));
      case MONTH -> hours(service, Grid.even(now - millis(window), now, Duration.ofHours(2)));
      case QUARTER, YEAR -> {
        int days = (int) window.length().toDays();
        yield days(service, Grid.days(past.calendar(), days, now));
      }
    };
  }

  private static long millis(Window window) {
    return window.length().toMillis();
  }

  private Future<Series> day(String service, Grid grid) {
    grid.add(past.course(service, grid.from(), grid.until()));
    return answers(service, grid.from(), grid).map(done -> series(service, grid));
  }

  private Future<Series> hours(String service, Grid grid) {
    long open = past.horizon().rolled();
    String slices = Days.sliceBegins(grid.from(), Math.min(grid.until(), open)).encode();
    return ask(HOURS, Tuple.of(slices, service))
        .map(rows -> add(rows, grid))
        .compose(done -> open(service, Math.max(open, grid.from()), grid));
  }

  private Future<Series> days(String service, Grid grid) {
    Horizon horizon = past.horizon();
    long today = horizon.begins().begin(horizon.daysUntil());
    var days = new JsonArray();
    for (long day = past.calendar().of(grid.from()); day < horizon.daysUntil(); day++) {
      days.add(day);
    }
    String slices =
        Days.sliceBegins(Math.max(today, grid.from()), Math.min(grid.until(), horizon.rolled()))
            .encode();
    return ask(DAYS, Tuple.of(days.encode(), service))
        .map(rows -> addDays(rows, grid))
        .compose(done -> ask(HOURS, Tuple.of(slices, service)))
        .map(rows -> add(rows, grid))
        .compose(done -> open(service, Math.max(horizon.rolled(), grid.from()), grid));
  }

  /** What is not closed. */
  private Future<Series> open(String service, long from, Grid grid) {
    if (from < grid.until()) {
      grid.add(past.course(service, from, grid.until()));
    }
    return answers(service, from, grid).map(done -> series(service, grid));
  }

  private Series series(String service, Grid grid) {
    return grid.series(past.watchedFrom(service));
  }

  private Future<Void> answers(String service, long from, Grid grid) {
    long until = grid.until();
    var values = Tuple.of(from, service, from, until, service, from);
    values.addLong(until);
    return ask(ANSWERS, values)
        .map(
            rows -> {
              grid.add(Answers.of(rows.iterator().next().getString(0), from));
              return null;
            });
  }

  private static Void add(RowSet<Row> rows, Grid grid) {
    rows.forEach(row -> grid.add(row.getLong(0), amounts(row), times(row)));
    return null;
  }

  private Void addDays(RowSet<Row> rows, Grid grid) {
    for (Row row : rows) {
      grid.add(past.calendar().begin(row.getLong(0)), amounts(row), times(row));
    }
    return null;
  }

  private static Amounts amounts(Row row) {
    return new Amounts(
        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }

  private static byte[] times(Row row) {
    String hex = row.getString(6);
    return hex == null ? new byte[0] : HexFormat.of().parseHex(hex);
  }

  private Future<RowSet<Row>> ask(String question, Tuple values) {
    return database.read(connection -> connection.preparedQuery(question).execute(values));
  }
}

package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Sums up what is closed: hours, then the days that they make. Catches up whatever was missed, in
 * small steps, and writes hours again of which something was learnt later. Belongs to one context.
 */
final class Rollup {
  /** Hours that are written again between two looks at what is known. */
  private static final int PIECE = 500;

  /** A result is on the disk this long after it was heard, while the database works. */
  private static final Duration WRITTEN = Duration.ofSeconds(2);

  private static final String FIRST = Sql.named(Rollup.class, "select-first-closed");
  private static final String DUE = Sql.named(Rollup.class, "select-due");
  private static final String LOST = "DELETE FROM hour_due WHERE at < ?";
  private static final String ANEW = "SELECT 1 FROM setting WHERE name = 'roll_anew'";
  private static final String ANEW_DONE = "DELETE FROM setting WHERE name = 'roll_anew'";
  private static final String FORGET_MARKS =
      "UPDATE setting SET value = '0' WHERE name IN ('rolled_until', 'days_until')";
  private static final String SERVICES = "SELECT number FROM service";

  private final Database database;
  private final Pace pace;
  private final Hours hours;
  private final Past past;
  private final RollupWatch watch;
  private final HourRollup hourRollup;
  private final DayRollup dayRollup;
  private final DueHours dueHours;
  private boolean stopped;

  Rollup(Database database, Pace pace, Hours hours, Past past, RollupWatch watch) {
    this.database = database;
    this.pace = pace;
    this.hours = hours;
    this.past = past;
    this.watch = watch;
    this.hourRollup = new HourRollup(database, past, watch);
    this.dayRollup = new DayRollup(database, past, watch);
    this.dueHours = new DueHours(database, watch);
  }

  /** The step under way is the last one. */
  void stop() {
    stopped = true;
  }

  /** Brings everything up to the last hour that was moved. */
  Future<Void> run() {
    int generation = database.generation();
    return anew(generation)
        .compose(asked -> begin())
        .compose(begun -> dueHours.find(generation, marks().writable(), marks().rolled()))
        .compose(found -> hours(generation))
        .compose(rolled -> again(generation))
        .compose(written -> days(generation));
  }

  /** Somebody has added checks of long ago: what is summed up already is summed up once more. */
  private Future<Void> anew(int generation) {
    return ask(ANEW, Tuple.tuple())
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : database
                        .writer()
                        .submit(Lane.ORDINARY, generation, Rollup::forgetMarks)
                        .onSuccess(
                            forgotten -> {
                              hours.rolled(0);
                              hours.daysUntil(0);
                              past.ready(false);
                            }));
  }

  private static Future<Void> forgetMarks(SqlConnection connection) {
    return connection
        .query(FORGET_MARKS)
        .execute()
        .compose(forgotten -> connection.query(ANEW_DONE).execute())
        .mapEmpty();
  }

  /** Of a database that has never been rolled up the first hour is that of its first check. */
  private Future<Void> begin() {
    if (marks().rolled() > 0) {
      return Future.succeededFuture();
    }
    return ask(FIRST, Tuple.of(marks().moved()))
        .map(rows -> rows.iterator().next().getLong(0))
        .map(
            first -> {
              if (first != null) {
                hours.rolled(Hours.begin(first));
              }
              return null;
            });
  }

  private Future<Void> hours(int generation) {
    if (marks().rolled() == 0 || marks().rolled() >= Hours.begin(marks().moved())) {
      return Future.succeededFuture();
    }
    return circumstances(marks().rolled())
        .compose(known -> Repeat.whileTrue(() -> hour(generation, known)));
  }

  private Future<Boolean> hour(int generation, Circumstances known) {
    long hour = marks().rolled();
    // what was adopted is in its place until the middle of an hour, which is not over then
    if (stopped || hour >= Hours.begin(known.moved())) {
      return Future.succeededFuture(false);
    }
    return hourRollup
        .roll(generation, known, hour)
        .map(
            rolled -> {
              hours.rolled(hour + Hours.HOUR);
              if (marks().daysUntil() == 0) {
                hours.daysUntil(past.calendar().of(hour));
              }
              return true;
            });
  }

  /** One of them may find that its neighbour has to be written again, too. */
  private Future<Void> again(int generation) {
    return Repeat.whileTrue(
        () ->
            ask(DUE, Tuple.of(marks().rolled(), PIECE))
                .compose(
                    rows ->
                        rows.size() == 0 || stopped
                            ? Future.succeededFuture(false)
                            : again(generation, rows).map(true)));
  }

  private Future<Void> again(int generation, RowSet<Row> rows) {
    List<Row> due = new ArrayList<>();
    rows.forEach(due::add);
    if (due.get(0).getLong(0) < marks().writable()) {
      return database
          .writer()
          .submit(
              Lane.ORDINARY,
              generation,
              connection -> connection.preparedQuery(LOST).execute(Tuple.of(marks().writable())))
          .mapEmpty();
    }
    return circumstances(due.get(0).getLong(0))
        .compose(known -> again(generation, due.iterator(), known));
  }

  private Future<Void> again(int generation, Iterator<Row> due, Circumstances known) {
    var reader = new HourReader(known, past.calendar());
    var again = new HourAgain(database, reader, dayRollup, past, marks());
    return Repeat.whileTrue(
        () -> {
          if (stopped || !due.hasNext()) {
            return Future.succeededFuture(false);
          }
          Row next = due.next();
          return watch
              .before(RollupWatch.Step.AGAIN)
              .compose(go -> again.write(generation, next.getLong(0), next.getInteger(1)))
              .compose(written -> database.settled())
              .map(true);
        });
  }

  private Future<Void> days(int generation) {
    return Repeat.whileTrue(
        () -> {
          long day = marks().daysUntil();
          boolean closed = day > 0 && past.calendar().begin(day + 1) <= marks().rolled();
          return stopped || !closed ? Future.succeededFuture(false) : day(generation, day);
        });
  }

  private Future<Boolean> day(int generation, long day) {
    return ask(SERVICES, Tuple.tuple())
        .map(
            rows -> {
              var services = new ArrayList<Integer>();
              rows.forEach(row -> services.add(row.getInteger(0)));
              return services;
            })
        .compose(services -> dayRollup.roll(generation, services, day))
        .map(
            rolled -> {
              hours.daysUntil(day + 1);
              return true;
            });
  }

  private Future<Circumstances> circumstances(long from) {
    long now = pace.instant().minus(WRITTEN).toEpochMilli();
    return database.read(connection -> Circumstances.read(connection, from, marks().moved(), now));
  }

  private Future<RowSet<Row>> ask(String question, Tuple values) {
    return database.read(connection -> connection.preparedQuery(question).execute(values));
  }

  private Marks marks() {
    return hours.marks();
  }
}

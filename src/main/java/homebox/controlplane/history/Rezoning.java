package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what is summed up fits the zone by which days begin now. The days whose hours are
 * still kept are to be summed up again, and the hours in which a day begins by one of the two zones
 * are to be cut again; older days stay as they were.
 */
final class Rezoning {
  private static final Logger log = LoggerFactory.getLogger(Rezoning.class);
  private static final String KNOWN = Sql.named(Rezoning.class, "select-zone");
  private static final String PUT =
      "INSERT INTO setting (name, value) VALUES ('time_zone', ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  private static final String GONE = "DELETE FROM check_day WHERE day >= ? AND day < ?";
  private static final String ALL_DUE = Sql.named(Rezoning.class, "mark-all-due");

  private final Database database;
  private final Hours hours;

  Rezoning(Database database, Hours hours) {
    this.database = database;
    this.hours = hours;
  }

  /**
   * What was kept before.
   *
   * @param zone null if it is not known: the same, as far as anybody can tell
   * @param firstHour null if there is none
   */
  private record Kept(String zone, Long firstHour) {}

  /** From now on days begin by these. Twice is once; what was not ended is begun again. */
  Future<Void> bring(Days days) {
    return database
        .read(connection -> connection.query(KNOWN).execute())
        .map(rows -> rows.iterator().next())
        .compose(row -> bring(days, new Kept(row.getString(0), row.getLong(1))));
  }

  private Future<Void> bring(Days days, Kept kept) {
    if (days.zone().getId().equals(kept.zone())) {
      return Future.succeededFuture();
    }
    int generation = database.generation();
    boolean other = kept.zone() != null && kept.firstHour() != null;
    return other
        ? change(generation, days, kept)
        : submit(generation, connection -> note(connection, days, marks().daysUntil()));
  }

  private Future<Void> change(int generation, Days days, Kept kept) {
    log.info("days of the history begin by {} from now on, not by {}", days.zone(), kept.zone());
    Days before = before(kept.zone(), days);
    Iterator<Long> cut = cut(days, before, kept.firstHour()).iterator();
    long day = days.of(kept.firstHour());
    boolean whole = marks().hoursFrom() <= days.begin(day); // nothing of it was forgotten
    boolean none = marks().daysUntil() == 0;
    long first = none ? 0 : Math.min(whole ? day : day + 1, days.of(marks().rolled()));
    long gone = whole ? before.of(kept.firstHour()) : first;
    return Repeat.whileTrue(
            () ->
                cut.hasNext()
                    ? due(generation, cut.next()).map(true)
                    : Future.succeededFuture(false))
        .compose(marked -> submit(generation, connection -> begin(connection, days, first, gone)))
        .onSuccess(noted -> hours.daysUntil(first));
  }

  /** From that day on they are summed up again; the first of all may have had another number. */
  private static Future<Void> begin(SqlConnection connection, Days days, long first, long gone) {
    return note(connection, days, first)
        .compose(done -> connection.preparedQuery(GONE).execute(Tuple.of(gone, first)))
        .mapEmpty();
  }

  private LongStream cut(Days days, Days before, long firstHour) {
    long from = Math.max(firstHour, marks().writable());
    return LongStream.iterate(
            Hours.begin(from), hour -> hour < marks().rolled(), hour -> hour + Hours.HOUR)
        .filter(hour -> !Arrays.equals(days.slices(hour), before.slices(hour)));
  }

  private static Days before(String zone, Days now) {
    try {
      return new Days(ZoneId.of(zone));
    } catch (DateTimeException unknownHere) {
      log.debug("nobody knows how hours were cut", unknownHere);
      return now;
    }
  }

  private Future<Void> due(int generation, long hour) {
    return submit(
            generation,
            connection -> connection.preparedQuery(ALL_DUE).execute(Tuple.of(hour)).mapEmpty())
        .compose(marked -> database.settled());
  }

  private Future<Void> submit(int generation, Function<SqlConnection, Future<Void>> work) {
    return database.writer().submit(Lane.ORDINARY, generation, work);
  }

  private static Future<Void> note(SqlConnection connection, Days days, long daysUntil) {
    return connection
        .preparedQuery(PUT)
        .execute(Tuple.of(days.zone().getId()))
        .compose(put -> Setting.put(connection, "days_until", daysUntil));
  }

  private Marks marks() {
    return hours.marks();
  }
}

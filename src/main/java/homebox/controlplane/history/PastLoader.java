package homebox.controlplane.history;

import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.store.Sql;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads the past into memory, a day or an hour of all services at a time, so that nobody waits for
 * it: of a thousand services with a year of history it is a second.
 */
final class PastLoader {
  private static final String DAY = Sql.named(PastLoader.class, "select-past-day");
  private static final String HOUR = Sql.named(PastLoader.class, "select-past-hour");
  private static final String ANSWERS = Sql.named(PastLoader.class, "select-open-answers");
  private static final String SLOW = Sql.named(PastLoader.class, "select-open-slow");
  private static final String GAPS = Sql.named(PastLoader.class, "select-open-gaps");

  private final ReadableDatabase database;
  private final Pace pace;
  private final Past past;

  PastLoader(ReadableDatabase database, Pace pace, Past past) {
    this.database = database;
    this.pace = pace;
    this.past = past;
  }

  /** What is read, as far as that got. */
  private record Reading(
      Horizon horizon, Circumstances circumstances, Map<Integer, PastDraft> drafts) {
    /** What was read of a service; of one that came meanwhile nothing is to be remembered. */
    private void of(int service, Consumer<PastDraft> heard) {
      PastDraft draft = drafts.get(service);
      if (draft != null) {
        heard.accept(draft);
      }
    }
  }

  /** Reads all of it, then lets {@link Past} know it; from then on days begin by {@code days}. */
  Future<Void> load(Marks marks, Days days) {
    long now = pace.instant().toEpochMilli();
    Horizon horizon = horizon(marks, days, now);
    return database
        .read(connection -> Circumstances.read(connection, horizon.open(), marks.moved(), now))
        .map(known -> begin(horizon, known))
        .compose(
            reading ->
                days(reading)
                    .compose(read -> slices(reading))
                    .compose(read -> open(reading, marks))
                    .map(read -> finish(reading)));
  }

  private static Horizon horizon(Marks marks, Days days, long now) {
    Horizon first = Horizon.first(days, now);
    long daysUntil = marks.daysUntil() == 0 ? first.daysUntil() : marks.daysUntil();
    long fineDay = Math.max(first.fineDay(), days.of(marks.hoursFrom()));
    return new Horizon(
        marks.rolled(), daysUntil, Math.min(fineDay, daysUntil), Spans.NONE, first.begins());
  }

  private static Reading begin(Horizon horizon, Circumstances known) {
    var drafts = new HashMap<Integer, PastDraft>();
    known.services().forEach((number, each) -> drafts.put(number, new PastDraft(each, horizon)));
    return new Reading(horizon, known, drafts);
  }

  private Future<Void> days(Reading reading) {
    return each(
        DAY,
        reading.horizon().begins().first(),
        reading.horizon().daysUntil(),
        (day, text) -> tokens(reading, text, (draft, values) -> draft.day(day, values)));
  }

  private Future<Void> slices(Reading reading) {
    return each(
        HOUR,
        reading.horizon().fineFrom(),
        reading.horizon().rolled(),
        (from, text) -> tokens(reading, text, (draft, values) -> draft.slice(from, values)));
  }

  /** One after the other, each found from the one before. */
  private Future<Void> each(
      String question, long first, long until, BiConsumer<Long, String> heard) {
    long[] next = {first};
    return Repeat.whileTrue(
        () ->
            database
                .read(connection -> connection.preparedQuery(question).execute(Tuple.of(next[0])))
                .map(
                    rows -> {
                      if (rows.size() == 0 || rows.iterator().next().getLong(0) >= until) {
                        return false;
                      }
                      Row row = rows.iterator().next();
                      heard.accept(row.getLong(0), row.getString(1));
                      next[0] = row.getLong(0) + 1;
                      return true;
                    }));
  }

  private static void tokens(Reading reading, String text, BiConsumer<PastDraft, String[]> heard) {
    for (String token : text.split(" ")) {
      String[] values = token.split(":", -1);
      reading.of(Integer.parseInt(values[0]), draft -> heard.accept(draft, values));
    }
  }

  /** The hours that are not closed. */
  private Future<Void> open(Reading reading, Marks marks) {
    var since = Tuple.of(marks.moved());
    return ask(ANSWERS, Tuple.of(marks.moved(), marks.moved()))
        .map(
            rows ->
                each(rows, reading, (draft, row) -> draft.answers(row.getLong(1), row.getLong(2))))
        .compose(read -> ask(SLOW, since))
        .map(
            rows ->
                each(rows, reading, (draft, row) -> draft.slow(row.getLong(1), row.getInteger(2))))
        .compose(read -> gaps(Tuple.of(marks.moved(), shortest(reading))))
        .map(
            rows -> each(rows, reading, (draft, row) -> draft.gap(row.getLong(1), row.getLong(2))));
  }

  private static long shortest(Reading reading) {
    return reading.circumstances().services().values().stream()
        .mapToLong(service -> service.patience().shortest())
        .min()
        .orElse(Spans.OPEN);
  }

  private Future<RowSet<Row>> ask(String question, Tuple values) {
    return database.read(connection -> connection.preparedQuery(question).execute(values));
  }

  /** A big sort, which is done aside. */
  private Future<RowSet<Row>> gaps(Tuple values) {
    return database.sort(connection -> connection.preparedQuery(GAPS).execute(values));
  }

  /** Rows that begin with the number of a service. */
  private static Void each(RowSet<Row> rows, Reading reading, BiConsumer<PastDraft, Row> heard) {
    rows.forEach(row -> reading.of(row.getInteger(0), draft -> heard.accept(draft, row)));
    return null;
  }

  private Void finish(Reading reading) {
    past.remember(
        reading.horizon().blind(reading.circumstances().notes().all()),
        reading.drafts().values().stream().map(PastDraft::memory).toList());
    return null;
  }
}

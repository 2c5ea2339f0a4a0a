package homebox.controlplane.history;

import homebox.controlplane.alert.Hindsight;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Moment;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.history.AdoptionMark.Stage;
import homebox.controlplane.history.AdoptionStore.Begun;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes incidents of the adopted checks, service by service in the order of time, and notes how far
 * apart they were. An answer that is like the one before changes nothing: only the others leave the
 * database. One service that was begun and not ended is begun again; twice is once.
 */
final class Retelling {
  /** Checks that are looked through at once. */
  private static final int PIECE = 10_000;

  /** Incidents in one job of the writer. */
  private static final int TOGETHER = 500;

  private static final String SERVICE = Sql.named(Retelling.class, "select-next-adopted");
  private static final String CHANGES = Sql.named(Retelling.class, "select-changes");
  private static final String MEDIAN = Sql.named(Retelling.class, "select-median-distance");
  private static final String ANEW =
      "INSERT INTO setting (name, value) VALUES ('roll_anew', 'yes') ON CONFLICT (name) DO NOTHING";
  private static final String INTERVAL = Sql.named(Retelling.class, "insert-interval");

  private final Database database;
  private final int generation;

  Retelling(Database database, int generation) {
    this.database = database;
    this.generation = generation;
  }

  /** The next service; in the next stage when there is none. */
  Future<Begun> next(Begun begun) {
    var asked = Tuple.of(begun.at(), begun.mark().place(), begun.at());
    return database
        .read(connection -> connection.preparedQuery(SERVICE).execute(asked))
        .compose(
            rows ->
                rows.size() == 0
                    ? write(connection -> done(connection, begun))
                    : new Story(rows.iterator().next(), begun).tell());
  }

  /** All checks are there: everything is summed up once more, from the first one on. */
  private static Future<Begun> done(SqlConnection connection, Begun begun) {
    return connection
        .query(ANEW)
        .execute()
        .compose(said -> AdoptionStore.advance(connection, begun, begun.mark().begin(Stage.DONE)));
  }

  private <T> Future<T> write(Function<SqlConnection, Future<T>> job) {
    return database.writer().submit(Lane.ORDINARY, generation, job);
  }

  /** One service. */
  private final class Story {
    private final int number;
    private final String id;
    private final long first;
    private final Begun begun;
    private final Hindsight hindsight;
    private long last = Long.MIN_VALUE;
    private long made;

    Story(Row service, Begun begun) {
      this.number = service.getInteger(0);
      this.id = service.getString(1);
      this.hindsight = new Hindsight(service.getString(2));
      this.first = service.getLong(3);
      this.begun = begun;
    }

    Future<Begun> tell() {
      return Repeat.whileTrue(this::piece)
          .compose(
              heard -> {
                hindsight.end(moment(last));
                return keep();
              })
          .compose(kept -> median())
          .compose(median -> write(connection -> end(connection, median)));
    }

    /** False if there is nothing more. */
    private Future<Boolean> piece() {
      var asked = Tuple.of(number, last, begun.at(), PIECE);
      return database
          .read(connection -> connection.preparedQuery(CHANGES).execute(asked))
          .map(this::hear)
          .compose(more -> keep().map(more));
    }

    private boolean hear(RowSet<Row> rows) {
      for (Row row : rows) {
        last = row.getLong(0);
        hindsight.hear(
            new CheckResult(
                id,
                Instant.ofEpochMilli(last),
                last,
                0,
                new Answer(outcome(row.getInteger(1), row.getString(2)), Evidence.NONE)));
      }
      return rows.size() > 0;
    }

    private Future<Void> keep() {
      List<Incident> ended = hindsight.ended();
      made += ended.size();
      Iterator<Integer> from =
          IntStream.iterate(0, n -> n < ended.size(), n -> n + TOGETHER).iterator();
      return Repeat.whileTrue(
          () ->
              from.hasNext()
                  ? write(hindsight.keep(some(ended, from.next()))).map(true)
                  : Future.succeededFuture(false));
    }

    private static List<Incident> some(List<Incident> all, int from) {
      return all.subList(from, Math.min(from + TOGETHER, all.size()));
    }

    private Future<Optional<Long>> median() {
      var asked = Tuple.of(number, begun.at(), number, begun.at());
      return database
          .sort(connection -> connection.preparedQuery(MEDIAN).execute(asked))
          .map(
              rows ->
                  rows.size() == 0
                      ? Optional.empty()
                      : Optional.of(rows.iterator().next().getLong(0)));
    }

    private Future<Begun> end(SqlConnection connection, Optional<Long> median) {
      Future<Void> noted =
          median.isEmpty()
              ? Future.succeededFuture()
              : connection
                  .preparedQuery(INTERVAL)
                  .execute(Tuple.of(first, number, median.get()))
                  .mapEmpty();
      return noted.compose(
          done -> AdoptionStore.advance(connection, begun, begun.mark().service(number, made)));
    }

    private static Moment moment(long at) {
      return new Moment(Instant.ofEpochMilli(at), at);
    }
  }

  /** How long it took does not matter here. */
  private static Outcome outcome(int kind, String error) {
    return switch (kind) {
      case 0 -> new Outcome.Good(Duration.ZERO);
      case 1 -> new Outcome.Slow(Duration.ZERO, Duration.ZERO);
      default ->
          new Outcome.Failed(Duration.ZERO, Failure.of(Reason.AS_TOLD, error == null ? "" : error));
    };
  }
}

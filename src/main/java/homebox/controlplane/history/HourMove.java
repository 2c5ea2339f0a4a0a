package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Moves one closed hour from {@code check_recent}, sorted, into {@code check_result}. Each step may
 * be the last one, for the process may end at any moment: the next move begins again, and copies
 * nothing twice.
 *
 * <ol>
 *   <li>From now on a result of that hour is written to both tables.
 *   <li>A connection beside the writer sorts the ids of the hour into a TEMP table.
 *   <li>The writer copies it in that order, piece by piece; nobody reads there yet.
 *   <li>{@code moved_until}: from now on everybody reads there.
 *   <li>What was moved is deleted piece by piece; nobody reads there any more.
 * </ol>
 */
final class HourMove {
  /** Rows in one job of the writer: 5 ms, on a small machine four times that. */
  static final int PIECE = 1_000;

  private static final String FIRST = "SELECT min(at) FROM check_recent WHERE at >= ? AND at < ?";
  private static final String LAST_ID = "SELECT COALESCE(max(id), 0) FROM check_recent";
  private static final String DROP = Sql.named(HourMove.class, "drop-closing-hour");
  private static final String CREATE = Sql.named(HourMove.class, "create-closing-hour");
  private static final String SORT = Sql.named(HourMove.class, "sort-closing-hour");
  private static final String SORTED = Sql.named(HourMove.class, "select-closing-hour");
  private static final String COPY = Sql.named(HourMove.class, "copy-closing-hour");
  private static final String COPY_TAKEN = FreeTime.in("copy-taken");
  private static final String LEFT = "SELECT min(id), max(id) FROM check_recent WHERE at < ?";
  private static final String SWEEP =
      "DELETE FROM check_recent WHERE id >= ? AND id < ? AND at < ?";

  private final Database database;
  private final Hours hours;
  private final Watch watch;

  /** The steps, for who wants to stand in the way of one. */
  enum Step {
    BEGIN,
    SORT,
    COPY,
    PUBLISH,
    SWEEP
  }

  /** Hears of each step before it is done. */
  @FunctionalInterface
  interface Watch {
    Future<Void> before(Step step);
  }

  HourMove(Database database, Hours hours, Watch watch) {
    this.database = database;
    this.hours = hours;
    this.watch = watch;
  }

  /**
   * Moves the oldest hour that has anything in it.
   *
   * @param closed epoch ms: hours until there are closed
   * @return true if there was an hour to move; there may be more
   */
  Future<Boolean> oldest(long closed) {
    int generation = database.generation();
    long from = hours.moved();
    if (from >= closed) {
      return Future.succeededFuture(false);
    }
    return number(FIRST, Tuple.of(from, closed))
        .compose(
            first -> {
              long until =
                  first == null ? closed : Math.min(closed, Hours.begin(first) + Hours.HOUR);
              return move(generation, from, until);
            })
        .onFailure(cause -> hours.stay())
        .map(true);
  }

  /** Deletes from {@code check_recent} what was moved, also by an earlier process. */
  Future<Void> sweep() {
    int generation = database.generation();
    long moved = hours.moved();
    return watch
        .before(Step.SWEEP)
        .compose(
            go ->
                database.read(
                    connection -> connection.preparedQuery(LEFT).execute(Tuple.of(moved))))
        .map(rows -> rows.iterator().next())
        .compose(
            left ->
                left.getLong(0) == null
                    ? Future.succeededFuture()
                    : sweep(generation, left.getLong(0), left.getLong(1), moved));
  }

  private Future<Void> move(int generation, long from, long until) {
    hours.moving(until);
    return watch
        .before(Step.BEGIN)
        .compose(go -> write(generation, HourMove::lastId))
        .compose(
            last ->
                database.sort(
                    connection ->
                        sort(connection, Tuple.of(last, from, until))
                            .compose(rows -> copy(generation, connection, rows))
                            .eventually(() -> run(connection, DROP))))
        .compose(copied -> watch.before(Step.PUBLISH))
        .compose(go -> write(generation, connection -> publish(connection, until)))
        .onSuccess(published -> hours.moved(until))
        .compose(published -> sweep());
  }

  /** What was written with the old rule is in the table when this job has its turn. */
  private static Future<Long> lastId(SqlConnection connection) {
    return connection.query(LAST_ID).execute().map(rows -> rows.iterator().next().getLong(0));
  }

  /** How many rows there are. */
  private Future<Integer> sort(SqlConnection connection, Tuple which) {
    return watch
        .before(Step.SORT)
        .compose(go -> run(connection, DROP))
        .compose(dropped -> run(connection, CREATE))
        .compose(created -> connection.preparedQuery(SORT).execute(which))
        .map(RowSet::rowCount);
  }

  private Future<Void> copy(int generation, SqlConnection sorter, int rows) {
    Iterator<Integer> from = IntStream.iterate(0, n -> n < rows, n -> n + PIECE).iterator();
    return Repeat.whileTrue(
        () ->
            from.hasNext()
                ? copyPiece(generation, sorter, from.next(), rows).map(true)
                : Future.succeededFuture(false));
  }

  private Future<Void> copyPiece(int generation, SqlConnection sorter, int from, int rows) {
    int count = Math.min(PIECE, rows - from);
    return watch
        .before(Step.COPY)
        .compose(go -> sorter.preparedQuery(SORTED).execute(Tuple.of(from, from + PIECE)))
        .map(ids -> ids.iterator().next().getString(0))
        .compose(ids -> write(generation, connection -> copy(connection, ids, count)))
        .compose(copied -> database.settled());
  }

  /**
   * The rows themselves never leave the database: through the client each would cost 20 µs, for it
   * asks about the type of every single value.
   */
  private static Future<Void> copy(SqlConnection connection, String ids, int count) {
    return connection
        .preparedQuery(COPY)
        .execute(Tuple.of(ids))
        .compose(
            copied ->
                copied.rowCount() == count ? Future.succeededFuture() : copyTaken(connection, ids));
  }

  /**
   * Some are there: copied by a move that was interrupted, or another check has their time, for the
   * clock was set back. Each round finds a time for one at least of those that share one.
   */
  private static Future<Void> copyTaken(SqlConnection connection, String ids) {
    return Repeat.whileTrue(
        () ->
            connection
                .preparedQuery(COPY_TAKEN)
                .execute(Tuple.of(ids))
                .map(copied -> copied.rowCount() > 0));
  }

  private static Future<Void> publish(SqlConnection connection, long until) {
    return Setting.put(connection, "moved_until", until);
  }

  private Future<Void> sweep(int generation, long first, long last, long moved) {
    Iterator<Long> from = LongStream.iterate(first, id -> id <= last, id -> id + PIECE).iterator();
    return Repeat.whileTrue(
        () ->
            from.hasNext()
                ? sweepPiece(generation, from.next(), moved).map(true)
                : Future.succeededFuture(false));
  }

  private Future<Void> sweepPiece(int generation, long from, long moved) {
    return write(
            generation,
            connection ->
                connection.preparedQuery(SWEEP).execute(Tuple.of(from, from + PIECE, moved)))
        .compose(deleted -> database.settled());
  }

  private <T> Future<T> write(int generation, Function<SqlConnection, Future<T>> work) {
    return database.writer().submit(Lane.ORDINARY, generation, work);
  }

  private Future<Long> number(String question, Tuple with) {
    return database.read(
        connection ->
            connection
                .preparedQuery(question)
                .execute(with)
                .map(rows -> rows.iterator().next().getLong(0)));
  }

  private static Future<Void> run(SqlConnection connection, String statement) {
    return connection.query(statement).execute().mapEmpty();
  }
}

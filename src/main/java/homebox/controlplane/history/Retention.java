package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Forgets checks that are older than {@code retention.checks}, service by service, with a rest
 * after each. The sentences of failures stay: finding those that nobody needs any more would read
 * everything, and there are 10,000 at most.
 */
final class Retention {
  /** Rows in one job of the writer. */
  static final int PIECE = 1_000;

  private static final Duration REST = Duration.ofMillis(20);
  private static final String OLD = Sql.named(Retention.class, "select-service-with-old-checks");
  private static final String DELETE = Sql.named(Retention.class, "delete-old-checks");
  private static final String ADOPTED =
      "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'adopted_at'";
  private static final String SERVICES = "SELECT number FROM service ORDER BY number";

  private final Database database;
  private final Pace pace;

  Retention(Database database, Pace pace) {
    this.database = database;
    this.pace = pace;
  }

  /**
   * Deletes the checks that began before {@code oldest} (epoch ms). Those that were adopted count
   * from that day: until it is that old, all that is older than it stays.
   *
   * @return false if they stay
   */
  Future<Boolean> forget(long oldest) {
    int generation = database.generation();
    return database
        .read(connection -> connection.query(ADOPTED).execute())
        .map(rows -> rows.size() == 0 || rows.iterator().next().getLong(0) <= oldest)
        .compose(
            due ->
                due
                    ? say(generation, oldest)
                        .compose(said -> forgetAll(generation, oldest))
                        .map(true)
                    : Future.succeededFuture(false));
  }

  /** Hours before that cannot be summed up any more: known before the first check is gone. */
  private Future<Void> say(int generation, long oldest) {
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection -> Setting.raise(connection, "checks_from", oldest));
  }

  private Future<Void> forgetAll(int generation, long oldest) {
    return database
        .read(connection -> connection.query(SERVICES).execute())
        .compose(rows -> forget(generation, numbers(rows), oldest));
  }

  private Future<Void> forget(int generation, Deque<Integer> services, long oldest) {
    return Repeat.whileTrue(
        () ->
            services.isEmpty()
                ? Future.succeededFuture(false)
                : forget(generation, services.poll(), oldest).map(true));
  }

  private Future<Void> forget(int generation, int service, long oldest) {
    return hasOld(service, oldest)
        .compose(
            has ->
                has
                    ? Repeat.whileTrue(() -> delete(generation, service, oldest))
                    : Future.succeededFuture());
  }

  private Future<Boolean> hasOld(int service, long oldest) {
    return database
        .read(connection -> connection.preparedQuery(OLD).execute(Tuple.of(service, oldest)))
        .map(rows -> rows.size() > 0);
  }

  /** One piece; true if there may be more. */
  private Future<Boolean> delete(int generation, int service, long oldest) {
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection ->
                connection
                    .preparedQuery(DELETE)
                    .execute(Tuple.of(service, service, oldest, PIECE))
                    .map(rows -> rows.rowCount() == PIECE))
        .compose(more -> rest().map(more))
        .compose(more -> database.settled().map(more));
  }

  private Future<Void> rest() {
    Promise<Void> over = Promise.promise();
    pace.after(REST, over::complete);
    return over.future();
  }

  private static Deque<Integer> numbers(RowSet<Row> rows) {
    var all = new ArrayDeque<Integer>(rows.size());
    rows.forEach(row -> all.add(row.getInteger(0)));
    return all;
  }
}

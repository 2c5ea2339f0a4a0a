package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Forgets sums that are too old: whole days, one hour or one day of all services in a job. */
final class RollupRetention {
  private static final String HOUR =
      "DELETE FROM check_hour WHERE at < ? AND at = (SELECT min(at) FROM check_hour)";
  private static final String DAY =
      "DELETE FROM check_day WHERE day < ? AND day = (SELECT min(day) FROM check_day)";

  private final Database database;
  private final RollupWatch watch;

  RollupRetention(Database database, RollupWatch watch) {
    this.database = database;
    this.watch = watch;
  }

  /** Hours before {@code oldest}, epoch ms, the begin of a day; first it is said that they go. */
  Future<Void> hours(long oldest) {
    int generation = database.generation();
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection -> Setting.raise(connection, "hours_from", oldest))
        .compose(said -> delete(generation, HOUR, oldest));
  }

  /** Days before {@code oldest}. */
  Future<Void> days(long oldest) {
    return delete(database.generation(), DAY, oldest);
  }

  private Future<Void> delete(int generation, String statement, long oldest) {
    return Repeat.whileTrue(
        () ->
            watch
                .before(RollupWatch.Step.FORGET)
                .compose(go -> piece(generation, statement, oldest))
                .compose(more -> database.settled().map(more)));
  }

  /** True if there was one to delete. */
  private Future<Boolean> piece(int generation, String statement, long oldest) {
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection ->
                connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(oldest))
                    .map(rows -> rows.rowCount() > 0));
  }
}

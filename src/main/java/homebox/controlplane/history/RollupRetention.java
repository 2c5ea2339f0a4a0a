package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Forgets sums that are too old: whole days, the oldest first. */
final class RollupRetention {
  /** Rows in one job of the writer. */
  static final int PIECE = 1_000;

  private static final String HOURS = Sql.named(RollupRetention.class, "delete-old-hours");
  private static final String DAYS = Sql.named(RollupRetention.class, "delete-old-days");

  /** They are of use only where an hour may be written again. */
  private static final String ABSENCES =
      "DELETE FROM event_note WHERE (at, kind, service) IN (SELECT at, kind, service FROM event_note"
          + " WHERE at < ? AND kind IN ('MAINTENANCE', 'PAUSED') LIMIT ?)";

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
        .compose(said -> delete(generation, HOURS, oldest))
        .compose(done -> delete(generation, ABSENCES, oldest));
  }

  /** Days before {@code oldest}. */
  Future<Void> days(long oldest) {
    return delete(database.generation(), DAYS, oldest);
  }

  private Future<Void> delete(int generation, String statement, long oldest) {
    return Repeat.whileTrue(
        () ->
            watch
                .before(RollupWatch.Step.FORGET)
                .compose(go -> piece(generation, statement, oldest))
                .compose(more -> database.settled().map(more)));
  }

  /** True if there may be more. */
  private Future<Boolean> piece(int generation, String statement, long oldest) {
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            generation,
            connection ->
                connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(oldest, PIECE))
                    .map(rows -> rows.rowCount() == PIECE));
  }
}

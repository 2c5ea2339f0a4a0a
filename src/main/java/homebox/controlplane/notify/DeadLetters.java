package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/**
 * Messages that were given up, and that somebody wants sent after all. Fails as {@link Database}
 * does.
 */
public final class DeadLetters {
  private static final String AGAIN = Sql.named(DeadLetters.class, "send-again");
  private static final String WAS = "SELECT 1 FROM message WHERE id = ? AND again IS NOT NULL";

  private final Database database;

  /** Those of {@code database}. */
  public DeadLetters(Database database) {
    this.database = database;
  }

  /** What came of it. */
  public enum Came {
    /** It is due, in its place among those of its channel. */
    DUE,
    /** It was sent again before: nothing has changed. */
    ALREADY,
    /** It was not given up, or there is none. */
    NOT_FAILED
  }

  /**
   * Has one sent again. What was last told of its service does not change by it: it tells of the
   * past.
   *
   * @param by who wants it
   */
  public Future<Came> again(long id, String by, Instant now) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .preparedQuery(AGAIN)
                    .execute(Tuple.of(now.toEpochMilli(), by, id))
                    .compose(
                        rows ->
                            rows.rowCount() > 0
                                ? Future.succeededFuture(Came.DUE)
                                : before(connection, id)));
  }

  private static Future<Came> before(SqlConnection connection, long id) {
    return connection
        .preparedQuery(WAS)
        .execute(Tuple.of(id))
        .map(rows -> rows.size() > 0 ? Came.ALREADY : Came.NOT_FAILED);
  }
}

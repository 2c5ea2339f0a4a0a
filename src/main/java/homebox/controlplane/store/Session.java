package homebox.controlplane.store;

import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/**
 * One opened file: the one connection that writes, the ones that read, and two that work beside
 * them. Each has a pool and so a context of its own, for the statements of one context wait for
 * each other.
 */
final class Session {
  private static final int READERS = 3;
  private static final String PROBE =
      "INSERT INTO setting (name, value) VALUES ('opened', 'yes')"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

  private final Optional<Object> key;
  private final Pool writers;
  private final Pool readers;
  private final Pool sorter;
  private final Pool checkpointer;
  private SqlConnection connection;
  private boolean full;

  private Session(Vertx vertx, SqliteFile file) {
    key = file.key();
    writers = JDBCPool.pool(vertx, file.writing(), new PoolOptions().setMaxSize(1));
    readers = JDBCPool.pool(vertx, file.reading(), new PoolOptions().setMaxSize(READERS));
    sorter = JDBCPool.pool(vertx, file.sorting(), new PoolOptions().setMaxSize(1));
    checkpointer = JDBCPool.pool(vertx, file.writing(), new PoolOptions().setMaxSize(1));
  }

  /**
   * Opens the file, brings its tables up to date, and writes once to see that it can.
   *
   * @param since nothing that we shall write into a new file is older
   */
  static Future<Session> open(Vertx vertx, SqliteFile file, Instant since) {
    return vertx
        .executeBlocking(
            () -> {
              file.prepare();
              Migrations.bring(file, since);
              file.closeToOthers();
              return new Session(vertx, file);
            },
            false)
        .compose(
            session ->
                session
                    .start()
                    .recover(
                        cause -> session.close().transform(closed -> Future.failedFuture(cause))));
  }

  private Future<Session> start() {
    return writers
        .getConnection()
        .onSuccess(opened -> connection = opened)
        .compose(opened -> run("BEGIN IMMEDIATE"))
        .compose(begun -> run(PROBE))
        .compose(written -> run("COMMIT"))
        .map(this);
  }

  SqlConnection connection() {
    return connection;
  }

  Pool readers() {
    return readers;
  }

  Pool sorter() {
    return sorter;
  }

  /** True while the file at its path is the one that was opened. */
  boolean isStill(SqliteFile file) {
    return key.equals(file.key());
  }

  /**
   * Begins a transaction. By hand, for Vert.x's own would at each end begin the next one at once,
   * and keep the file locked from then on.
   */
  Future<Void> begin(Lane lane) {
    return sync(lane == Lane.URGENT).compose(set -> run("BEGIN IMMEDIATE"));
  }

  /** Urgent things are on the disk when they are committed; of others a power cut may take some. */
  private Future<Void> sync(boolean wanted) {
    if (wanted == full) {
      return Future.succeededFuture();
    }
    full = wanted;
    return run(wanted ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
  }

  Future<Void> commit() {
    return run("COMMIT");
  }

  /** Always succeeds: SQLite has often rolled back by itself. */
  Future<Void> rollback() {
    return run("ROLLBACK").otherwiseEmpty();
  }

  /**
   * Copies the log into the file, beside the writer and the readers: nobody waits for it. What was
   * written meanwhile is little and copied in a second round, so that the log can begin anew.
   */
  Future<Void> checkpoint() {
    return copyLog().compose(all -> all ? Future.succeededFuture() : copyLog().mapEmpty());
  }

  /** True if all of it was copied. */
  private Future<Boolean> copyLog() {
    return checkpointer
        .query("PRAGMA wal_checkpoint(PASSIVE)")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> row.getInteger(1).equals(row.getInteger(2)));
  }

  /**
   * Closes everything; a statement that hangs keeps its own connection open, and the answer out.
   */
  Future<Void> close() {
    return Future.join(readers.close(), sorter.close(), checkpointer.close())
        .transform(closed -> connection == null ? Future.succeededFuture() : connection.close())
        .transform(closed -> writers.close());
  }

  private Future<Void> run(String statement) {
    return connection.query(statement).execute().mapEmpty();
  }
}

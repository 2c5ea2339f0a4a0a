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
import java.util.function.Function;

/**
 * One opened database: the one connection that writes, the ones that read, and two that work beside
 * them. Each has a pool and so a context of its own, for the statements of one context wait for
 * each other.
 */
final class Session {
  private static final int READERS = 3;
  private static final String PROBE =
      "INSERT INTO setting (name, value) VALUES ('opened', 'yes')"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

  private final Engine engine;
  private final Optional<Object> key;
  private final Pool writers;
  private final Pool readers;
  private final Pool sorter;
  private final Pool checkpointer;
  private SqlConnection connection;
  private Optional<Lane> synced = Optional.empty();

  private Session(Vertx vertx, Engine engine) {
    this.engine = engine;
    key = engine.key();
    writers = JDBCPool.pool(vertx, engine.writing(), new PoolOptions().setMaxSize(1));
    readers = JDBCPool.pool(vertx, engine.reading(), new PoolOptions().setMaxSize(READERS));
    sorter = JDBCPool.pool(vertx, engine.sorting(), new PoolOptions().setMaxSize(1));
    checkpointer = JDBCPool.pool(vertx, engine.writing(), new PoolOptions().setMaxSize(1));
  }

  /**
   * Opens it, brings its tables up to date, and writes once to see that it can.
   *
   * @param since nothing that we shall write into a new one is older
   */
  static Future<Session> open(Vertx vertx, Engine engine, Instant since) {
    return vertx
        .executeBlocking(
            () -> {
              engine.prepare(since);
              return new Session(vertx, engine);
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
        .onSuccess(opened -> connection = engine.speak(opened))
        .compose(opened -> engine.enter(connection))
        .compose(entered -> run(engine.begin()))
        .compose(begun -> run(PROBE))
        .compose(written -> run("COMMIT"))
        .map(this);
  }

  SqlConnection connection() {
    return connection;
  }

  <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
    return readers.withConnection(reader -> question.apply(engine.speak(reader)));
  }

  <T> Future<T> sort(Function<SqlConnection, Future<T>> work) {
    return sorter.withConnection(sorting -> work.apply(engine.speak(sorting)));
  }

  /** True while the database at its place is the one that was opened. */
  boolean isStill() {
    return key.equals(engine.key());
  }

  /**
   * Begins a transaction. By hand, for Vert.x's own would at each end begin the next one at once,
   * and keep the file locked from then on.
   */
  Future<Void> begin(Lane lane) {
    return sync(lane).compose(set -> run(engine.begin()));
  }

  /** Urgent things are on the disk when they are committed; of others a power cut may take some. */
  private Future<Void> sync(Lane lane) {
    if (synced.filter(lane::equals).isPresent()) {
      return Future.succeededFuture();
    }
    synced = Optional.of(lane);
    return run(engine.sync(lane));
  }

  Future<Void> commit() {
    return run("COMMIT");
  }

  /** Always succeeds: a database has often rolled back by itself. */
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

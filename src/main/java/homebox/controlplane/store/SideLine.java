package homebox.controlplane.store;

import homebox.controlplane.config.Settings.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One connection to a PostgreSQL beside {@link Database}: it takes no turn, so it can be used while
 * another process has it. For rows that are written now and then. May be used from anywhere.
 */
public final class SideLine implements ReadableDatabase {
  private static final String END = Sql.named(SideLine.class, "end-earlier-writers");

  private final Vertx vertx;
  private final PostgresServer server;
  private Pool pool;

  private SideLine(Vertx vertx, PostgresServer server) {
    this.vertx = vertx;
    this.server = server;
    this.pool = connect();
  }

  /** Connects when something is asked. */
  public static SideLine to(Vertx vertx, Server settings, Visitor visitor) {
    return new SideLine(vertx, new PostgresServer(settings, visitor));
  }

  /**
   * Brings the tables up to date.
   *
   * @return fails with {@link UnusableDatabase}, or with {@link StoreUnavailable} while it cannot
   *     be reached
   */
  public Future<Void> prepare() {
    return vertx
        .<Void>executeBlocking(
            () -> {
              server.prepare(Instant.EPOCH);
              return null;
            },
            false)
        .recover(this::failed);
  }

  /**
   * Asks or writes; each statement counts by itself.
   *
   * @return fails with {@link StoreUnavailable} while it cannot be reached, after some seconds
   */
  public <T> Future<T> ask(Function<SqlConnection, Future<T>> question) {
    Pool now = pool();
    return now.withConnection(connection -> question.apply(server.speak(connection)))
        .recover(
            cause -> {
              if (server.isLost(cause)) {
                renew(now);
              }
              return failed(cause);
            });
  }

  /** The same: here nothing keeps a question from being a statement. */
  @Override
  public <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
    return ask(question);
  }

  /** The {@link Visitor} that may write; empty: nobody may. */
  public Future<Optional<String>> holder() {
    return ask(connection -> connection.preparedQuery(Turn.HOLDER).execute(Tuple.of(Turn.OURS)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getString(0)));
  }

  /** Takes its turn away from a run: what it has not committed by now, it never will. */
  public Future<Void> end(String visitor) {
    return ask(connection -> connection.preparedQuery(END).execute(Tuple.of(visitor))).mapEmpty();
  }

  /** Closes the connection. */
  public Future<Void> close() {
    return pool().close();
  }

  private synchronized Pool pool() {
    return pool;
  }

  /** A connection that broke is of no use to whoever asks next. */
  private synchronized void renew(Pool broken) {
    if (pool == broken) {
      broken.close();
      pool = connect();
    }
  }

  private Pool connect() {
    return JDBCPool.pool(vertx, server.beside(), new PoolOptions().setMaxSize(1));
  }

  private <T> Future<T> failed(Throwable cause) {
    if (cause instanceof UnusableDatabase) {
      return Future.failedFuture(cause);
    }
    Trouble trouble = Trouble.in(cause).orElse(Trouble.OTHER);
    return Future.failedFuture(
        new StoreUnavailable(trouble.sentence(server.place(), cause), cause));
  }
}

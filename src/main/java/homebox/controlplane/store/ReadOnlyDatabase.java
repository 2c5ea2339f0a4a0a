package homebox.controlplane.store;

import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** A database that is only looked into, beside whoever writes it or not. */
public final class ReadOnlyDatabase implements ReadableDatabase {
  private final Engine engine;
  private final Pool pool;

  private ReadOnlyDatabase(Engine engine, Pool pool) {
    this.engine = engine;
    this.pool = pool;
  }

  /**
   * The one of the settings, if there is one already.
   *
   * @return fails as {@link #open} does
   */
  public static Future<Optional<ReadOnlyDatabase>> find(Vertx vertx, Settings.Database settings) {
    if (settings.server().isPresent()) {
      return open(vertx, settings.server().get()).map(Optional::of);
    }
    return Files.exists(settings.path())
        ? open(vertx, settings.path()).map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  /**
   * Opens a file that is there.
   *
   * @return fails with {@link UnusableDatabase} if this version cannot read it, with {@link
   *     StoreUnavailable} if it cannot be read now; either says what to do
   */
  public static Future<ReadOnlyDatabase> open(Vertx vertx, Path file) {
    return vertx
        .executeBlocking(() -> checked(new SqliteFile(file)))
        .map(
            sqlite ->
                new ReadOnlyDatabase(
                    sqlite,
                    JDBCPool.pool(vertx, sqlite.asItIs(), new PoolOptions().setMaxSize(1))));
  }

  private static Future<ReadOnlyDatabase> open(Vertx vertx, Server settings) {
    var server = new PostgresServer(settings, Visitor.of(Host.name()));
    return vertx
        .executeBlocking(() -> checked(server))
        .map(
            checked ->
                new ReadOnlyDatabase(
                    checked,
                    JDBCPool.pool(vertx, checked.reading(), new PoolOptions().setMaxSize(1))));
  }

  private static PostgresServer checked(PostgresServer server) {
    try (Connection connection = server.reading().getConnection()) {
      upToDate(PostgresMigrations.pending(server, connection), server);
      return server;
    } catch (SQLException broken) {
      throw unavailable(server, broken);
    }
  }

  private static SqliteFile checked(SqliteFile file) {
    file.prepareToLook();
    try (Connection connection = file.asItIs().getConnection()) {
      upToDate(Migrations.pending(file, connection), file);
      return file;
    } catch (SQLException broken) {
      throw unavailable(file, broken);
    }
  }

  private static void upToDate(int pending, Engine engine) {
    if (pending > 0) {
      throw new UnusableDatabase(
          engine.place() + " is of an older version — start this version once: it brings it up");
    }
  }

  @Override
  public <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
    return pool.withConnection(connection -> question.apply(engine.speak(connection)))
        .recover(
            cause ->
                Future.failedFuture(
                    Trouble.in(cause).isPresent() ? unavailable(engine, cause) : cause));
  }

  /** Closes it. */
  public Future<Void> close() {
    return pool.close();
  }

  static StoreUnavailable unavailable(Engine engine, Throwable cause) {
    Trouble trouble = Trouble.in(cause).orElse(Trouble.OTHER);
    return new StoreUnavailable(trouble.sentence(engine.place(), cause), cause);
  }
}

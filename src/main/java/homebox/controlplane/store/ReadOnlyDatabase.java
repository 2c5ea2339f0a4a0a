package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** A database file that is only looked into, beside whoever writes it or not. */
public final class ReadOnlyDatabase implements ReadableDatabase {
  private final Path file;
  private final Pool pool;

  private ReadOnlyDatabase(Path file, Pool pool) {
    this.file = file;
    this.pool = pool;
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
                    file, JDBCPool.pool(vertx, sqlite.asItIs(), new PoolOptions().setMaxSize(1))));
  }

  private static SqliteFile checked(SqliteFile file) {
    file.prepareToLook();
    try (Connection connection = file.asItIs().getConnection()) {
      int pending = Migrations.pending(file, connection);
      if (pending > 0) {
        throw new UnusableDatabase(
            file.path() + " is of an older version — start this version once: it brings it up");
      }
      return file;
    } catch (SQLException broken) {
      throw unavailable(file.path(), broken);
    }
  }

  @Override
  public <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
    return pool.withConnection(question)
        .recover(
            cause ->
                Future.failedFuture(
                    Trouble.in(cause).isPresent() ? unavailable(file, cause) : cause));
  }

  /** Closes it. */
  public Future<Void> close() {
    return pool.close();
  }

  static StoreUnavailable unavailable(Path file, Throwable cause) {
    Trouble trouble = Trouble.in(cause).orElse(Trouble.OTHER);
    return new StoreUnavailable(trouble.sentence(file.toString(), cause), cause);
  }
}

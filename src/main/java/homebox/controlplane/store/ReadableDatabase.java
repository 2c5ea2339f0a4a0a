package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** A database that can be asked. */
public interface ReadableDatabase {
  /**
   * Asks a question on a connection that only reads.
   *
   * @return its answer; fails with {@link StoreUnavailable} while the file cannot be read
   */
  <T> Future<T> read(Function<SqlConnection, Future<T>> question);

  /** The same for a question with a big sort, which others shall not wait for. */
  default <T> Future<T> sort(Function<SqlConnection, Future<T>> question) {
    return read(question);
  }
}

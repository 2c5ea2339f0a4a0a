package homebox.controlplane.alert;

import homebox.controlplane.alert.Order.OfIncident;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** Takes what people want, by whichever way they say it. May be asked from anywhere. */
public interface Orders {
  /** Nothing goes along. */
  Function<SqlConnection, Future<Void>> ALONE = connection -> Future.succeededFuture();

  /**
   * Carries an order out. What it changes and what goes along are committed together, before
   * anybody is told that it is done; if either fails, nothing has changed.
   *
   * @param by who wants it, as people will read it
   * @param along is written in the same transaction, also when the order is refused
   * @return what came of it, on the context of who asks. Fails with {@code StoreUnavailable} while
   *     the database does not work
   */
  Future<Obeyed> give(Order order, String by, Function<SqlConnection, Future<Void>> along);

  /**
   * The same of several incidents: all that is changed and what goes along are committed together.
   *
   * @return what came of each, in their order
   */
  Future<List<Obeyed>> giveAll(
      List<OfIncident> orders, String by, Function<SqlConnection, Future<Void>> along);
}

package homebox.controlplane.alert;

import homebox.controlplane.alert.Order.OfIncident;
import homebox.controlplane.alert.Order.OfServices;
import homebox.controlplane.alert.Order.OfWork;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes orders on any thread, and has each carried out where it belongs. */
final class Reception implements Orders {
  private final Supplier<Context> home;
  private final Wishes wishes;

  /**
   * Sends nobody anywhere yet.
   *
   * @param home where orders are carried out
   * @param wishes carries out those of services
   */
  Reception(Supplier<Context> home, Wishes wishes) {
    this.home = home;
    this.wishes = wishes;
  }

  @Override
  public Future<Obeyed> give(Order order, String by, Function<SqlConnection, Future<Void>> along) {
    Promise<Obeyed> done = Promise.promise();
    home.get().runOnContext(now -> obey(order, by, along).onComplete(done));
    return done.future();
  }

  private Future<Obeyed> obey(Order order, String by, Function<SqlConnection, Future<Void>> along) {
    if (order instanceof OfServices ofServices) {
      return wishes.obey(ofServices, by, along);
    }
    if (order instanceof OfIncident ofIncident) {
      return nobody(ofIncident);
    }
    return nobody((OfWork) order);
  }

  private static Future<Obeyed> nobody(Order order) {
    return Future.failedFuture(new UnsupportedOperationException(order.toString()));
  }
}

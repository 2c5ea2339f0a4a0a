package homebox.controlplane.alert;

import homebox.controlplane.alert.Order.OfIncident;
import homebox.controlplane.alert.Order.OfServices;
import homebox.controlplane.alert.Order.OfWork;
import homebox.controlplane.bus.Asker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes orders on any thread, and has each carried out where it belongs. */
final class Reception implements Orders {
  private final Supplier<Context> home;
  private final Wishes wishes;
  private final FollowUp followUp;
  private final Works works;

  /**
   * Sends nobody anywhere yet.
   *
   * @param home where orders are carried out
   * @param wishes carries out those of services
   * @param followUp those of incidents
   * @param works those of planned work
   */
  Reception(Supplier<Context> home, Wishes wishes, FollowUp followUp, Works works) {
    this.home = home;
    this.wishes = wishes;
    this.followUp = followUp;
    this.works = works;
  }

  @Override
  public Future<Obeyed> give(Order order, String by, Function<SqlConnection, Future<Void>> along) {
    Promise<Obeyed> done = Promise.promise();
    home.get().runOnContext(now -> obey(order, by, along).onComplete(done));
    return Asker.hears(done.future());
  }

  @Override
  public Future<List<Obeyed>> giveAll(
      List<OfIncident> orders, String by, Function<SqlConnection, Future<Void>> along) {
    Promise<List<Obeyed>> done = Promise.promise();
    home.get().runOnContext(now -> followUp.obey(orders, by, along).onComplete(done));
    return Asker.hears(done.future());
  }

  private Future<Obeyed> obey(Order order, String by, Function<SqlConnection, Future<Void>> along) {
    if (order instanceof OfServices ofServices) {
      return wishes.obey(ofServices, by, along);
    }
    if (order instanceof OfIncident ofIncident) {
      return followUp.obey(List.of(ofIncident), by, along).map(all -> all.get(0));
    }
    return works.obey((OfWork) order, by, along);
  }
}

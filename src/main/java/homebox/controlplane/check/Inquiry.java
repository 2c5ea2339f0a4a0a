package homebox.controlplane.check;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks services once each, every one with its retries. Remembers nothing and tells nobody else. */
public final class Inquiry {
  private final Vertx vertx;
  private final Desk desk;
  private final Function<ServiceConfig, Probe> probes;

  /**
   * An inquiry that has not begun.
   *
   * @param probes makes the one that asks a service
   */
  public Inquiry(
      Vertx vertx, Pace pace, int maxConcurrentChecks, Function<ServiceConfig, Probe> probes) {
    this.vertx = vertx;
    this.desk = Desk.of(vertx, pace, maxConcurrentChecks);
    this.probes = probes;
  }

  /**
   * Asks all of them at once, as far as there are places.
   *
   * @param each hears of every one as soon as it is settled, on any thread
   * @return the findings in the order of the services; it fails only if a bug of ours does
   */
  public Future<List<Finding>> ask(List<ServiceConfig> services, Consumer<Finding> each) {
    desk.open();
    List<Future<Finding>> all = services.stream().map(service -> ask(service, each)).toList();
    return Future.join(all)
        .map(done -> all.stream().map(Future::result).toList())
        .eventually(desk::closed);
  }

  private Future<Finding> ask(ServiceConfig service, Consumer<Finding> each) {
    var asker = new InquiryVerticle(service, probes.apply(service), desk);
    return vertx
        .deployVerticle(asker)
        .compose(
            id -> asker.finding().onSuccess(each::accept).eventually(() -> vertx.undeploy(id)));
  }
}

package homebox.controlplane.check;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks a service once when somebody wants to know, and remembers nothing. An answer that spans a
 * pause of the process is asked for again, like anywhere. Belongs to one context.
 */
public final class Witness {
  private final Vertx vertx;
  private final Desk desk;
  private final Function<ServiceConfig, Probe> probes;
  private final Set<Future<String>> askers = new HashSet<>(); // as they are deployed

  /**
   * One that has not begun.
   *
   * @param probes makes the one that asks a service
   */
  public Witness(
      Vertx vertx, Pace pace, int maxConcurrentChecks, Function<ServiceConfig, Probe> probes) {
    this.vertx = vertx;
    this.desk = Desk.of(vertx, pace, maxConcurrentChecks);
    this.probes = probes;
  }

  /** Begins. */
  public void open() {
    desk.open();
  }

  /** Ends; what is being asked is answered to nobody. Nothing is asked any more when it is done. */
  public Future<Void> close() {
    List<Future<Void>> ends = askers.stream().map(this::end).toList();
    askers.clear();
    return Future.join(ends).transform(ended -> desk.closed());
  }

  private Future<Void> end(Future<String> deployed) {
    return deployed.compose(vertx::undeploy);
  }

  /**
   * Asks as soon as there is a place, without retries.
   *
   * @return its answer, at the latest when the service's timeout is over; none if this is closed
   *     before
   */
  public Future<CheckResult> ask(ServiceConfig service) {
    ServiceConfig once = once(service);
    var asker = new InquiryVerticle(once, probes.apply(once), desk);
    Future<String> deployed = vertx.deployVerticle(asker);
    askers.add(deployed);
    return deployed
        .compose(id -> asker.finding())
        .map(Finding::last)
        .eventually(() -> askers.remove(deployed) ? end(deployed) : Future.succeededFuture());
  }

  private static ServiceConfig once(ServiceConfig service) {
    Timing timing = service.timing();
    return service.timed(
        new Timing(
            timing.interval(),
            timing.timeout(),
            timing.maxResponseTime(),
            0,
            timing.retryDelay(),
            timing.recoveryAttempts()));
  }
}

package homebox.controlplane;

import homebox.controlplane.alert.Deserted;
import homebox.controlplane.check.Probe;
import homebox.controlplane.cluster.Envoys;
import homebox.controlplane.cluster.Standpoints;
import homebox.controlplane.cluster.Unasked;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What of the services the node that decides does not see itself, and has others look at. */
final class Outlook {
  /** The way of a question and its answer through the database. */
  private static final Duration WAY = Duration.ofMillis(1_500);

  private final Vertx vertx;
  private final Context home;
  private final Cluster ours;
  private final Envoys envoys;
  private final Desertion desertion;

  /**
   * Nothing is asked yet.
   *
   * @param ours who and where we are
   * @param asked all that are to be asked now, by us or by others
   */
  Outlook(
      Vertx vertx,
      Pace pace,
      Database database,
      Cluster ours,
      Supplier<List<ServiceConfig>> asked) {
    this.vertx = vertx;
    this.home = vertx.getOrCreateContext();
    this.ours = ours;
    this.envoys = new Envoys(database, pace);
    this.desertion =
        new Desertion(
            pace,
            asked,
            places -> envoys.anybody(new Standpoints(places)),
            deserted -> Deserted.ADDRESS.publish(vertx, deserted));
  }

  /** Has others ask it; empty: we see it ourselves. */
  Optional<Probe> probe(ServiceConfig service) {
    var from = new Standpoints(service.locations());
    if (from.include(ours.node(), ours.location())) {
      return Optional.empty();
    }
    var first = new AtomicBoolean(true);
    return Optional.of(
        new FarProbe(vertx, home, () -> send(service, from, first.getAndSet(false))));
  }

  private Envoys.Sent send(ServiceConfig service, Standpoints from, boolean fresh) {
    Envoys.Sent sent =
        envoys.send(
            new Envoys.Wish(
                service.id(),
                service.ask().shownUrl(),
                from,
                service.timing().timeout().plus(WAY),
                fresh));
    sent.answer().onComplete((answer, unasked) -> note(service, unasked));
    return sent;
  }

  private void note(ServiceConfig service, Throwable unasked) {
    if (!(unasked instanceof Unasked none)) {
      desertion.over(service);
    } else if (none.why() == Unasked.Why.NOBODY) {
      desertion.nobody(service);
    } else if (none.why() == Unasked.Why.MUTE) {
      desertion.mute(service);
    }
  }
}

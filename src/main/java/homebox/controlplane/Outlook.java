package homebox.controlplane;

import homebox.controlplane.alert.Deserted;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Probe;
import homebox.controlplane.cluster.Envoys;
import homebox.controlplane.cluster.Living;
import homebox.controlplane.cluster.Shares;
import homebox.controlplane.cluster.Standpoints;
import homebox.controlplane.cluster.Unasked;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the services others ask for the node that decides: those that it does not see itself, and
 * each one's share of the rest. Safe to be used from anywhere.
 */
final class Outlook {
  private static final Logger log = LoggerFactory.getLogger(Outlook.class);

  /** Who is asked more often is not worth the way through the database. */
  static final Duration SELDOM = Duration.ofSeconds(5);

  /** The way of a question and its answer through the database. */
  private static final Duration WAY = Duration.ofMillis(1_500);

  private final Vertx vertx;
  private final Context home;
  private final Cluster ours;
  private final Envoys envoys;
  private final Desertion desertion;
  private final IntSupplier places;
  private final Recalled recalled;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile Shares shares;
  private volatile boolean begun;

  /**
   * Nothing is asked yet.
   *
   * @param ours who and where we are
   * @param living who may be sent
   * @param asked all that are to be asked now, by us or by others
   * @param places how many checks there may be at once
   */
  Outlook(
      Vertx vertx,
      Pace pace,
      Database database,
      Cluster ours,
      Living living,
      Supplier<List<ServiceConfig>> asked,
      IntSupplier places) {
    this.vertx = vertx;
    this.places = places;
    this.recalled = new Recalled(pace);
    this.home = vertx.getOrCreateContext();
    this.ours = ours;
    this.envoys = new Envoys(database, pace, living);
    this.shares = Shares.none(ours.node());
    this.desertion =
        new Desertion(
            pace,
            asked,
            where -> envoys.anybody(new Standpoints(where)),
            deserted -> Deserted.ADDRESS.publish(vertx, deserted));
  }

  /** From now on those share what there is to be asked. */
  void share(Shares now) {
    if (!now.equals(shares)) {
      shares = now;
      told.clear();
    }
  }

  /** Those who share now: another one whenever they are others. */
  Shares shares() {
    return shares;
  }

  /** All that was there at the start is asked: what comes later has just been changed. */
  void begun() {
    begun = true;
  }

  /** Until it is known who goes by what holds now we ask all ourselves. */
  void shareNothing() {
    shares = Shares.none(ours.node());
  }

  /** It is ours to ask. */
  boolean asks(ServiceConfig service) {
    return sees(service) && whose(service).isEmpty();
  }

  private boolean sees(ServiceConfig service) {
    return from(service).include(ours.node(), ours.location());
  }

  private static Standpoints from(ServiceConfig service) {
    return new Standpoints(service.locations());
  }

  private Optional<String> whose(ServiceConfig service) {
    return isShared(service) ? shares.elsewhere(service.id(), from(service)) : Optional.empty();
  }

  private static boolean isShared(ServiceConfig service) {
    return service.timing().interval().compareTo(SELDOM) >= 0;
  }

  /** Who asks it this time. A look elsewhere takes a place for long: some are left for our own. */
  private Optional<String> elsewhere(ServiceConfig service) {
    return recalled.has(service.id()) || envoys.underWay() >= places.getAsInt() / 4
        ? Optional.empty()
        : whose(service);
  }

  /**
   * Asks it, or has others do.
   *
   * @param own asks it ourselves
   */
  Probe probe(ServiceConfig service, Probe own) {
    if (!sees(service)) {
      var first = new AtomicBoolean(true);
      return new FarProbe(
          vertx, home, () -> note(service, send(service, from(service)::include, first)));
    }
    if (!isShared(service)) {
      return own;
    }
    var first = new AtomicBoolean(begun);
    return new SharedProbe(
        own,
        () -> elsewhere(service).map(node -> through(node, service, first)),
        (seen, before) -> heard(service, seen, before));
  }

  private Probe through(String node, ServiceConfig service, AtomicBoolean first) {
    return new FarProbe(
        vertx,
        home,
        () -> noteMute(service, send(service, (name, location) -> name.equals(node), first)));
  }

  private Envoys.Sent noteMute(ServiceConfig service, Envoys.Sent sent) {
    sent.answer()
        .onFailure(
            unasked -> {
              if (unasked instanceof Unasked none && none.why() == Unasked.Why.MUTE) {
                recalled.mute(service.id());
              }
            });
    return sent;
  }

  /** It is said once of a node, until the shares are others: it may be all that it asks. */
  private void heard(ServiceConfig service, Answer seen, Optional<Answer> before) {
    boolean well = SharedProbe.isGood(seen);
    recalled.heard(service.id(), well, before.isPresent());
    Optional<String> by = before.flatMap(Answer::by).map(Standpoint::node);
    if (well && by.filter(told::add).isPresent()) {
      log.warn(
          "{} does not see {} as this node does, and perhaps others: they are asked from here",
          by.get(),
          service.name());
    }
  }

  private Envoys.Sent send(
      ServiceConfig service, BiPredicate<String, Optional<String>> whom, AtomicBoolean first) {
    return envoys.send(
        new Envoys.Wish(
            service.id(),
            service.ask().shownUrl(),
            whom,
            service.timing().timeout().plus(WAY),
            first.getAndSet(false)));
  }

  private Envoys.Sent note(ServiceConfig service, Envoys.Sent sent) {
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

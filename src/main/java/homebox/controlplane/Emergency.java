package homebox.controlplane;

import homebox.controlplane.Ways.Chats;
import homebox.controlplane.Ways.Way;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.cluster.Standpoints;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Own;
import homebox.controlplane.notify.telegram.Traffic;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several hosts one that does not reach the database for a minute says so, once, straight
 * through the default channel of its own configuration: nobody else can be relied upon to. Belongs
 * to one context.
 */
final class Emergency {
  private static final Logger log = LoggerFactory.getLogger(Emergency.class);

  /** A restart of the database is no emergency. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Pace pace;
  private final String node;
  private final Supplier<Settings> own;
  private Settings settings;
  private final Map<String, Level> seen = new HashMap<>();
  private Optional<Instant> since = Optional.empty();
  private boolean deciding;
  private Pace.Timer timer = () -> {};

  /**
   * All is well.
   *
   * @param node our name among the hosts
   * @param own our own settings: their default channel is told, whatever others are in force
   */
  Emergency(Vertx vertx, Pace pace, String node, Supplier<Settings> own) {
    this.vertx = vertx;
    this.pace = pace;
    this.node = node;
    this.own = own;
    this.settings = own.get();
  }

  /** Hears what is answered, from now on. */
  void listen() {
    InForce.ADDRESS.subscribe(vertx, inForce -> settings = inForce.settings());
    CheckResult.ADDRESS.subscribe(
        vertx, result -> seen.put(result.service(), result.outcome().level()));
  }

  /** It is us who ask the services now. */
  void begin(Settings inForce) {
    settings = inForce;
    deciding = true;
    seen.clear();
  }

  /** It is us no more. */
  void end() {
    deciding = false;
  }

  /** The database has answered. */
  void back() {
    since = Optional.empty();
    timer.cancel();
  }

  /** It has not. */
  void away() {
    if (since.isEmpty()) {
      since = Optional.of(pace.instant());
      timer = pace.after(PATIENCE, this::tell);
    }
  }

  /** Nothing is said any more. */
  void stop() {
    timer.cancel();
  }

  private void tell() {
    own.get()
        .telling()
        .defaultChannel()
        .ifPresentOrElse(
            this::tell,
            () -> log.error("nobody is told that the database is away: no channel is set up"));
  }

  private void tell(Settings.Channel channel) {
    Way way = new Ways(own.get(), vertx, pace, new Traffic()).to(channel, Chats.UNMOVED);
    way.channel()
        .deliver(way.wording().letter(notice(), way.channel().longest()))
        .onSuccess(delivery -> heed(channel.name(), delivery))
        .onFailure(bug -> log.error("channel {}: a bug of ours", channel.name(), bug))
        .eventually(() -> way.channel().close());
  }

  private Own.CutOff notice() {
    List<ServiceConfig> asked =
        deciding ? settings.watched().stream().filter(this::isSeenFromHere).toList() : List.of();
    return new Own.CutOff(
        node,
        since.orElseGet(pace::instant),
        asked.size(),
        asked.stream()
            .filter(service -> seen.getOrDefault(service.id(), Level.UP) == Level.DOWN)
            .map(ServiceConfig::name)
            .toList());
  }

  /** What others ask for us says nothing of what is seen from here. */
  private boolean isSeenFromHere(ServiceConfig service) {
    Optional<String> location = settings.cluster().flatMap(Cluster::location);
    return new Standpoints(service.locations()).include(node, location);
  }

  private void heed(String channel, Delivery delivery) {
    if (delivery instanceof Delivery.Sent) {
      log.warn("channel {}: told that this node does not reach the database", channel);
    } else if (since.isPresent()) {
      log.warn("channel {}: {} - it is tried again", channel, delivery.answer());
      timer = pace.after(PATIENCE, this::tell);
    }
  }
}

package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Steady;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all checkers share: time, the places, the watch for pauses, and the measure of lag. */
public final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final Pace pace;
  private final Steady steady;
  private final Places places;
  private final PauseWatch pauses;
  private final LagMeter lag;
  private final Seldom slowness;

  /** A desk that says its gaps on the bus. */
  public static Desk of(Vertx vertx, Pace pace, int maxConcurrentChecks) {
    return new Desk(
        pace, new Places(maxConcurrentChecks, pace), new PauseWatch(pace, gap -> say(vertx, gap)));
  }

  Desk(Pace pace, Places places, PauseWatch pauses) {
    this.pace = pace;
    this.steady = new Steady(pace);
    this.places = places;
    this.pauses = pauses;
    this.lag = new LagMeter(pace);
    this.slowness = new Seldom(pace, Duration.ofMinutes(1));
  }

  /** Begins to watch for pauses and hanging checks. Call it outside of verticles. */
  public void open() {
    pauses.start();
    places.open();
  }

  /** Ends the watch. */
  public Future<Void> closed() {
    pauses.stop();
    places.close();
    return Future.succeededFuture();
  }

  /** From now on so many checks at once; those that are under way end by themselves. */
  public void limit(int maxConcurrentChecks) {
    places.limit(maxConcurrentChecks);
  }

  /** True while timers come. */
  public boolean ticking() {
    return pauses.ticking();
  }

  /** How many checks are under way. */
  public int underWay() {
    return places.taken();
  }

  /** How late checks begin. */
  public LagMeter lag() {
    return lag;
  }

  /**
   * The answer of this service counts although it was late twice. Where that happens it happens to
   * all that are under way, and again and again: it is said once a minute.
   */
  void countsLate(String service) {
    if (slowness.now()) {
      log.warn(
          "this machine is too slow: of {}, and perhaps of others, a second answer came late and counts",
          service);
    }
  }

  Pace pace() {
    return pace;
  }

  Steady steady() {
    return steady;
  }

  Places places() {
    return places;
  }

  PauseWatch pauses() {
    return pauses;
  }

  private static void say(Vertx vertx, Gap gap) {
    log.warn("{}", sentence(gap.kind(), gap.length()));
    Gap.ADDRESS.publish(vertx, gap);
  }

  private static String sentence(Gap.Kind kind, Duration length) {
    String seconds =
        String.format(java.util.Locale.ROOT, "%.1f s", Math.abs(length.toMillis()) / 1000.0);
    return switch (kind) {
      case SLEEP -> "the machine slept for " + seconds + ": that time counts as unknown";
      case PAUSE ->
          "this process stood still for " + seconds + ": answers from that time are asked again";
      case OFFLINE -> "we were offline for " + seconds + ": that time counts as unknown";
      case CLOCK_STEP ->
          "the clock was set "
              + (length.isNegative() ? "back" : "forward")
              + " by "
              + seconds
              + ": intervals and downtimes are not affected";
    };
  }
}

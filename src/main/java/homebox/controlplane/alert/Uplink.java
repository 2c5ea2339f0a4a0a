package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Steady;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether we are online ourselves: while none of the addresses of {@code
 * alerting.connectivity} answers, a bad answer of a service says nothing about it. Belongs to one
 * context.
 */
final class Uplink {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  /** What was heard so long ago counts. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** While there is no connection it is tried so often. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** Until then whoever tells of it has written that down. */
  private static final Duration WRITTEN = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofDays(3_650);

  private final Pace pace;
  private final Steady steady;
  private final Supplier<Future<Boolean>> online;
  private final Supplier<Optional<Instant>> lost;
  private final Consumer<BackOnline> back;
  private final Consumer<Optional<Instant>> keep;
  private boolean used;
  private boolean stopped;
  private boolean forgetting;
  private long onlineNanos = Long.MIN_VALUE / 2;
  private long backMillis = Long.MIN_VALUE;
  private Optional<Future<Void>> asking = Optional.empty();
  private Optional<Lost> offline = Optional.empty();

  /** Since when, by both clocks. */
  private record Lost(Instant at, long nanos) {}

  /**
   * Asks nothing yet.
   *
   * @param online asks the addresses; true if one of them answers
   * @param lost hears that there is no connection, and says since when there may have been none
   * @param back hears that there is one again
   * @param keep hears what the next life has to know: since when there is none
   */
  Uplink(
      Pace pace,
      Supplier<Future<Boolean>> online,
      Supplier<Optional<Instant>> lost,
      Consumer<BackOnline> back,
      Consumer<Optional<Instant>> keep) {
    this.pace = pace;
    this.steady = new Steady(pace);
    this.online = online;
    this.lost = lost;
    this.back = back;
    this.keep = keep;
  }

  /** From now on it is asked, or is not. */
  void use(boolean now) {
    used = now;
    if (!now && isOffline()) {
      offline = Optional.empty();
      keep.accept(offline.map(Lost::at));
    }
  }

  /**
   * The last life ended while there was no connection: that goes on until it is known better. What
   * was told of already is told again, as the same.
   */
  void resume(Instant since) {
    if (!used) {
      keep.accept(Optional.empty());
      return;
    }
    boolean known = isOffline();
    Duration length = Duration.between(since, pace.instant());
    Duration possible = length.compareTo(LONGEST) < 0 ? length : LONGEST;
    long ago = possible.isNegative() ? 0 : possible.toNanos();
    offline = Optional.of(new Lost(since, pace.nanos() - ago));
    log.info("we were offline since {} when this ended; whether we are still is asked", since);
    if (!known) {
      askAgain();
    }
  }

  void stop() {
    stopped = true;
    if (!isOffline() && forgetting) {
      keep.accept(Optional.empty());
    }
  }

  boolean isOffline() {
    return offline.isPresent();
  }

  /** Done when it is known whether we are online; empty if it is. */
  Optional<Future<Void>> before() {
    boolean fresh = pace.nanos() - onlineNanos < FRESH.toNanos();
    return !used || isOffline() || fresh ? Optional.empty() : Optional.of(ask());
  }

  /** A bad answer says nothing: it was begun before we were online again, or we are not. */
  boolean explains(CheckResult bad) {
    return used && (isOffline() || bad.steadyMillis() < backMillis);
  }

  private Future<Void> ask() {
    if (asking.isEmpty()) {
      Future<Void> asked = online.get().otherwise(false).map(this::hear);
      if (!asked.isComplete()) {
        asking = Optional.of(asked);
      }
      return asked;
    }
    return asking.get();
  }

  private Void hear(boolean isOnline) {
    asking = Optional.empty();
    if (isOnline) {
      found();
    } else if (used && !stopped) {
      missing();
    }
    return null;
  }

  private void found() {
    onlineNanos = pace.nanos();
    if (offline.isPresent()) {
      Lost since = offline.get();
      offline = Optional.empty();
      backMillis = steady.millis();
      Duration length = Duration.ofNanos(onlineNanos - since.nanos());
      log.warn("we are online again, after {} s", length.toSeconds());
      back.accept(new BackOnline(since.at(), pace.instant(), length));
      forgetting = true;
      pace.after(WRITTEN, this::forget);
    }
  }

  /** Not before it is told: whoever is killed in between has the next life tell it. */
  private void forget() {
    forgetting = false;
    if (!isOffline() && !stopped) {
      keep.accept(Optional.empty());
    }
  }

  private void missing() {
    if (offline.isEmpty()) {
      offline = Optional.of(since());
      keep.accept(offline.map(Lost::at));
      log.warn(
          "none of the addresses in alerting.connectivity answers: we are offline, bad answers"
              + " say nothing");
    }
    askAgain();
  }

  private void askAgain() {
    pace.after(
        AGAIN,
        () -> {
          if (isOffline() && !stopped) {
            ask();
          }
        });
  }

  /** The first bad answer of those that are not confirmed; but we were online when we were. */
  private Lost since() {
    Instant now = pace.instant();
    long nanos = pace.nanos();
    Duration known = Duration.ofNanos(Math.min(nanos - onlineNanos, Duration.ofDays(1).toNanos()));
    Duration doubted = lost.get().map(first -> Duration.between(first, now)).orElse(Duration.ZERO);
    Duration length = doubted.compareTo(known) < 0 ? doubted : known;
    Duration positive = length.isNegative() ? Duration.ZERO : length;
    return new Lost(now.minus(positive), nanos - positive.toNanos());
  }
}

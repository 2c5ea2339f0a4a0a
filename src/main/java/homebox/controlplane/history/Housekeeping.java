package homebox.controlplane.history;

import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves closed hours, sums them up and forgets what is old, each in its time, one after the other.
 * Belongs to one context.
 */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  /** How often it is looked what there is to do. */
  static final Duration ROUND = Duration.ofMinutes(1);

  /** An hour is moved this long after its end. */
  static final Duration LATE = Duration.ofMinutes(1);

  /** How often old checks are forgotten. */
  static final Duration FORGET = Duration.ofHours(12);

  private final Pace pace;
  private final ResultWriter results;
  private final Recall recall;
  private final Logbook logbook;
  private final ClosedHours work;
  private BooleanSupplier held = () -> false;
  private Pace.Timer timer = () -> {};
  private volatile boolean atWork;
  private boolean stopped;
  private boolean swept;
  private boolean told;
  private long forgetAt;

  /** Works on what {@code results} have written, when it is known what was there before. */
  Housekeeping(Pace pace, ResultWriter results, Recall recall, Logbook logbook, ClosedHours work) {
    this.pace = pace;
    this.results = results;
    this.recall = recall;
    this.logbook = logbook;
    this.work = work;
  }

  /** From now on nothing is summed up while that is true. */
  void hold(BooleanSupplier whileTrue) {
    held = whileTrue;
  }

  /** Begins with its first round. */
  void start() {
    forgetAt = pace.nanos() + ROUND.toNanos();
    timer = pace.after(ROUND, this::round);
  }

  /** From now on it is kept for so long; what is too old by that is forgotten in the next round. */
  void keep(HistoryPlan.Keep keep) {
    if (work.forgetting().keep(keep)) {
      forgetAt = pace.nanos();
    }
  }

  /** Days begin by that zone, at once, or as soon as what is under way is done. */
  void zone(ZoneId zone) {
    recall.zone(zone);
    if (recall.behind() && !atWork && !stopped) {
      timer.cancel();
      round();
    }
  }

  /** The step under way is the last one. */
  void stop() {
    stopped = true;
    timer.cancel();
    work.rollup().stop();
  }

  /** True between two rounds. May be asked from anywhere. */
  boolean resting() {
    return !atWork;
  }

  private void round() {
    atWork = true;
    results
        .prepare()
        .compose(known -> recall.done())
        .compose(recalled -> recall.rezoned())
        .compose(fits -> logbook.alive(pace.instant().toEpochMilli()))
        .compose(noted -> sweepOnce())
        .compose(swept -> moveAll())
        .compose(moved -> rollUp())
        .compose(rolled -> forget())
        .onComplete(
            (done, cause) -> {
              tell(cause);
              atWork = false;
              if (!stopped) {
                timer = pace.after(rest(cause == null), this::round);
              }
            });
  }

  private Duration rest(boolean well) {
    return well && recall.behind() ? Duration.ZERO : ROUND;
  }

  /** What an earlier process had moved but not deleted. */
  private Future<Void> sweepOnce() {
    return swept ? Future.succeededFuture() : work.move().sweep().onSuccess(done -> swept = true);
  }

  private Future<Void> moveAll() {
    long closed = Hours.begin(pace.instant().minus(LATE).toEpochMilli());
    return work.moveAll(closed, () -> stopped);
  }

  /** Not while results wait: an hour would lack them. */
  private Future<Void> rollUp() {
    return stopped || held.getAsBoolean() || !results.caughtUp()
        ? Future.succeededFuture()
        : work.rollup().run().compose(done -> recall.caughtUp());
  }

  private Future<Void> forget() {
    if (stopped || pace.nanos() < forgetAt) {
      return Future.succeededFuture();
    }
    return work.forgetting().run().onSuccess(done -> forgetAt = pace.nanos() + FORGET.toNanos());
  }

  /** That the database does not work is said by itself; anything else is said here, once. */
  private void tell(Throwable cause) {
    if (cause == null) {
      told = false;
    } else if (!stopped && !told && !(cause instanceof StoreUnavailable)) {
      told = true;
      log.error("closed hours are not being sorted into their place; trying again", cause);
    }
  }
}

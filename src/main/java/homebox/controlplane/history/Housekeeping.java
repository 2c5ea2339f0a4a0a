package homebox.controlplane.history;

import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves closed hours and forgets old checks, each in its time, one after the other. Belongs to one
 * context.
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
  private final Supplier<Future<Void>> ready;
  private final HourMove move;
  private final Retention retention;
  private Optional<Duration> keepChecks;
  private Pace.Timer timer = () -> {};
  private boolean stopped;
  private boolean swept;
  private boolean told;
  private long forgetAt;

  /** Does nothing before {@code ready}: that knows which hours were moved already. */
  Housekeeping(
      Pace pace,
      Supplier<Future<Void>> ready,
      HourMove move,
      Retention retention,
      Optional<Duration> keepChecks) {
    this.pace = pace;
    this.ready = ready;
    this.move = move;
    this.retention = retention;
    this.keepChecks = keepChecks;
  }

  /** Begins with its first round. */
  void start() {
    forgetAt = pace.nanos() + ROUND.toNanos();
    timer = pace.after(ROUND, this::round);
  }

  /** From now on older checks are forgotten; empty: none is. */
  void keep(Optional<Duration> checks) {
    keepChecks = checks;
  }

  /** The step under way is the last one. */
  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void round() {
    ready
        .get()
        .compose(known -> sweepOnce())
        .compose(swept -> moveAll())
        .compose(moved -> forget())
        .onComplete(
            (done, cause) -> {
              tell(cause);
              if (!stopped) {
                timer = pace.after(ROUND, this::round);
              }
            });
  }

  /** What an earlier process had moved but not deleted. */
  private Future<Void> sweepOnce() {
    return swept ? Future.succeededFuture() : move.sweep().onSuccess(done -> swept = true);
  }

  private Future<Void> moveAll() {
    long closed = Hours.begin(pace.instant().minus(LATE).toEpochMilli());
    return Repeat.whileTrue(() -> move.oldest(closed).map(more -> more && !stopped));
  }

  private Future<Void> forget() {
    if (stopped || keepChecks.isEmpty() || pace.nanos() < forgetAt) {
      return Future.succeededFuture();
    }
    return retention
        .forget(pace.instant().minus(keepChecks.get()).toEpochMilli())
        .onSuccess(done -> forgetAt = pace.nanos() + FORGET.toNanos());
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

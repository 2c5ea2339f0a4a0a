package homebox.controlplane.history;

import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Forgets what is too old; but never what is still needed for a sum that is not written yet. */
final class Forgetting {
  private final Retention checks;
  private final RollupRetention sums;
  private final Pace pace;
  private final Hours hours;
  private final Supplier<Days> days;
  private Keep keep;

  Forgetting(Database database, Pace pace, Hours hours, Supplier<Days> days, Keep keep) {
    this.checks = new Retention(database, pace);
    this.sums = new RollupRetention(database, step -> Future.succeededFuture());
    this.pace = pace;
    this.hours = hours;
    this.days = days;
    this.keep = keep;
  }

  /** From now on; true if that is something else. */
  boolean keep(Keep now) {
    boolean other = !now.equals(keep);
    keep = now;
    return other;
  }

  /** All that is too old now. */
  Future<Void> run() {
    return checks().compose(done -> hours()).compose(done -> days());
  }

  private Future<Void> checks() {
    if (keep.checks().isEmpty()) {
      return Future.succeededFuture();
    }
    long oldest = Math.min(before(keep.checks()), hours.marks().rolled());
    return checks
        .forget(oldest)
        .map(
            gone -> {
              hours.checksFrom(gone ? oldest : hours.marks().checksFrom());
              return null;
            });
  }

  /** Whole days, which are written. */
  private Future<Void> hours() {
    if (keep.hours().isEmpty() || hours.marks().daysUntil() == 0) {
      return Future.succeededFuture();
    }
    long day = Math.min(dayOf(keep.hours()), hours.marks().daysUntil());
    long oldest = days.get().begin(day);
    return sums.hours(oldest).onSuccess(done -> hours.hoursFrom(oldest));
  }

  private Future<Void> days() {
    return keep.days().isEmpty() ? Future.succeededFuture() : sums.days(dayOf(keep.days()));
  }

  private long dayOf(Optional<Duration> kept) {
    return days.get().of(before(kept));
  }

  private long before(Optional<Duration> kept) {
    return pace.instant().minus(kept.orElseThrow()).toEpochMilli();
  }
}

package homebox.controlplane.history;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;

/** What there is to do with hours that are over: sort them, sum them up, one day forget them. */
record ClosedHours(HourMove move, Rollup rollup, Forgetting forgetting) {
  /** Moves all that are over. */
  Future<Void> moveAll(long closed, BooleanSupplier stopped) {
    return Repeat.whileTrue(() -> move.oldest(closed).map(more -> more && !stopped.getAsBoolean()));
  }
}

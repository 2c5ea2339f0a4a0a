package homebox.controlplane.web;

import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * One service as it stands now: what was configured, decided and last seen.
 *
 * @param heardNanos when the last answer was heard, or the row begun, by the clock that never steps
 */
record ServiceRow(
    ServiceConfig config,
    Optional<Standing> standing,
    Optional<CheckResult> last,
    long heardNanos) {
  ServiceRow with(Standing now) {
    return new ServiceRow(config, Optional.of(now), last, heardNanos);
  }

  ServiceRow with(CheckResult result, long nowNanos) {
    return new ServiceRow(config, standing, Optional.of(result), nowNanos);
  }

  ServiceRow with(ServiceConfig now) {
    return new ServiceRow(now, standing, last, heardNanos);
  }

  Level state() {
    return standing.map(Standing::level).orElse(Level.PENDING);
  }

  /** The state, or UNKNOWN when nothing was heard for two intervals and a timeout. */
  String status(long nowNanos) {
    Timing timing = config.timing();
    Duration patience = timing.interval().multipliedBy(2).plus(timing.timeout());
    boolean silent = nowNanos - heardNanos > patience.toNanos();
    return silent ? "UNKNOWN" : state().name();
  }

  Optional<Outcome> outcome() {
    return last.map(CheckResult::outcome);
  }
}

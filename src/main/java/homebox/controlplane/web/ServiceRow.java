package homebox.controlplane.web;

import homebox.controlplane.alert.Cover;
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

  Cover cover() {
    return standing.map(Standing::cover).orElse(Cover.NONE);
  }

  /**
   * The first that holds (design.md §10): PAUSED, MAINTENANCE, UNKNOWN when no answer is new enough
   * to count, UNREACHABLE, else the state.
   */
  String status(long nowNanos) {
    if (cover().paused().isPresent()) {
      return "PAUSED";
    }
    if (cover().maintenance().isPresent()) {
      return "MAINTENANCE";
    }
    if (cover().offline() || silent(nowNanos)) {
      return "UNKNOWN";
    }
    return cover().parent().isPresent() ? "UNREACHABLE" : state().name();
  }

  /** Nothing was heard for two intervals and a timeout. */
  boolean silent(long nowNanos) {
    Timing timing = config.timing();
    Duration patience = timing.interval().multipliedBy(2).plus(timing.timeout());
    return nowNanos - heardNanos > patience.toNanos();
  }

  Optional<Outcome> outcome() {
    return last.map(CheckResult::outcome);
  }
}

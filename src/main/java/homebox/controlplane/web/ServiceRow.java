package homebox.controlplane.web;

import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.Silence;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Status;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.ServiceConfig;
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

  /** As the bot and the report say it, too. */
  Status status(long nowNanos) {
    return Status.of(standing, silent(nowNanos));
  }

  boolean silent(long nowNanos) {
    return Silence.tooLong(config.timing(), Duration.ofNanos(nowNanos - heardNanos));
  }

  Optional<Outcome> outcome() {
    return last.map(CheckResult::outcome);
  }
}

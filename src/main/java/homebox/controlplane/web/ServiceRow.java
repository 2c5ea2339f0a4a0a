package homebox.controlplane.web;

import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import java.time.Instant;
import java.util.Optional;

/** One service as it stands now: what was configured, decided and last seen. */
record ServiceRow(
    ServiceConfig config, Optional<Standing> standing, Optional<CheckResult> last, Instant known) {
  ServiceRow with(Standing now) {
    return new ServiceRow(config, Optional.of(now), last, known);
  }

  ServiceRow with(CheckResult result) {
    return new ServiceRow(config, standing, Optional.of(result), known);
  }

  Level state() {
    return standing.map(Standing::level).orElse(Level.PENDING);
  }

  /** The state, or UNKNOWN when nothing was heard for two intervals and a timeout. */
  String status(Instant now) {
    Timing timing = config.timing();
    Instant heard = last.map(CheckResult::at).orElse(known);
    boolean silent =
        heard.plus(timing.interval().multipliedBy(2)).plus(timing.timeout()).isBefore(now);
    return silent ? "UNKNOWN" : state().name();
  }

  Optional<Outcome> outcome() {
    return last.map(CheckResult::outcome);
  }
}

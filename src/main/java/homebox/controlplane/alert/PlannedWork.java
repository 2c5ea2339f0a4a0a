package homebox.controlplane.alert;

import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Once;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Planned work, wherever it was planned.
 *
 * @param id by which it can be called off
 * @param by who planned it; empty: it stands in the configuration file
 * @param nobody those of its selectors that mean no service now
 */
public record PlannedWork(String id, Optional<String> by, Maintenance work, List<String> nobody) {
  /** Copies the list. */
  public PlannedWork {
    nobody = List.copyOf(nobody);
  }

  /** True while it is under way. */
  public boolean isActive(Instant now) {
    return new Planned(work, java.util.Set.of())
        .last(now)
        .filter(span -> span.touches(now, now))
        .isPresent();
  }

  /** It will not come again. */
  public boolean isOver(Instant now) {
    return work.times() instanceof Once once && !once.until().isAfter(now);
  }
}

package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What history is told to do.
 *
 * @param services are known to the database from the start on
 * @param zone where days begin
 * @param added the ids of those that were added in the page
 */
public record HistoryPlan(List<ServiceConfig> services, Keep keep, ZoneId zone, Set<String> added) {
  /** Copies the set. */
  public HistoryPlan {
    added = Set.copyOf(added);
  }

  /** All of them stand in the file. */
  public HistoryPlan(List<ServiceConfig> services, Keep keep, ZoneId zone) {
    this(services, keep, zone, Set.of());
  }

  /** As configured. */
  public static HistoryPlan of(Settings settings) {
    Settings.Database database = settings.database();
    var keep = new Keep(database.keepChecks(), database.keepHours(), database.keepDays());
    return new HistoryPlan(
        settings.services(), keep, settings.process().timeZone(), settings.added());
  }

  /** For how long what is kept; empty: for ever. */
  public record Keep(Optional<Duration> checks, Optional<Duration> hours, Optional<Duration> days) {
    /** Everything, for ever. */
    public static final Keep ALL = new Keep(Optional.empty(), Optional.empty(), Optional.empty());
  }
}

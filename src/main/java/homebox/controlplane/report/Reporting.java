package homebox.controlplane.report;

import homebox.controlplane.check.Level;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts a report together. */
public final class Reporting {
  private Reporting() {}

  /**
   * How one service stands.
   *
   * @param since when that began, if it is known
   */
  public record Stand(Level level, Optional<Instant> since) {}

  /**
   * The report of these services.
   *
   * @param services with names that tell them apart
   * @param stands of each
   * @param days by id; one that is missing is not known
   */
  public static StatusReport of(
      Instant until,
      List<ServiceConfig> services,
      Function<ServiceConfig, Stand> stands,
      Map<String, Day> days) {
    return StatusReport.of(
        until,
        services.stream()
            .map(service -> line(service, stands.apply(service), days.get(service.id())))
            .toList());
  }

  private static Line line(ServiceConfig service, Stand stand, Day day) {
    return new Line(
        service.name(),
        service.critical(),
        stand.level().name(),
        stand.since(),
        Optional.ofNullable(day));
  }
}

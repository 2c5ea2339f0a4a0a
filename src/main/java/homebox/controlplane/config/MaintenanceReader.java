package homebox.controlplane.config;

import homebox.controlplane.config.Maintenance.Again;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.config.Maintenance.Times;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Planned work, out of its keys; one that is at fault is none. */
record MaintenanceReader(Values root, ZoneId usual) {
  List<Maintenance> read() {
    return root.get(Keys.MAINTENANCE).orElse(List.of()).stream()
        .flatMap(window -> read(window).stream())
        .toList();
  }

  Optional<Maintenance> read(Values window) {
    List<String> services = window.get(MaintenanceKeys.SERVICES).orElse(List.of());
    String reason = window.get(MaintenanceKeys.REASON).orElse("");
    return times(window).map(times -> new Maintenance(services, times, reason));
  }

  private Optional<Times> times(Values window) {
    ZoneId zone = window.get(MaintenanceKeys.TIME_ZONE).orElse(usual);
    var from = window.get(MaintenanceKeys.FROM).map(written -> written.in(zone));
    var until = window.get(MaintenanceKeys.UNTIL).map(written -> written.in(zone));
    if (from.isPresent() && until.isPresent()) {
      return Optional.of(new Once(from.get(), until.get()));
    }
    return window
        .get(MaintenanceKeys.CRON)
        .flatMap(
            cron ->
                window
                    .get(MaintenanceKeys.DURATION)
                    .map(length -> new Again(new Crontab(cron, zone), length)));
  }
}

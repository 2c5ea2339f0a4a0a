package homebox.controlplane.config;

import java.time.ZoneOffset;
import java.util.List;

/** What one key alone cannot tell of planned work. */
record MaintenanceCheck(Values window) {
  void check() {
    boolean once = has(MaintenanceKeys.FROM) || has(MaintenanceKeys.UNTIL);
    boolean again = has(MaintenanceKeys.CRON) || has(MaintenanceKeys.DURATION);
    if (once == again) {
      fault(once ? "has both from/until and cron" : "has no time");
    } else if (once && !(has(MaintenanceKeys.FROM) && has(MaintenanceKeys.UNTIL))) {
      fault("has only one of from and until");
    } else if (again && !(has(MaintenanceKeys.CRON) && has(MaintenanceKeys.DURATION))) {
      fault("has only one of cron and duration");
    }
    if (isBackwards()) {
      window.spot(MaintenanceKeys.UNTIL).fault("is not after from — write a later time");
    }
  }

  private boolean isBackwards() {
    var from = window.get(MaintenanceKeys.FROM).map(written -> written.in(ZoneOffset.UTC));
    var until = window.get(MaintenanceKeys.UNTIL).map(written -> written.in(ZoneOffset.UTC));
    return from.isPresent() && until.isPresent() && !from.get().isBefore(until.get());
  }

  List<String> services() {
    return window.get(MaintenanceKeys.SERVICES).orElse(List.of());
  }

  private boolean has(Key<?> key) {
    return window.has(key);
  }

  private void fault(String what) {
    window.spot().fault(what + " — write from and until, or cron and duration");
  }
}

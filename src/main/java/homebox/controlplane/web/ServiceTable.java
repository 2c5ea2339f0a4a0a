package homebox.controlplane.web;

import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All services as they stand now, in the order of the configuration. One event loop's alone. */
final class ServiceTable {
  private final Pace pace;
  private final Map<String, ServiceRow> rows = new LinkedHashMap<>();

  ServiceTable(List<ServiceConfig> services, Pace pace) {
    this.pace = pace;
    follow(services);
  }

  /** These are shown from now on, in this order. Who stays keeps what is known. */
  void follow(List<ServiceConfig> services) {
    var before = new HashMap<>(rows);
    long now = pace.nanos();
    rows.clear();
    for (ServiceConfig service : services) {
      ServiceRow known = before.get(service.id());
      rows.put(
          service.id(),
          known == null
              ? new ServiceRow(service, Optional.empty(), Optional.empty(), now)
              : known.with(service));
    }
  }

  void hear(CheckResult result) {
    rows.computeIfPresent(result.service(), (id, row) -> row.with(result, pace.nanos()));
  }

  void hear(Standing standing) {
    rows.computeIfPresent(standing.service(), (id, row) -> row.with(standing));
  }

  Collection<ServiceRow> rows() {
    return rows.values();
  }

  Collection<String> ids() {
    return rows.keySet();
  }

  Optional<ServiceRow> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** The ids of those that are seen with this sight; empty if it sees all, also what is gone. */
  Optional<List<String>> only(Sight sight) {
    return sight == Sight.ALL
        ? Optional.empty()
        : Optional.of(rows.keySet().stream().filter(id -> sees(id, sight)).toList());
  }

  /** Strangers are told of what is watched now: nobody knows what a service that is gone hid. */
  boolean sees(String id, Sight sight) {
    return sight == Sight.ALL || row(id).filter(row -> sight.sees(row.config())).isPresent();
  }

  /** Whether the address and the error texts of that service are shown. */
  boolean details(String id, Sight sight) {
    return sight == Sight.ALL || row(id).filter(row -> sight.details(row.config())).isPresent();
  }

  /** That text about a service, or null where it is not shown. */
  String text(String id, Sight sight, String text) {
    return details(id, sight) ? text : null;
  }
}

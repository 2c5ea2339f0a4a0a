package homebox.controlplane.web;

import homebox.controlplane.check.Phases;
import homebox.controlplane.history.StoredCheck;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The form of one remembered check (design.md §10).
 *
 * @param details whether error texts are shown
 */
record CheckForm(ServiceView view, boolean details) {
  static void csvHead(StringBuilder out) {
    Csv.line(
        out,
        "at",
        "attempt",
        "outcome",
        "response_time_ms",
        "status_code",
        "error",
        "dns_ms",
        "connect_ms",
        "tls_ms",
        "wait_ms",
        "transfer_ms",
        "node");
  }

  void csv(StringBuilder out, StoredCheck check) {
    Phases phases = check.phases();
    Csv.line(
        out,
        at(check),
        check.attempt(),
        check.outcome().name(),
        check.took().toMillis(),
        status(check),
        error(check),
        ServiceView.millis(phases.dns()),
        ServiceView.millis(phases.connect()),
        ServiceView.millis(phases.tls()),
        ServiceView.millis(phases.waiting()),
        ServiceView.millis(phases.transfer()),
        check.node().orElse(null));
  }

  void jsonLine(StringBuilder out, StoredCheck check) {
    out.append(json(check).encode()).append('\n');
  }

  JsonObject json(StoredCheck check) {
    return new JsonObject()
        .put("at", at(check))
        .put("attempt", check.attempt())
        .put("outcome", check.outcome().name())
        .put("response_time_ms", check.took().toMillis())
        .put("status_code", status(check))
        .put("error", error(check))
        .put("phases", ServiceView.phases(check.phases()))
        .put("node", check.node().orElse(null));
  }

  private String at(StoredCheck check) {
    return view.time(Optional.of(check.at()));
  }

  private String error(StoredCheck check) {
    return details ? check.error().orElse(null) : null;
  }

  private static Integer status(StoredCheck check) {
    return check.status().isPresent() ? (Integer) check.status().getAsInt() : null;
  }
}

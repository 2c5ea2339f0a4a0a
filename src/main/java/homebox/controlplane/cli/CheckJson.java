package homebox.controlplane.cli;

import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Finding;
import homebox.controlplane.check.Phases;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Findings for programs, in the API's words (design.md §10). */
final class CheckJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private CheckJson() {}

  static String of(List<Finding> findings, ZoneId zone) {
    var services = new JsonArray();
    findings.forEach(finding -> services.add(service(finding, zone)));
    return new JsonObject().put("services", services).encodePrettily();
  }

  private static JsonObject service(Finding finding, ZoneId zone) {
    ServiceConfig service = finding.service();
    Evidence evidence = finding.last().answer().evidence();
    JsonObject json =
        new JsonObject()
            .put("id", service.id())
            .put("name", service.name())
            .put("group", service.label().group().isEmpty() ? null : service.label().group())
            .put("kind", service.ask().kind())
            .put("critical", service.critical())
            .put("state", finding.level().name())
            .put("asked", finding.asked())
            .put("at", time(finding.last().at(), zone))
            .put("outcome", finding.last().outcome().word())
            .put("response_time_ms", finding.last().outcome().took().toMillis());
    return withFailure(json, finding)
        .put(
            "status_code",
            evidence.status().isPresent() ? (Object) evidence.status().getAsInt() : null)
        .put("remote", evidence.remote().orElse(null))
        .put("certificate_ends", evidence.certificateEnds().map(at -> time(at, zone)).orElse(null))
        .put("phases", phases(evidence.phases()));
  }

  private static JsonObject withFailure(JsonObject json, Finding finding) {
    return finding
        .last()
        .outcome()
        .match(
            good -> json.putNull("cause").putNull("error"),
            slow -> json.putNull("cause").putNull("error"),
            failed ->
                json.put("cause", failed.failure().cause().name())
                    .put("error", failed.failure().sentence()));
  }

  private static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  private static JsonObject phases(Phases phases) {
    return new JsonObject()
        .put("dns", millis(phases.dns()))
        .put("connect", millis(phases.connect()))
        .put("tls", millis(phases.tls()))
        .put("wait", millis(phases.waiting()))
        .put("transfer", millis(phases.transfer()));
  }

  private static double millis(Duration length) {
    return Math.round(length.toNanos() / 10_000.0) / 100.0;
  }
}

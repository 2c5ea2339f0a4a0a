package homebox.controlplane.web;

import homebox.controlplane.alert.Status;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.Uptimes;
import homebox.controlplane.history.Window;
import homebox.controlplane.web.MetricText.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is told of each service. Where blackbox_exporter has a name it means the same here, so that
 * its dashboards fit. An answer that is too old to count is not told: its lines are missing.
 */
final class ServiceMetrics {
  /** All of them, in their order. */
  static final List<Metric> ALL =
      List.of(
          new Metric(
              "controlplane_service_info",
              "The name of the service with this id, always 1.",
              ServiceMetrics::info),
          new Metric(
              "controlplane_service_state",
              "What the service counts as, as on the page: 1 for what it is, 0 for the others.",
              ServiceMetrics::states),
          new Metric(
              "controlplane_service_uptime_ratio",
              "The share of the window in which the service was up, of what is known of it.",
              ServiceMetrics::uptimes),
          answered(
              "probe_success",
              "Whether the last answer was as expected; a slow one is.",
              outcome -> outcome.level() == Level.DOWN ? "0" : "1"),
          answered(
              "probe_duration_seconds",
              "How long the last answer took, also when it failed.",
              outcome -> MetricText.seconds(outcome.took())),
          seen(
              "probe_dns_lookup_time_seconds",
              "How long the look-up of the name took.",
              evidence -> Optional.of(MetricText.seconds(evidence.phases().dns()))),
          seen(
              "probe_ip_protocol",
              "Over which version of IP the service was reached, 4 or 6.",
              evidence -> evidence.remote().map(ServiceMetrics::ipVersion)),
          new Metric(
              "probe_http_status_code",
              "The status of the last response, 0 if there was none.",
              ServiceMetrics::status),
          seen(
              "probe_http_version",
              "The version of HTTP that the service spoke.",
              Evidence::httpVersion),
          new Metric(
              "probe_http_duration_seconds",
              "How long each phase of the last check took, redirects added up.",
              ServiceMetrics::phases),
          seen(
              "probe_ssl_earliest_cert_expiry",
              "When the certificate ends, in seconds since 1970.",
              evidence ->
                  evidence.certificateEnds().map(end -> String.valueOf(end.getEpochSecond()))));

  private ServiceMetrics() {}

  /** One metric, and how its lines of one service are written. */
  record Metric(String name, String help, Lines lines) {
    void head(MetricText out) {
      out.head(name, Kind.GAUGE, help);
    }

    void write(MetricText out, Sample sample) {
      lines.write(out, name, sample);
    }
  }

  /** Writes none, one or several. */
  @FunctionalInterface
  interface Lines {
    void write(MetricText out, String name, Sample sample);
  }

  /**
   * One service in one scrape.
   *
   * @param current its last answer, while that counts
   */
  record Sample(
      ServiceRow row,
      String labels,
      Status status,
      Optional<CheckResult> current,
      Uptimes uptimes) {
    static Sample of(ServiceRow row, String location, long nowNanos, Past past) {
      boolean old = row.silent(nowNanos);
      return new Sample(
          row,
          Labels.of(row.config(), location),
          row.status(nowNanos),
          old ? Optional.empty() : row.last(),
          past.uptimes(row.config().id()));
    }

    Optional<Evidence> evidence() {
      return current.map(result -> result.answer().evidence());
    }

    /** Of a service that is asked over HTTP. */
    Optional<Evidence> http() {
      return evidence().filter(seen -> row.config().ask().kind().equals("http"));
    }

    String with(String label, String value) {
      return labels + "," + Labels.of(label, value);
    }
  }

  private static Metric answered(String name, String help, Function<Outcome, String> value) {
    return new Metric(
        name,
        help,
        (out, line, sample) ->
            sample
                .current()
                .map(result -> value.apply(result.outcome()))
                .ifPresent(number -> out.line(line, sample.labels(), number)));
  }

  private static Metric seen(String name, String help, Function<Evidence, Optional<String>> value) {
    return new Metric(
        name,
        help,
        (out, line, sample) ->
            sample
                .evidence()
                .flatMap(value)
                .ifPresent(number -> out.line(line, sample.labels(), number)));
  }

  private static void info(MetricText out, String name, Sample sample) {
    out.line(name, sample.with("name", sample.row().config().name()), 1);
  }

  private static void states(MetricText out, String name, Sample sample) {
    for (Status each : Status.values()) {
      out.line(name, sample.with("state", each.name()), each == sample.status() ? 1 : 0);
    }
  }

  private static void uptimes(MetricText out, String name, Sample sample) {
    for (Window window : Window.values()) {
      sample
          .uptimes()
          .in(window)
          .ifPresent(
              share ->
                  out.line(name, sample.with("window", window.shown()), Double.toString(share)));
    }
  }

  private static void status(MetricText out, String name, Sample sample) {
    sample
        .http()
        .ifPresent(evidence -> out.line(name, sample.labels(), evidence.status().orElse(0)));
  }

  private static void phases(MetricText out, String name, Sample sample) {
    sample.http().map(Evidence::phases).ifPresent(phases -> phases(out, name, sample, phases));
  }

  private static void phases(MetricText out, String name, Sample sample, Phases phases) {
    out.line(name, sample.with("phase", "resolve"), MetricText.seconds(phases.dns()))
        .line(name, sample.with("phase", "connect"), MetricText.seconds(phases.connect()))
        .line(name, sample.with("phase", "tls"), MetricText.seconds(phases.tls()))
        .line(name, sample.with("phase", "processing"), MetricText.seconds(phases.waiting()))
        .line(name, sample.with("phase", "transfer"), MetricText.seconds(phases.transfer()));
  }

  /** Of {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}. */
  private static String ipVersion(String address) {
    return address.startsWith("[") ? "6" : "4";
  }
}

package homebox.controlplane.cli;

import homebox.controlplane.Ways.Way;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Finding;
import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.report.Reporting;
import homebox.controlplane.report.Reporting.Said;
import homebox.controlplane.report.Reporting.Stand;
import homebox.controlplane.report.StoredStatistics;
import homebox.controlplane.store.ReadOnlyDatabase;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks every service, and says how they all do. */
final class Report {
  /** Of what is printed: nobody's limit. */
  private static final int ANY_LENGTH = 1_000_000;

  private final Tools tools;
  private final boolean dry;

  Report(Tools tools, boolean dry) {
    this.tools = tools;
    this.dry = dry;
  }

  /** The exit code. */
  Future<Integer> send() {
    Asked asked = Asked.of(tools.settings().services(), List.of());
    Check.sayNotYet(asked, tools.screen());
    Address.prepare(tools.vertx());
    return new Survey(tools)
        .ask(asked.services())
        .compose(
            findings ->
                statistics().compose(days -> said().map(said -> report(findings, days, said))))
        .compose(this::tell);
  }

  private Future<Said> said() {
    return Reporting.ask(tools.vertx(), tools.pace(), tools.settings().telling().homebox());
  }

  private StatusReport report(List<Finding> findings, Map<String, Day> days, Said said) {
    var stands = new HashMap<ServiceConfig, Stand>();
    findings.forEach(
        finding -> stands.put(finding.service(), new Stand(finding.level(), Optional.empty())));
    List<ServiceConfig> services = findings.stream().map(Finding::service).toList();
    return Reporting.of(tools.pace().instant(), services, stands::get, days, said);
  }

  /** None where there is no database; one that cannot be read is no reason to tell nothing. */
  private Future<Map<String, Day>> statistics() {
    Path file = tools.settings().database().path();
    if (!Files.exists(file)) {
      return Future.succeededFuture(Map.of());
    }
    Instant now = tools.pace().instant();
    return ReadOnlyDatabase.open(tools.vertx(), file)
        .compose(database -> new StoredStatistics(database).day(now).eventually(database::close))
        .otherwise(this::without);
  }

  private Map<String, Day> without(Throwable cause) {
    tools.screen().say("without statistics: " + cause.getMessage());
    return Map.of();
  }

  private Future<Integer> tell(StatusReport report) {
    List<Settings.Channel> channels = tools.settings().telling().channels();
    if (channels.isEmpty()) {
      tools.screen().say(Sending.none() + "; this is the report:");
      return print(plainly().letter(report, ANY_LENGTH).text());
    }
    var sending = new Sending(tools);
    Way way = sending.to(channels.get(0));
    if (dry) {
      return print(way.wording().letter(report, way.channel().longest()).text());
    }
    tools.screen().progress("sending …");
    return sending.send(way, report).map(arrived -> arrived ? Exit.WELL : Exit.NOT);
  }

  private Future<Integer> print(String text) {
    tools.screen().answer(text);
    return Future.succeededFuture(Exit.WELL);
  }

  private ComposedWording plainly() {
    Settings settings = tools.settings();
    return new ComposedWording(
        settings.process().language(),
        settings.process().timeZone(),
        settings.web().baseUrl().map(HttpUrl::shown),
        Set.of());
  }
}

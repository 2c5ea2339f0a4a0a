package homebox.controlplane.cli;

import homebox.controlplane.Ways.Way;
import homebox.controlplane.alert.Glance;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Finding;
import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.config.Former;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.history.KnownServices;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.StoredPast;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.report.PastStatistics;
import homebox.controlplane.report.Reporting;
import homebox.controlplane.report.Reporting.Said;
import homebox.controlplane.report.Reporting.Stand;
import homebox.controlplane.store.ReadOnlyDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks every service that is not paused, and says how they all do. */
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
    return database()
        .compose(
            database ->
                met(database)
                    .compose(known -> new Report(known, dry).send(database))
                    .eventually(() -> close(database)));
  }

  private Future<Integer> send(Optional<ReadOnlyDatabase> database) {
    Asked asked = Asked.of(tools.settings().services(), List.of());
    Check.sayNotYet(asked, tools.screen());
    Address.prepare(tools.vertx());
    return glance(database)
        .compose(glance -> stands(asked.services(), glance))
        .compose(
            stands ->
                days(database)
                    .compose(
                        days -> said().map(said -> report(asked.services(), stands, days, said))))
        .compose(this::tell);
  }

  /** What people have paused and planned, if there is a database that says it. */
  private Future<Glance> glance(Optional<ReadOnlyDatabase> database) {
    Instant now = tools.pace().instant();
    Settings settings = tools.settings();
    return database
        .map(
            it ->
                Glance.of(now, settings, it)
                    .otherwise(cause -> without(cause, Glance.of(now, settings))))
        .orElseGet(() -> Future.succeededFuture(Glance.of(now, settings)));
  }

  /** Who is paused is not asked. */
  private Future<Map<String, Stand>> stands(List<ServiceConfig> services, Glance glance) {
    return new Survey(tools)
        .ask(services.stream().filter(service -> !glance.rests(service.id())).toList())
        .map(
            findings ->
                findings.stream()
                    .collect(Collectors.toMap(each -> each.service().id(), Finding::level)))
        .map(
            found ->
                services.stream()
                    .map(ServiceConfig::id)
                    .collect(Collectors.toMap(id -> id, id -> stand(glance.standing(id, found)))));
  }

  private static Stand stand(Standing standing) {
    return Stand.of(Optional.of(standing), false);
  }

  /** None where there is none yet; one that cannot be read is no reason to tell nothing. */
  private Future<Optional<ReadOnlyDatabase>> database() {
    return ReadOnlyDatabase.find(tools.vertx(), tools.settings().database())
        .otherwise(cause -> without(cause, Optional.empty()));
  }

  private static Future<Void> close(Optional<ReadOnlyDatabase> database) {
    return database.map(ReadOnlyDatabase::close).orElseGet(Future::succeededFuture);
  }

  /** Whoever was watched before under another name is met under its id. */
  private Future<Tools> met(Optional<ReadOnlyDatabase> database) {
    return database
        .map(it -> new KnownServices(it).all().compose(this::meet).otherwise(tools))
        .orElseGet(() -> Future.succeededFuture(tools));
  }

  private Future<Tools> meet(List<Former> known) {
    return tools.reading().meets(known)
        ? tools.vertx().executeBlocking(() -> tools.with(tools.reading().again(known)))
        : Future.succeededFuture(tools);
  }

  private Future<Said> said() {
    return Reporting.ask(tools.vertx(), tools.pace(), tools.settings().telling().homebox());
  }

  private StatusReport report(
      List<ServiceConfig> services, Map<String, Stand> stands, Map<String, Day> days, Said said) {
    return Reporting.of(
        tools.pace().instant(), services, each -> stands.get(each.id()), days, said);
  }

  private Future<Map<String, Day>> days(Optional<ReadOnlyDatabase> database) {
    return database
        .map(it -> statistics(it).otherwise(cause -> without(cause, Map.of())))
        .orElseGet(() -> Future.succeededFuture(Map.of()));
  }

  private Future<Map<String, Day>> statistics(ReadOnlyDatabase database) {
    return StoredPast.read(database, tools.pace(), tools.settings().process().timeZone())
        .compose(past -> statistics(past, database));
  }

  private Future<Map<String, Day>> statistics(Past past, ReadOnlyDatabase database) {
    if (!past.ready()) {
      tools
          .screen()
          .say("without uptimes: they are known once a run of this version has caught up");
    }
    return new PastStatistics(past, database).day(tools.pace().instant());
  }

  private <T> T without(Throwable cause, T nothing) {
    tools.screen().say("without what the database knows: " + cause.getMessage());
    return nothing;
  }

  private Future<Integer> tell(StatusReport report) {
    Optional<Settings.Channel> channel = tools.settings().telling().defaultChannel();
    if (channel.isEmpty()) {
      tools.screen().say(Sending.none() + "; this is the report:");
      return print(plainly().letter(report, ANY_LENGTH).text());
    }
    var sending = new Sending(tools);
    Way way = sending.to(channel.get());
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

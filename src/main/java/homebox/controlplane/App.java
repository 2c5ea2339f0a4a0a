package homebox.controlplane;

import homebox.controlplane.alert.AlertPlan;
import homebox.controlplane.alert.AlertVerticle;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.CheckerVerticle;
import homebox.controlplane.check.Desk;
import homebox.controlplane.check.LagMeter;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.http.HttpProbes;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.history.AdoptionPlan;
import homebox.controlplane.history.HistoryPlan;
import homebox.controlplane.history.HistoryVerticle;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.NotifierVerticle;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.report.ReportVerticle;
import homebox.controlplane.report.StoredStatistics;
import homebox.controlplane.report.Timetable;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.Health;
import homebox.controlplane.web.Meters;
import homebox.controlplane.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wiring, the one place that knows everybody. Starts in order — database, history, alert,
 * notifier, web, checkers —, stops in reverse, and rolls back a start that failed half way.
 */
public final class App {
  private static final Logger log = LoggerFactory.getLogger(App.class);

  private final Vertx vertx;
  private final Pace pace;
  private final Settings settings;
  private final String version;
  private final Consumer<String> terminal;
  private final Sequence running = new Sequence();
  private final List<ServiceConfig> watched;
  private final Desk desk;
  private volatile Database database;
  private volatile HistoryVerticle history;
  private volatile AlertVerticle alert;
  private volatile NotifierVerticle notifier;
  private volatile WebVerticle web;
  private volatile List<String> missing = List.of("checkers");

  /**
   * Wires nothing yet.
   *
   * @param terminal is told how far long jobs are, a line now and then
   */
  public App(Vertx vertx, Pace pace, Settings settings, String version, Consumer<String> terminal) {
    this.vertx = vertx;
    this.pace = pace;
    this.settings = settings;
    this.version = version;
    this.terminal = terminal;
    this.watched =
        settings.services().stream()
            .filter(service -> service.enabled() && service.ask() instanceof HttpAsk)
            .toList();
    this.desk = Desk.of(vertx, pace, settings.process().maxConcurrentChecks());
  }

  /** Starts everything; when a part cannot start, those that have are stopped again. */
  public Future<Void> start() {
    Address.prepare(vertx);
    return running
        .start(
            "database",
            () -> Database.open(vertx, pace, settings.database().path()),
            Database::close)
        .compose(this::startListeners)
        .compose(v -> startChecking())
        .compose(
            v -> running.start("memory", () -> NativeHeap.thrifty(vertx, pace), NativeHeap::stop))
        .<Void>map(v -> started())
        .recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
  }

  /** Stops everything in reverse: checkers fall silent first, the database is closed last. */
  public Future<Void> stop() {
    return running.stop();
  }

  private Future<?> startListeners(Database opened) {
    database = opened;
    history = new HistoryVerticle(opened, pace, historyPlan());
    return new Outlets(settings, vertx, pace, new ChatMoves(opened))
        .open()
        .compose(outlets -> startListeners(opened, outlets));
  }

  private Future<?> startListeners(Database opened, List<Outlet> outlets) {
    alert = new AlertVerticle(opened, pace, watched, plan(outlets));
    notifier = new NotifierVerticle(opened, pace, outlets, settings.database().keepMessages());
    return deploy("history", history)
        .compose(v -> deploy("alert", alert))
        .compose(v -> deploy("notifier", notifier))
        .compose(v -> startReport(opened, outlets))
        .compose(v -> startWeb())
        .onSuccess(
            v -> {
              alert.announce();
              notifier.announce();
            });
  }

  private HistoryPlan historyPlan() {
    var keep =
        new HistoryPlan.Keep(
            settings.database().keepChecks(),
            settings.database().keepHours(),
            settings.database().keepDays());
    return new HistoryPlan(settings.services(), keep, settings.process().timeZone());
  }

  private AlertPlan plan(List<Outlet> outlets) {
    return new AlertPlan(
        outlets.stream().map(outlet -> outlet.channel().name()).toList(),
        settings.telling().alerting().remindEvery());
  }

  private Future<?> startReport(Database opened, List<Outlet> outlets) {
    Optional<LocalTime> daily = settings.telling().dailyReport();
    if (daily.isEmpty()) {
      return Future.succeededFuture();
    }
    var report =
        new ReportVerticle(
            opened,
            pace,
            new Timetable(daily.get(), settings.process().timeZone()),
            watched,
            Outlet.defaultOf(outlets).orElse("log"),
            new StoredStatistics(opened));
    return deploy("report", report);
  }

  private Future<?> startWeb() {
    if (settings.web().enabled()) {
      web = new WebVerticle(settings, pace, health(), database, history.past(), meters());
      return deploy("web", web);
    }
    log.info("no page and no API: web.enabled is false");
    return Future.succeededFuture();
  }

  private Future<?> startChecking() {
    return running
        .start(
            "probes",
            () -> Future.succeededFuture(new HttpProbes(vertx, pace, "control-plane/" + version)),
            HttpProbes::close)
        .compose(this::startCheckers);
  }

  private Future<?> startCheckers(HttpProbes probes) {
    return running
        .start("desk", this::openDesk, Desk::closed)
        .compose(open -> probes.rehearse())
        .compose(ready -> running.start("checkers", () -> deployAll(probes), this::undeployAll));
  }

  private Future<Desk> openDesk() {
    desk.open();
    return Future.succeededFuture(desk);
  }

  /** All of them, or none. */
  private Future<List<String>> deployAll(HttpProbes probes) {
    var deployed = new ArrayList<Future<String>>();
    for (ServiceConfig service : watched) {
      Probe probe = probes.of((HttpAsk) service.ask(), service.timing());
      var checker = new CheckerVerticle(service, probe, desk, alert.known(service.id()));
      deployed.add(vertx.deployVerticle(checker));
    }
    return Future.join(deployed)
        .map(all -> ids(deployed))
        .recover(
            cause -> undeployAll(ids(deployed)).transform(undone -> Future.failedFuture(cause)));
  }

  private static List<String> ids(List<Future<String>> deployed) {
    return deployed.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  private Future<?> undeployAll(List<String> ids) {
    return Future.join(ids.stream().map(vertx::undeploy).toList());
  }

  private Future<String> deploy(String name, Deployable verticle) {
    return running.start(name, () -> vertx.deployVerticle(verticle), vertx::undeploy);
  }

  private Void started() {
    missing = List.of();
    log.info("watching {} service{}", watched.size(), watched.size() == 1 ? "" : "s");
    history.adopt(
        new AdoptionPlan(
            settings.process().timeZone(),
            settings.services(),
            settings.process().usual().maxResponseTime(),
            terminal));
    if (settings.telling().alerting().startupMessage()) {
      notifier.started(watched.size(), settings.telling().defaultInterval(), taken());
    }
    return null;
  }

  private Optional<String> taken() {
    return web == null ? Optional.empty() : web.taken();
  }

  private Health health() {
    return new Health(this::lacking, desk::ticking, this::figures);
  }

  private Meters meters() {
    return new Meters(
        version, desk, history::droppedResults, history::waitingResults, notifier::tallies);
  }

  private List<String> lacking() {
    var lacking = new ArrayList<>(missing);
    database.trouble().ifPresent(why -> lacking.add("database: " + why));
    return lacking;
  }

  private JsonObject figures() {
    LagMeter.Lag lag = desk.lag().lag();
    return new JsonObject()
        .put("checks_under_way", desk.underWay())
        .put(
            "last_minute",
            new JsonObject()
                .put("checks", lag.checks())
                .put("lag_p50_ms", lag.p50Millis())
                .put("lag_p99_ms", lag.p99Millis())
                .put("lag_max_ms", lag.maxMillis()))
        .put("checks_skipped", lag.skipped())
        .put("results_waiting", history.waitingResults())
        .put("results_dropped", history.droppedResults());
  }
}

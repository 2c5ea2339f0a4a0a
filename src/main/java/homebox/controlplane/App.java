package homebox.controlplane;

import homebox.controlplane.alert.AlertPlan;
import homebox.controlplane.alert.AlertVerticle;
import homebox.controlplane.alert.HushPlan;
import homebox.controlplane.alert.Panel;
import homebox.controlplane.check.CheckerVerticle;
import homebox.controlplane.check.Desk;
import homebox.controlplane.check.LagMeter;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.http.HttpProbes;
import homebox.controlplane.cluster.Council;
import homebox.controlplane.cluster.Living;
import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.Shares;
import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Changes;
import homebox.controlplane.config.EditPlan;
import homebox.controlplane.config.Former;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Revision;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Turnover;
import homebox.controlplane.history.AdoptionPlan;
import homebox.controlplane.history.HistoryPlan;
import homebox.controlplane.history.HistoryVerticle;
import homebox.controlplane.history.KnownServices;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.Hearing;
import homebox.controlplane.notify.NotifierVerticle;
import homebox.controlplane.notify.bot.BotVerticle;
import homebox.controlplane.notify.bot.Tools;
import homebox.controlplane.report.PastStatistics;
import homebox.controlplane.report.ReportVerticle;
import homebox.controlplane.report.Vitals;
import homebox.controlplane.report.WatchdogVerticle;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.PageStore;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.Health;
import homebox.controlplane.web.Meters;
import homebox.controlplane.web.Neighbours;
import homebox.controlplane.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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
public final class App implements Watch {
  private static final Logger log = LoggerFactory.getLogger(App.class);

  /** An address that does not answer for so long does not. */
  private static final Duration CONNECTIVITY = Duration.ofSeconds(3);

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Pace pace;
  private final String version;
  private final Consumer<String> terminal;
  private final Visitor visitor;
  private final Optional<Charter> charter;
  private final Living living;
  private final Hearing hearing;
  private final Promise<Void> deposed = Promise.promise();
  private final Sequence running = new Sequence();
  private final Reloads reloads;
  private final Desk desk;
  private volatile Settings settings;
  private volatile Database database;
  private volatile HistoryVerticle history;
  private volatile AlertVerticle alert;
  private volatile NotifierVerticle notifier;
  private volatile ReportVerticle report;
  private volatile WebVerticle web;
  private volatile Checkers checkers;
  private volatile HttpProbes probes;
  private Optional<String> before = Optional.empty();
  private volatile Optional<Outlook> outlook = Optional.empty();
  private volatile Optional<Load> load = Optional.empty();
  private volatile List<String> missing = List.of("checkers");

  /**
   * Wires nothing yet.
   *
   * @param terminal is told how far long jobs are, a line now and then
   */
  public App(Vertx vertx, Pace pace, Reading reading, String version, Consumer<String> terminal) {
    this(vertx, pace, reading, version, terminal, Optional.empty());
  }

  /**
   * The same for one of several hosts.
   *
   * @param among who we are among them
   */
  public App(
      Vertx vertx,
      Pace pace,
      Reading reading,
      String version,
      Consumer<String> terminal,
      Among among) {
    this(vertx, pace, reading, version, terminal, Optional.of(among));
  }

  /**
   * One of several hosts.
   *
   * @param visitor how the server knows it
   * @param charter by which what is read again holds for all of them
   * @param living those of them that live
   * @param hearing whether they hear of us
   */
  public record Among(Visitor visitor, Charter charter, Living living, Hearing hearing) {}

  private App(
      Vertx vertx,
      Pace pace,
      Reading reading,
      String version,
      Consumer<String> terminal,
      Optional<Among> among) {
    this.charter = among.map(Among::charter);
    this.living = among.map(Among::living).orElseGet(Living::new);
    this.hearing = among.map(ours -> unlessDeposed(ours.hearing())).orElse(Hearing.ALWAYS);
    this.visitor = among.map(Among::visitor).orElseGet(() -> Visitor.of(Host.name()));
    this.vertx = vertx;
    this.pace = pace;
    this.settings = reading.settings();
    this.version = version;
    this.terminal = terminal;
    this.reloads = new Reloads(vertx, pace, reading, new Carrier());
    this.desk = Desk.of(vertx, pace, settings.process().maxConcurrentChecks());
  }

  /** Where other nodes reach the page; empty while there is none. */
  Optional<String> address() {
    WebVerticle open = web;
    return open == null
        ? Optional.empty()
        : open.port().stream()
            .mapToObj(port -> Doorplate.of(settings.web().host(), port, Host.name()))
            .findFirst()
            .map(own -> named().orElse(own));
  }

  private Optional<String> named() {
    return settings.cluster().flatMap(Settings.Cluster::address).map(HttpUrl::shown);
  }

  /** That one holds for all hosts from now on. */
  void revised(Revision news) {
    shareNothing();
    reloads.revise(news);
  }

  /** What it does, for the other hosts. */
  Membership.Work work() {
    Settings now = settings;
    Optional<Shares> shares = outlook.map(Outlook::shares);
    if (load.filter(known -> known.isOf(now, shares)).isEmpty()) {
      long own = now.watched().stream().filter(this::asks).count();
      load = Optional.of(new Load(now, shares, own));
    }
    return new Membership.Work(load.get().services(), Optional.of(desk.lag().lag().maxMillis()));
  }

  private boolean asks(ServiceConfig service) {
    return outlook.map(shared -> shared.asks(service)).orElse(true);
  }

  private int places() {
    return settings.process().maxConcurrentChecks();
  }

  /**
   * How many services are ours to ask, while these are in force and those share them: ten thousand
   * are not shared out anew every two seconds.
   */
  private record Load(Settings settings, Optional<Shares> shares, long services) {
    boolean isOf(Settings now, Optional<Shares> sharing) {
      return settings == now && shares.equals(sharing);
    }
  }

  /** Who lives now, and shares what there is to be asked. */
  void share(Shares now) {
    outlook.ifPresent(shared -> shared.share(now));
  }

  /** Nobody can be heard, or it is not known by what the others go. */
  void shareNothing() {
    outlook.ifPresent(Outlook::shareNothing);
  }

  /** Before the start: a node of that name decided until now. */
  void follows(String node) {
    before = Optional.of(node);
  }

  /** Those in force. */
  Settings settings() {
    return settings;
  }

  /** Done when another process has taken our turn to write: this one is to be stopped. */
  Future<Void> deposed() {
    return deposed.future();
  }

  private Hearing unlessDeposed(Hearing others) {
    return nanos -> !deposed.future().isComplete() && others.since(nanos);
  }

  /** Another process decides: nothing more is told here. */
  void dismiss() {
    deposed.tryComplete();
  }

  /** Starts everything; when a part cannot start, those that have are stopped again. */
  @Override
  public Future<Void> start() {
    return running
        .start(
            "database",
            () -> Database.open(vertx, pace, settings.database(), visitor),
            Database::close)
        .onSuccess(opened -> opened.deposed().onSuccess(deposed::tryComplete))
        .onSuccess(this::decides)
        .compose(this::meetAgain)
        .compose(this::startListeners)
        .compose(v -> startChecking())
        .compose(
            v -> running.start("memory", () -> NativeHeap.thrifty(vertx, pace), NativeHeap::stop))
        .compose(v -> running.start("configuration", reloads::start, Reloads::stop))
        .<Void>map(v -> started())
        .recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
  }

  @Override
  public void reload(String who) {
    reloads.ask(who);
  }

  /** Stops everything in reverse: checkers fall silent first, the database is closed last. */
  @Override
  public Future<Void> stop() {
    return running.stop();
  }

  /** Of several that find the post vacant one has it: who writes. */
  private void decides(Database opened) {
    if (settings.cluster().isPresent()) {
      opened.working().onSuccess(ours -> log.info("this node decides now"));
    }
  }

  /** Whoever was watched before keeps its id; a database that does not say is no reason to wait. */
  private Future<Database> meetAgain(Database opened) {
    if (opened.trouble().isPresent()) {
      waitForPage(opened);
      return Future.succeededFuture(opened);
    }
    return new KnownServices(opened)
        .all()
        .compose(known -> reloads.meet(known).compose(met -> addFromPage(opened, known)))
        .onSuccess(met -> settings = met)
        .onFailure(cause -> log.warn("services are not met again: {}", cause.getMessage()))
        .onFailure(cause -> waitForPage(opened))
        .transform(met -> Future.succeededFuture(opened));
  }

  private Future<Settings> addFromPage(Database opened, List<Former> known) {
    return new PageStore(opened).all().compose(added -> reloads.add(added, known));
  }

  /** Whatever kept us from it: it is watched later, and not silently left out. */
  private void waitForPage(Database opened) {
    log.warn(
        "what was added in the page is not known: it is watched as soon as the database works");
    reloads.waitForPage();
    addLate(opened);
  }

  /** Until the database works nobody knows what was added in the page. */
  private void addLate(Database opened) {
    opened
        .working()
        .compose(works -> new PageStore(opened).all())
        .onSuccess(reloads::addLate)
        .onFailure(cause -> pace.after(SOON, () -> addLate(opened)));
  }

  /** The other hosts, where there may be some. */
  private Panel panel(Database opened) {
    return settings
        .cluster()
        .<Panel>map(ours -> new Jury(new Council(opened, pace, ours.node(), living)))
        .orElse(Panel.NOBODY);
  }

  private List<ServiceConfig> asked() {
    return settings.watched().stream().filter(each -> !alert.rests(each.id())).toList();
  }

  private Future<?> startListeners(Database opened) {
    database = opened;
    outlook =
        settings
            .cluster()
            .map(ours -> new Outlook(vertx, pace, opened, ours, living, this::asked, this::places));
    history = new HistoryVerticle(opened, pace, HistoryPlan.of(settings));
    return Outlets.open(vertx, pace, new ChatMoves(opened))
        .compose(outlets -> startListeners(opened, outlets));
  }

  private Future<?> startListeners(Database opened, Outlets outlets) {
    alert =
        new AlertVerticle(
            opened,
            pace,
            settings.watched(),
            AlertPlan.of(settings),
            HushPlan.of(settings),
            this::online,
            panel(opened));
    notifier = new NotifierVerticle(opened, pace, settings, hearing, outlets::of);
    return deploy("history", history)
        .compose(v -> deploy("notifier", notifier))
        .compose(v -> deploy("alert", alert)) // falls silent first: its last word is still told
        .compose(v -> startReport(opened))
        .compose(v -> startBot(opened, outlets))
        .compose(v -> startWatchdog())
        .compose(v -> startWeb())
        .onSuccess(
            v -> {
              alert.announce();
              notifier.announce();
            });
  }

  /** Whether any of the addresses answers; who cannot ask yet has not found out that it does. */
  private Future<Boolean> online() {
    HttpProbes asking = probes;
    return asking == null
        ? Future.succeededFuture(false)
        : asking.reachesAny(settings.telling().alerting().connectivity(), CONNECTIVITY);
  }

  private Future<?> startReport(Database opened) {
    report = new ReportVerticle(opened, pace, settings, new PastStatistics(history.past(), opened));
    return deploy("report", report);
  }

  private Future<?> startBot(Database opened, Outlets outlets) {
    var tools =
        new Tools(
            alert.orders(), history.past(), outlets.traffic(), () -> report.now().map(it -> it));
    return deploy("bot", new BotVerticle(opened, pace, settings, tools));
  }

  private Future<?> startWatchdog() {
    var vitals = new Vitals(desk, history::stuckResults, notifier::tallies);
    return deploy("watchdog", new WatchdogVerticle(pace, settings, vitals));
  }

  private Future<?> startWeb() {
    if (settings.web().enabled()) {
      var rooms = new Neighbours(database, history.past(), alert.orders(), reloads);
      web = new WebVerticle(settings, pace, health(), rooms, meters());
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
            this::closeProbes)
        .compose(this::startCheckers);
  }

  /** Who asks until the last moment whether we are online has nobody to ask from now on. */
  private Future<?> closeProbes(HttpProbes opened) {
    probes = null;
    return opened.close();
  }

  private Future<?> startCheckers(HttpProbes opened) {
    probes = opened;
    checkers = new Checkers(vertx, service -> checker(service, probes));
    return running
        .start("desk", this::openDesk, Desk::closed)
        .compose(open -> rehearse(probes))
        .compose(
            ready ->
                running.start(
                    "checkers",
                    () -> checkers.begin(settings.watched()).map(checkers),
                    Checkers::endAll));
  }

  /** A part of the start, so that a stop in its middle waits for it before it closes the probes. */
  private Future<Void> rehearse(HttpProbes probes) {
    return running.start("rehearsal", probes::rehearse, over -> Future.succeededFuture());
  }

  private CheckerVerticle checker(ServiceConfig service, HttpProbes probes) {
    Probe own = near(own(service, probes));
    Probe probe = outlook.map(shared -> shared.probe(service, own)).orElse(own);
    return new CheckerVerticle(
        service, probe, desk, () -> alert.known(service.id()), () -> alert.rests(service.id()));
  }

  private static Probe own(ServiceConfig service, HttpProbes probes) {
    return probes.of((HttpAsk) service.ask(), service.timing());
  }

  /** One of several says that it was itself who asked. */
  private Probe near(Probe probe) {
    return settings
        .cluster()
        .<Probe>map(ours -> new NearProbe(ours.standpoint(), probe))
        .orElse(probe);
  }

  private Future<Desk> openDesk() {
    desk.open();
    return Future.succeededFuture(desk);
  }

  private Future<String> deploy(String name, Deployable verticle) {
    return running.start(name, () -> vertx.deployVerticle(verticle), vertx::undeploy);
  }

  private Void started() {
    missing = List.of();
    outlook.ifPresent(Outlook::begun);
    int watched = settings.watched().size();
    log.info("watching {} service{}", watched, watched == 1 ? "" : "s");
    history.recollect();
    history.adopt(
        new AdoptionPlan(
            settings.process().timeZone(),
            settings.services(),
            settings.process().usual().maxResponseTime(),
            terminal));
    if (settings.telling().alerting().startupMessage()) {
      tellOfStart(watched);
    }
    return null;
  }

  /** Whoever takes the place of another one has not started: it was there. */
  private void tellOfStart(int watched) {
    Optional<String> node = settings.cluster().map(Settings.Cluster::node);
    if (node.isPresent() && before.isPresent()) {
      notifier.tookOver(node.get(), before.get());
    } else {
      notifier.started(watched, settings.telling().defaultInterval(), taken());
    }
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

  /** Carries a new reading out: only what it touches is started, stopped or changed. */
  private final class Carrier implements Reloads.Carrier {
    @Override
    public Future<List<Former>> known(Settings running) {
      return new KnownServices(database).and(running);
    }

    @Override
    public Future<Void> share(Reading read) {
      return charter.map(it -> it.impose(read)).orElseGet(Future::succeededFuture);
    }

    @Override
    public Future<Boolean> use(String node) {
      return charter.map(it -> it.use(node)).orElseGet(() -> Future.succeededFuture(false));
    }

    @Override
    public Future<Void> keep(EditPlan plan, Addition made) {
      var store = new PageStore(database);
      return plan.goes() ? store.forget(made) : store.keep(made, plan.before());
    }

    @Override
    public Optional<String> trouble() {
      return database.trouble();
    }

    /** Who is asked otherwise falls silent first: no answer to an old question is heard later. */
    @Override
    public Future<Void> take(Settings next, Changes changes) {
      Turnover<ServiceConfig> touched = changes.checkers();
      return checkers
          .end(touched.removed())
          .transform(ended -> checkers.end(touched.changed()))
          .transform(ended -> follow(next, changes.waiting()))
          .compose(followed -> checkers.begin(touched.changed()))
          .compose(begun -> checkers.begin(touched.added()));
    }

    private Future<Void> follow(Settings next, List<String> waiting) {
      settings = next;
      desk.limit(next.process().maxConcurrentChecks());
      InForce.ADDRESS.publish(vertx, new InForce(next, pace.instant(), waiting));
      return Future.succeededFuture();
    }
  }
}

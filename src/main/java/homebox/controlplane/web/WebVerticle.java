package homebox.controlplane.web;

import homebox.controlplane.alert.FollowedUp;
import homebox.controlplane.alert.PlannedWorks;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.Settings;
import homebox.controlplane.history.Curves;
import homebox.controlplane.history.HistoryStore;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.RemovedServices;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.notify.Notices;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.netty.channel.unix.Errors;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers over HTTP from a table in memory. A taken port stops nothing: it is said, and tried again
 * every ten seconds.
 */
public final class WebVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(WebVerticle.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int QUICKLY = 2; // a fifth of the usual time, for a quarter more bytes
  private static final int WORTH_COMPRESSING = 1_000; // what fits into one packet is not
  private static final int ADDRESS_IN_USE = -98; // EADDRINUSE of Linux (errno(3))

  private final Pace pace;
  private final Health health;
  private final Neighbours rooms;
  private final Past past;
  private final Meters meters;
  private final Callers callers;
  private final List<Subscription> heard = new ArrayList<>();
  private Router router;
  private HttpServer server;
  private volatile Settings settings;
  private volatile boolean taken;
  private Feed feed;
  private boolean said;
  private boolean stopped;

  /** A server for these settings that has not begun. */
  public WebVerticle(Settings settings, Pace pace, Health health, Neighbours rooms, Meters meters) {
    this.settings = settings;
    this.pace = pace;
    this.health = health;
    this.rooms = rooms;
    this.past = rooms.past();
    this.meters = meters;
    this.callers = new Callers(pace, Callers.MOST);
  }

  /** Host and port, if somebody else has them and there is no page. May be asked from anywhere. */
  public Optional<String> taken() {
    return taken
        ? Optional.of(settings.web().host() + ":" + settings.web().port())
        : Optional.empty();
  }

  /** All that is answered. */
  Router router() {
    return router;
  }

  @Override
  public Future<?> start() {
    Database database = rooms.database();
    var table = new ServiceTable(Following.shown(settings), pace);
    heard.add(CheckResult.ADDRESS.subscribe(vertx, table::hear));
    heard.add(Standing.ADDRESS.subscribe(vertx, table::hear));
    var view = new ServiceView(settings.process().timeZone(), past);
    var channels = new Channels(view);
    heard.add(ChannelHealth.ADDRESS.subscribe(vertx, channels::hear));
    var api = new Api(table, view, channels, pace, settings.file());
    router = Router.router(vertx);
    callers.mount(router);
    var entrance = new Entrance(settings.web().access(), new Passwords(vertx), pace);
    Manners.mount(router);
    Bodies.mount(router);
    var changing = new Changing(entrance, pace);
    entrance.mount(router, changing);
    api.mount(router);
    health.mount(router);
    new ChangeApi(vertx, pace, table, channels, new Notices(database), meters.version())
        .mount(router, changing);
    new WishApi(table, rooms.orders()).mount(router, changing);
    var works = new MaintenanceApi(rooms.orders(), entrance, view, pace, () -> settings);
    heard.add(PlannedWorks.ADDRESS.subscribe(vertx, works::hear));
    works.mount(router, changing);
    var story = new StoryView(table, view);
    var incidents = new IncidentApi(database, table, story);
    incidents.mount(router);
    new FollowUpApi(rooms.orders(), incidents).mount(router, changing);
    var history = new HistoryStore(database);
    new ChecksApi(history, table, view, pace).mount(router);
    new MessageApi(database, table, story, entrance).mount(router);
    new AgainApi(vertx, pace, channels, story, database).mount(router, changing);
    var remembered = new Remembered(table, history);
    new HistoryApi(new Curves(database, past), past, remembered, view, pace).mount(router);
    new RemovedApi(new RemovedServices(database), table, view, past).mount(router);
    new SettingsApi(rooms.editor(), entrance, view).mount(router, changing);
    showLive(router, table, view, channels, api, entrance);
    Problem.mount(router);
    return listen(router);
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    feed.stop();
    Future<Void> chain = Future.succeededFuture();
    for (Subscription subscription : heard) {
      chain = chain.eventually(subscription::end);
    }
    return server == null ? chain : chain.eventually(() -> server.shutdown(1, TimeUnit.SECONDS));
  }

  /** The page and what keeps it moving; after the table, which has to hear an event first. */
  private void showLive(
      Router router,
      ServiceTable table,
      ServiceView view,
      Channels channels,
      Api api,
      Entrance entrance) {
    var page = new Webroot(settings.web().title(), settings.process().language());
    feed =
        new Feed(
            pace,
            Feed.MOST,
            sight ->
                api.everything(sight)
                    .put("login", entrance.hasLogin())
                    .put("page", page.edition()));
    var events = new FeedEvents(table, view, channels, pace, feed);
    var recent = new Recent(table);
    heard.add(CheckResult.ADDRESS.subscribe(vertx, recent::hear));
    heard.add(CheckResult.ADDRESS.subscribe(vertx, events::hear));
    heard.add(Standing.ADDRESS.subscribe(vertx, events::hear));
    heard.add(Transition.ADDRESS.subscribe(vertx, events::hear));
    heard.add(FollowedUp.ADDRESS.subscribe(vertx, events::hear));
    heard.add(ChannelHealth.ADDRESS.subscribe(vertx, events::hear));
    var shown = new Following.Rooms(table, view, api, recent);
    var following = new Following(shown, entrance, page, feed);
    heard.add(InForce.ADDRESS.subscribe(vertx, inForce -> settings = inForce.settings()));
    heard.add(InForce.ADDRESS.subscribe(vertx, following::hear));
    heard.add(Refused.ADDRESS.subscribe(vertx, following::hear));
    page.mount(router);
    recent.mount(router);
    feed.mount(router);
    measure(router, table, channels);
  }

  private void measure(Router router, ServiceTable table, Channels channels) {
    var results = new ResultTally();
    heard.add(CheckResult.ADDRESS.subscribe(vertx, results::hear));
    var process = new ProcessMetrics(meters, table, channels, results, feed, pace);
    new Metrics(table, process, past, pace).mount(router);
  }

  /** Always succeeds: whether the page can be seen is no reason not to check. */
  private Future<Void> listen(Router router) {
    var options =
        new HttpServerOptions()
            .setHost(settings.web().host())
            .setPort(settings.web().port())
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxInitialLineLength(MOST_HEADER_BYTES) // ?ids= of some hundred services
            .setIdleTimeout(120)
            // through a proxy it would be a tunnel in which nobody says who is at its other end
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true)
            .setCompressionLevel(QUICKLY)
            .setCompressionContentSizeThreshold(WORTH_COMPRESSING);
    return vertx
        .createHttpServer(options)
        .connectionHandler(callers::come)
        .requestHandler(router)
        .invalidRequestHandler(Problem::unreadable)
        .listen()
        .map(this::listening)
        .otherwise(refused -> againLater(router, refused));
  }

  private Void listening(HttpServer started) {
    server = started;
    taken = false;
    if (stopped) {
      started.close();
    }
    log.info("page on http://{}:{}", host(), started.actualPort());
    return null;
  }

  private Void againLater(Router router, Throwable refused) {
    taken = true;
    if (!said) {
      said = true;
      log.error(
          "web.port: {} on {} cannot be used ({}) — stop the other process or set another web.port;"
              + " checking goes on, the page tries again every {} s",
          settings.web().port(),
          settings.web().host(),
          reason(refused),
          AGAIN.toSeconds());
    }
    pace.after(
        AGAIN,
        () -> {
          if (!stopped) {
            listen(router);
          }
        });
    return null;
  }

  /** Java's own sockets and the native ones say it in two ways. */
  private static String reason(Throwable refused) {
    boolean taken =
        refused instanceof Errors.NativeIoException unix
            ? unix.expectedErr() == ADDRESS_IN_USE
            : refused instanceof BindException;
    return taken ? "it is taken" : refused.getMessage();
  }

  private String host() {
    String host = settings.web().host();
    return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
  }
}

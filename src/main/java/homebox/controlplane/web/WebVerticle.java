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
import homebox.controlplane.history.ByPlace;
import homebox.controlplane.history.Curves;
import homebox.controlplane.history.HistoryStore;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.RemovedServices;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.notify.Notices;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers over HTTP from a table in memory. */
public final class WebVerticle extends VerticleBase {
  private final Pace pace;
  private final Health health;
  private final Neighbours rooms;
  private final Past past;
  private final Meters meters;
  private final Callers callers;
  private final List<Subscription> heard = new ArrayList<>();
  private Router router;
  private volatile Port port;
  private volatile Settings settings;
  private Feed feed;

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
    return port == null ? Optional.empty() : port.taken();
  }

  /** The port on which it listens; empty while it does not. May be asked from anywhere. */
  public OptionalInt port() {
    return port == null ? OptionalInt.empty() : port.actual();
  }

  /** All that is answered. */
  Router router() {
    return router;
  }

  @Override
  public Future<?> start() {
    port =
        new Port(
            vertx, pace, settings.web(), "page", server -> server.connectionHandler(callers::come));
    Database database = rooms.database();
    var table = new ServiceTable(Following.shown(settings), pace);
    heard.add(CheckResult.ADDRESS.subscribe(vertx, table::hear));
    heard.add(Standing.ADDRESS.subscribe(vertx, table::hear));
    var view = new ServiceView(settings.process().timeZone(), past);
    var channels = new Channels(view);
    channels.follow(settings);
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
    var places = settings.cluster().map(ours -> new ByPlace(database, past));
    new HistoryApi(new Curves(database, past), places, past, remembered, view, pace).mount(router);
    new RemovedApi(new RemovedServices(database), table, view, past).mount(router);
    new NodesApi(database, rooms.editor(), view).mount(router, changing);
    new SettingsApi(rooms.editor(), entrance, view).mount(router, changing);
    showLive(router, table, view, channels, api, entrance);
    Problem.mount(router);
    return port.open(router);
  }

  @Override
  public Future<?> stop() {
    feed.stop();
    Future<Void> chain = Future.succeededFuture();
    for (Subscription subscription : heard) {
      chain = chain.eventually(subscription::end);
    }
    return chain.eventually(port::close);
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
}

package homebox.controlplane.web;

import homebox.controlplane.alert.AlertPlan;
import homebox.controlplane.alert.AlertVerticle;
import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.HushPlan;
import homebox.controlplane.alert.Panel;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Desk;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Timing;
import homebox.controlplane.history.HistoryPlan;
import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.history.HistoryVerticle;
import homebox.controlplane.notify.NotifierVerticle;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.HandPace;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All rooms behind the API, real ones, and a browser of few words. */
final class WebRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-07-01T10:00:00Z");

  final Vertx vertx = Vertx.vertx();
  final HandPace pace = new HandPace(START);

  /** Where it is noon now: the hours before it are of a day that is not over. */
  final ZoneId zone = ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());

  final Database database;
  final HistoryVerticle history;
  final AlertVerticle alert;
  private final NotifierVerticle notifier;
  final PlainEditor editor;
  volatile List<String> missing = List.of();

  /** As which of several hosts the next page is served; empty: this one is alone. */
  Optional<Settings.Cluster> cluster = Optional.empty();

  /** One that is free. */
  static final int ANY_PORT = 0;

  int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ServiceConfig> services;
  private final Deque<String> deployed = new ArrayDeque<>();

  WebRig(Path folder, Settings.Access access, ServiceConfig... services) throws Exception {
    this.services = List.of(services);
    Address.prepare(vertx);
    var real = new VertxPace(vertx);
    database = Database.open(vertx, real, folder.resolve("history.db")).await(20, TimeUnit.SECONDS);
    history = new HistoryVerticle(database, real, new HistoryPlan(this.services, Keep.ALL, zone));
    alert =
        new AlertVerticle(
            database,
            real,
            this.services,
            new AlertPlan(List.of("log"), Optional.empty()),
            HushPlan.NONE,
            () -> Future.succeededFuture(true),
            Panel.NOBODY);
    notifier = new NotifierVerticle(database, real, List.of(Outlet.log()), Optional.empty());
    for (VerticleBase verticle : List.of(history, alert, notifier)) {
      deployed.push(vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS));
    }
    history.recollect().await(10, TimeUnit.SECONDS); // what is heard meanwhile may not count
    editor = new PlainEditor(folder, database);
    serve(ANY_PORT, pace, access);
  }

  /** One more page, by another clock. */
  WebVerticle serve(int at, Pace by, Settings.Access access) throws Exception {
    WebVerticle web = listen(at, by, access);
    notifier.announce();
    return web;
  }

  /** The same, to which no channel has yet said how it does. */
  WebVerticle listen(int at, Pace by, Settings.Access access) throws Exception {
    var health = new Health(() -> missing, () -> missing.isEmpty(), JsonObject::new);
    var web =
        new WebVerticle(
            settings(at, access),
            by,
            health,
            new Neighbours(database, history.past(), alert.orders(), editor),
            meters(by));
    deployed.push(vertx.deployVerticle(web).await(10, TimeUnit.SECONDS));
    port = web.port().orElse(at);
    return web;
  }

  private Meters meters(Pace by) {
    return new Meters(
        "test", Desk.of(vertx, by, 10), history::droppedResults, history::waitingResults, List::of);
  }

  Settings settings(int webPort, Settings.Access access) {
    return new Settings(
        Optional.of("conf/control-plane.yaml"),
        services,
        new Settings.Process(
            10, Locale.ENGLISH, ZoneId.of("Europe/Paris"), services.get(0).timing()),
        new Settings.Database(
            Path.of("unused"),
            cluster.map(WebRig::server),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new Settings.Log("INFO", Optional.empty(), false, Set.of()),
        new Settings.Web(true, "127.0.0.1", webPort, "x", Optional.empty(), access),
        new Settings.Telling(
            new Settings.Alerting(Duration.ofSeconds(3), Optional.empty(), true),
            new Settings.Telegram(
                Optional.empty(),
                Optional.empty(),
                HttpUrl.parse("http://localhost/"),
                Optional.empty(),
                Set.of(),
                Optional.empty()),
            List.of(),
            Duration.ofSeconds(300),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        List.of());
  }

  private static Settings.Server server(Settings.Cluster ours) {
    return new Settings.Server(
        new Secret("unused"), Optional.empty(), Optional.empty(), Optional.of(ours));
  }

  static ServiceConfig service(String id, String name, String group, Exposure exposure) {
    var timing =
        new Timing(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            1,
            Duration.ofSeconds(5),
            1);
    var ask =
        new HttpAsk(
            HttpUrl.parse("http://secret:word@localhost/"),
            new HttpAsk.Request("GET", Map.of(), Optional.empty()),
            true,
            false,
            1_000,
            new HttpAsk.Expect(List.of(), List.of(), List.of(), Map.of()));
    var label = new ServiceConfig.Label(id, name, group, "a box", List.of("lan"));
    return new ServiceConfig(label, true, true, exposure, timing, ask);
  }

  /** Asks with these headers, each a name and a value. */
  HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a body, as JSON where the headers name no other type. */
  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException closed) { // a connection that was kept for too long, as browsers know
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The same with that method. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * A body that is too big. Who is still writing it when the line is cut hears nothing, and comes
   * again.
   */
  HttpResponse<String> sendTooMuch(String path, String... headers) throws Exception {
    IOException cut = null;
    for (int n = 0; n < 20; n++) {
      try {
        return send("POST", path, "x".repeat(70_000), headers);
      } catch (IOException tooEarly) {
        cut = tooEarly;
      }
    }
    throw new AssertionError("it never says why", cut);
  }

  JsonObject json(String path, String... headers) throws Exception {
    HttpResponse<String> response = ask("GET", path, headers);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answers " + response.statusCode() + ": " + response.body());
    }
    return new JsonObject(response.body());
  }

  /** The same, with the answer as it comes. */
  <T> HttpResponse<T> stream(String path, HttpResponse.BodyHandler<T> body, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), body);
  }

  /** One answer a second: g good, s slow, f failed. */
  void answers(String id, String letters) {
    for (int n = 0; n < letters.length(); n++) {
      var result =
          new CheckResult(id, START.plusSeconds(n), n * 1_000L, 0, Answers.of(letters.charAt(n)));
      CheckResult.ADDRESS.publish(vertx, result);
    }
  }

  /** The other rooms answer in their own time. */
  JsonObject until(String path, Predicate<JsonObject> wanted, String... headers) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    JsonObject answer = json(path, headers);
    while (!wanted.test(answer)) {
      if (System.nanoTime() > end) {
        String shown = answer.encode();
        throw new AssertionError(
            "in vain; " + path + " is " + shown.substring(0, Math.min(2_000, shown.length())));
      }
      answer = json(path, headers);
    }
    return answer;
  }

  /** So many messages were told and are marked so: from now on none of them changes by itself. */
  void allTold(int messages, String... headers) throws Exception {
    until(
        "/api/v1/messages",
        body ->
            body.getJsonArray("messages").size() >= messages
                && body.getJsonArray("messages").stream()
                    .map(JsonObject.class::cast)
                    .allMatch(message -> "SENT".equals(message.getString("state"))),
        headers);
  }

  /** What is answered when nothing happens any more: twice the same. */
  HttpResponse<String> settled(String path) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    HttpResponse<String> answer = ask("GET", path);
    HttpResponse<String> again = ask("GET", path);
    while (!answer.body().equals(again.body())) {
      if (System.nanoTime() > end) {
        throw new AssertionError(path + " never comes to rest");
      }
      answer = again;
      again = ask("GET", path);
    }
    return again;
  }

  @Override
  public void close() {
    deployed.forEach(id -> vertx.undeploy(id).await());
    database.close().await();
    vertx.close().await();
  }
}

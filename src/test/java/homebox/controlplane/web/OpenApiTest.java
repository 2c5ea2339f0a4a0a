package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.PageSight;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/openapi.yaml describes what there is, all of it and nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OpenApiTest {
  private static final String[] PROXIED = {"X-Forwarded-For", "192.0.2.1"};
  private static final String[] ADMIN = {"Authorization", basic("admin:secret")};
  private static final String[] WRONG = {"Authorization", basic("admin:wrong")};

  private static final List<String> WISHES = List.of("mute", "unmute", "pause", "resume");
  private static final String TOO_LONG = "{\"for\": \"31d\"}";

  private static final String WORK =
      "{\"services\": [\"*\"], \"cron\": \"0 3 * * *\", \"duration\": \"1h\"}";

  private static final String PASSWORD = "{\"password\": \"secret\"}";

  @TempDir private Path folder;
  private WebRig rig;
  private Contract contract;
  private int open;
  private int locked;
  private final Map<String, TreeSet<String>> seen = new TreeMap<>();

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Access locked(Metrics metrics) {
    return new Access(
        Optional.of(new Secret("secret")),
        Optional.of(new Secret("token")),
        false,
        false,
        metrics,
        List.of());
  }

  @BeforeEach
  void start() throws Exception {
    rig = new WebRig(folder, Access.PLAIN, WebRig.service("alpha", "Alpha", "", Exposure.PLAIN));
    open = rig.port;
    contract = Contract.read(rig.vertx);
    rig.serve(WebRig.ANY_PORT, rig.pace, locked(Metrics.TOKEN));
    locked = rig.port;
    rig.port = open;
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void every_route_is_in_the_file_and_nothing_else() throws Exception {
    WebVerticle web = rig.serve(WebRig.ANY_PORT, rig.pace, Access.PLAIN);
    var routes = new TreeSet<String>();
    for (Route route : web.router().getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        for (HttpMethod method : route.methods()) {
          if (method != HttpMethod.HEAD) { // goes with GET, the file says
            routes.add(method + " " + inFile(Problem.path(route)));
          }
        }
      }
    }
    assertThat(routes).isEqualTo(contract.operations());
  }

  private static String inFile(String route) {
    return route.replaceAll(":(\\w+)", "{$1}").replaceFirst("\\*$", "{file}");
  }

  @Test
  void every_answer_is_one_that_the_file_promises() throws Exception {
    rig.answers("alpha", "gffgff");
    rig.until("/api/v1/incidents", body -> body.getJsonArray("incidents").size() == 2);
    rig.until(
        "/api/v1/services/alpha/checks", body -> body.getJsonArray("checks").size() == 6); // all
    rig.allTold(3);
    String incident =
        rig.json("/api/v1/incidents").getJsonArray("incidents").getJsonObject(0).getString("id");
    String page = rig.ask("GET", "/").body();
    String file = page.replaceFirst("(?s).*src=\"(page/[^\"]+/app.js)\".*", "/$1");
    String library = page.replaceFirst("(?s).*\"\\./(lib/[^\"]+/lit-html.js)\".*", "/$1");

    same("/api/v1/services", "/api/v1/services");
    same("/api/v1/services", "/api/v1/services?ids=alpha&fields=id,status");
    answers("/api/v1/services", 400, "/api/v1/services?fields=x");
    same("/api/v1/services/{id}", "/api/v1/services/alpha");
    answers("/api/v1/services/{id}", 404, "/api/v1/services/none");
    same("/api/v1/services/{id}/checks", "/api/v1/services/alpha/checks");
    answers("/api/v1/services/{id}/checks", 200, "/api/v1/services/alpha/checks?format=csv");
    answers("/api/v1/services/{id}/checks", 200, "/api/v1/services/alpha/checks?format=jsonl");
    answers("/api/v1/services/{id}/checks", 400, "/api/v1/services/alpha/checks?limit=x");
    answers("/api/v1/services/{id}/checks", 404, "/api/v1/services/none/checks");
    answers("/api/v1/days", 200, "/api/v1/days");
    answers("/api/v1/days", 304, "/api/v1/days", "If-None-Match", "*"); // any, for they move on
    answers("/api/v1/services/{id}/history", 200, "/api/v1/services/alpha/history");
    answers(
        "/api/v1/services/{id}/history",
        304,
        "/api/v1/services/alpha/history",
        "If-None-Match",
        "*");
    answers("/api/v1/services/{id}/history", 200, "/api/v1/services/alpha/history?range=1y");
    answers("/api/v1/services/{id}/history", 400, "/api/v1/services/alpha/history?range=x");
    answers("/api/v1/services/{id}/history", 404, "/api/v1/services/none/history");
    same("/api/v1/recent", "/api/v1/recent");
    Database.change(
        folder.resolve("history.db"),
        "INSERT INTO service (id, name, group_name, kind, url, origin)"
            + " VALUES ('gone', 'Gone', '', '', '', 'adopted')");
    same("/api/v1/nodes", "/api/v1/nodes");
    answers("/api/v1/nodes", 400, "/api/v1/nodes?limit=0");
    same("/api/v1/removed", "/api/v1/removed");
    answers("/api/v1/removed", 400, "/api/v1/removed?limit=0");
    same("/api/v1/removed/{id}", "/api/v1/removed/gone");
    answers("/api/v1/removed/{id}", 404, "/api/v1/removed/alpha");
    same("/api/v1/incidents", "/api/v1/incidents");
    answers("/api/v1/incidents", 400, "/api/v1/incidents?limit=0");
    same("/api/v1/incidents/{id}", "/api/v1/incidents/" + incident);
    answers("/api/v1/incidents/{id}", 404, "/api/v1/incidents/none");
    same("/api/v1/messages", "/api/v1/messages");
    answers("/api/v1/messages", 400, "/api/v1/messages?after=x");
    answers("/api/v1/messages", 403, "/api/v1/messages", PROXIED);
    String maintenance = "/api/v1/maintenance";
    same(maintenance, maintenance);
    answers(maintenance, 400, maintenance + "?limit=0");
    answers(maintenance, 403, maintenance, PROXIED);
    changes(maintenance, 403, maintenance, "");
    deletes(403, "x");
    answers("/health/live", 200, "/health/live");
    answers("/health/ready", 200, "/health/ready");
    answers("/metrics", 200, "/metrics");
    same("/", "/");
    answers("/login", 404, "/login");
    answers("/api/v1/session", 200, "/api/v1/session");
    for (String kind : List.of("services/{id}", "channels/{name}")) {
      String list = "/api/v1/" + kind.replaceFirst("/.*", "");
      answers("/api/v1/settings/" + kind, 403, "/api/v1/settings/" + list.substring(8) + "/x");
      changes(list, 403, list, "");
      edits("PUT", "/api/v1/" + kind, 403, list + "/x", "");
      edits("DELETE", "/api/v1/" + kind, 403, list + "/x", "");
    }
    answers("/api/v1/settings", 403, "/api/v1/settings");
    changes("/api/v1/login", 403, "/api/v1/login", PASSWORD);
    changes("/api/v1/services/{id}/check", 403, "/api/v1/services/alpha/check", "");
    for (String wish : WISHES) {
      changes("/api/v1/services/{id}/" + wish, 403, "/api/v1/services/alpha/" + wish, "");
    }
    same("/page/{edition}/{file}", file);
    answers("/page/{edition}/{file}", 404, "/page/x/none.js");
    same("/lib/{file}", library);
    answers("/lib/{file}", 404, "/lib/none.js");

    rig.port = locked;
    answers("/api/v1/services", 401, "/api/v1/services");
    answers("/api/v1/services/{id}", 200, "/api/v1/services/alpha", ADMIN);
    answers("/api/v1/messages", 401, "/api/v1/messages");
    answers("/metrics", 401, "/metrics");
    answers("/", 401, "/");
    answers("/login", 401, "/login");
    answers("/login", 303, "/login", ADMIN);
    answers("/api/v1/maintenance", 401, "/api/v1/maintenance");
    change();
    settings();
    for (int n = 1; n < LoginLimit.AT_ONCE; n++) {
      answers("/api/v1/services", 401, "/api/v1/services", WRONG);
    }
    answers("/api/v1/services", 429, "/api/v1/services", WRONG);
    changes("/api/v1/login", 429, "/api/v1/login", PASSWORD);
    rig.serve(WebRig.ANY_PORT, rig.pace, locked(Metrics.OFF));
    answers("/metrics", 404, "/metrics", ADMIN);
    int unlimited = rig.port;

    rig.port = open;
    rig.missing = List.of("checkers");
    answers("/health/live", 503, "/health/live");
    answers("/health/ready", 503, "/health/ready");
    rig.database.close().await(30, TimeUnit.SECONDS);
    answers("/api/v1/services/{id}/checks", 503, "/api/v1/services/alpha/checks");
    answers("/api/v1/services/{id}/history", 503, "/api/v1/services/alpha/history");
    answers("/api/v1/nodes", 503, "/api/v1/nodes");
    answers("/api/v1/removed", 503, "/api/v1/removed");
    answers("/api/v1/removed/{id}", 503, "/api/v1/removed/gone");
    answers("/api/v1/incidents", 503, "/api/v1/incidents");
    answers("/api/v1/incidents/{id}", 503, "/api/v1/incidents/" + incident);
    answers("/api/v1/messages", 503, "/api/v1/messages");
    rig.port = unlimited;
    changes(
        "/api/v1/services",
        503,
        "/api/v1/services",
        "{\"name\": \"Late\", \"url\": \"http://late/\"}",
        ADMIN);
    changes(
        "/api/v1/channels",
        503,
        "/api/v1/channels",
        "{\"name\": \"late\", \"slack\": {\"webhook_url\": \"http://s/x\"}}",
        ADMIN);
    for (String at : List.of("services/{id} nas", "channels/{name} hook")) {
      String path = "/api/v1/" + at.replaceFirst(" .*", "");
      String one = path.replaceFirst("\\{.*", at.replaceFirst(".* ", ""));
      String same =
          one.contains("nas")
              ? "{\"name\": \"NAS\", \"url\": \"http://nas/\"}"
              : "{\"slack\": {\"webhook_url\": {\"set\": true}}}";
      edits("PUT", path, 503, one, same, any());
      String shown = path.replace("/v1/", "/v1/settings/");
      rig.editor.page(PageSight.without(Optional.empty()));
      answers(shown, 503, shown.replaceFirst("\\{.*", "none"), ADMIN);
      rig.editor.page(PageSight.CLEAR);
    }
    rig.port = open;
    listen();
    rig.serve(WebRig.ANY_PORT, rig.pace, locked(Metrics.OFF)); // knows of no guesses
    changes("/api/v1/maintenance", 503, "/api/v1/maintenance", WORK, ADMIN);
    for (String wish : WISHES) {
      String path = "/api/v1/services/{id}/" + wish;
      changes(path, 503, "/api/v1/services/alpha/" + wish, "", ADMIN);
    }

    var promised = new TreeMap<String, TreeSet<String>>();
    for (String operation : contract.operations()) {
      promised.put(operation, new TreeSet<>(contract.statuses(operation)));
    }
    assertThat(seen).as("what was seen, and what is promised").isEqualTo(promised);
  }

  /** After what is done with its incident: a pause ends that. */
  private void wish() throws Exception {
    changes("/api/v1/services/{id}/mute", 400, "/api/v1/services/alpha/mute", TOO_LONG, ADMIN);
    for (String wish : WISHES) {
      String path = "/api/v1/services/{id}/" + wish;
      changes(path, 200, "/api/v1/services/alpha/" + wish, "", ADMIN);
      changes(path, 401, "/api/v1/services/alpha/" + wish, "");
      changes(path, 404, "/api/v1/services/none/" + wish, "", ADMIN);
    }
  }

  private void change() throws Exception {
    String check = "/api/v1/services/{id}/check";
    changes(check, 202, "/api/v1/services/alpha/check", "", ADMIN);
    changes(check, 401, "/api/v1/services/alpha/check", "");
    changes(check, 404, "/api/v1/services/none/check", "", ADMIN);
    String maintenance = "/api/v1/maintenance";
    String work = changes(maintenance, 201, maintenance, WORK, ADMIN).body();
    answers(maintenance, 200, maintenance, ADMIN);
    changes(maintenance, 400, maintenance, "{}", ADMIN);
    changes(maintenance, 401, maintenance, WORK);
    deletes(401, "x");
    deletes(404, "x", ADMIN);
    deletes(200, new JsonObject(work).getString("id"), ADMIN);
    String test = "/api/v1/channels/{name}/test";
    changes(test, 202, "/api/v1/channels/log/test", "", ADMIN);
    changes(test, 401, "/api/v1/channels/log/test", "");
    changes(test, 404, "/api/v1/channels/none/test", "", ADMIN);
    JsonArray incidents = rig.json("/api/v1/incidents", ADMIN).getJsonArray("incidents");
    follow(incidents.getJsonObject(0).getString("id"), incidents.getJsonObject(1).getString("id"));
    wish();
    sendAgain();
    useFile();
    changes("/api/v1/login", 200, "/api/v1/login", PASSWORD);
    changes("/api/v1/login", 400, "/api/v1/login", "{}");
    changes("/api/v1/login", 401, "/api/v1/login", "{\"password\": \"wrong\"}");
    changes("/api/v1/logout", 200, "/api/v1/logout", "", ADMIN);
    changes("/api/v1/logout", 401, "/api/v1/logout", "");
  }

  private void useFile() throws Exception {
    String use = "/api/v1/nodes/{name}/use";
    changes(use, 204, "/api/v1/nodes/attic/use", "", ADMIN);
    changes(use, 401, "/api/v1/nodes/attic/use", "");
    changes(use, 404, "/api/v1/nodes/barn/use", "", ADMIN);
  }

  private void sendAgain() throws Exception {
    String again = "/api/v1/messages/{id}/again";
    Database.change(
        folder.resolve("history.db"),
        "INSERT INTO message (id, channel, key, kind, facts, state, attempts, created,"
            + " possible_repeat, epoch) VALUES (900, 'log', 'k', 'TEST', '{}', 'FAILED', 3, 1, 0, 1),"
            + " (901, 'gone', 'k', 'TEST', '{}', 'FAILED', 3, 1, 0, 1)");
    changes(again, 200, "/api/v1/messages/900/again", "", ADMIN);
    changes(again, 401, "/api/v1/messages/900/again", "");
    changes(again, 404, "/api/v1/messages/999/again", "", ADMIN);
    changes(again, 409, "/api/v1/messages/901/again", "", ADMIN);
  }

  private void follow(String open, String over) throws Exception {
    String acknowledge = "/api/v1/incidents/{id}/acknowledge";
    String at = "/api/v1/incidents/" + open;
    changes(acknowledge, 200, at + "/acknowledge", "{\"note\": \"on it\"}", ADMIN);
    changes(acknowledge, 400, at + "/acknowledge", "{\"note\": 1}", ADMIN);
    changes(acknowledge, 401, at + "/acknowledge", "");
    changes(acknowledge, 404, "/api/v1/incidents/none/acknowledge", "", ADMIN);
    String notes = "/api/v1/incidents/{id}/notes";
    changes(notes, 200, at + "/notes", "{\"text\": \"the fuse\"}", ADMIN);
    changes(notes, 400, at + "/notes", "{}", ADMIN);
    changes(notes, 401, at + "/notes", "{\"text\": \"x\"}");
    changes(notes, 404, "/api/v1/incidents/none/notes", "{\"text\": \"x\"}", ADMIN);
    changes(acknowledge, 409, "/api/v1/incidents/" + over + "/acknowledge", "", ADMIN);
  }

  private void settings() throws Exception {
    String settings = "/api/v1/settings";
    String tag = answers(settings, 200, settings, ADMIN).headers().firstValue("ETag").orElseThrow();
    answers(settings, 304, settings, and("If-None-Match", tag));
    answers(settings, 400, settings + "?limit=0", ADMIN);
    answers(settings, 401, settings);
    String service = "{\"name\": \"NAS\", \"url\": \"http://nas/\"}";
    settings("services/{id}", "services/nas", service);
    changes("/api/v1/services", 201, "/api/v1/services", service, ADMIN);
    String needs = service.replace("NAS", "B").replace("}", ", \"depends_on\": \"NAS\"}");
    changes("/api/v1/services", 201, "/api/v1/services", needs, ADMIN);
    edits("DELETE", "/api/v1/services/{id}", 409, "/api/v1/services/nas", "", any());
    edits("PUT", "/api/v1/services/{id}", 409, "/api/v1/services/alpha", service, any());
    String channel = "{\"name\": \"hook\", \"slack\": {\"webhook_url\": \"http://s/x\"}}";
    settings("channels/{name}", "channels/hook", channel);
    changes("/api/v1/channels", 201, "/api/v1/channels", channel, ADMIN);
    changes(
        "/api/v1/services",
        201,
        "/api/v1/services",
        needs.replace("\"B\"", "\"C\"").replace("}", ", \"channels\": \"hook\"}"),
        ADMIN);
    edits("DELETE", "/api/v1/channels/{name}", 409, "/api/v1/channels/hook", "", any());
    edits("PUT", "/api/v1/channels/{name}", 409, "/api/v1/channels/box", channel, any());
  }

  /** All but what concerns others, from a new one to its end. */
  private void settings(String kind, String one, String entry) throws Exception {
    String list = "/api/v1/" + kind.replaceFirst("/.*", "");
    String path = "/api/v1/" + kind;
    String at = "/api/v1/" + one;
    answers("/api/v1/settings/" + kind, 401, "/api/v1/settings/" + one);
    answers("/api/v1/settings/" + kind, 404, "/api/v1/settings/" + one, ADMIN);
    changes(list, 400, list, "{}", ADMIN);
    changes(list, 401, list, entry);
    changes(list, 201, list, entry, ADMIN);
    answers("/api/v1/settings/" + kind, 200, "/api/v1/settings/" + one, ADMIN);
    edits("PUT", path, 200, at, entry, any());
    edits("PUT", path, 400, at, "{}", any());
    for (String method : List.of("PUT", "DELETE")) {
      edits(method, path, 401, at, entry);
      edits(method, path, 404, at + "-none", entry, any());
      edits(method, path, 412, at, entry, and("If-Match", "\"1\""));
      edits(method, path, 428, at, entry, ADMIN);
    }
    edits("DELETE", path, 204, at, "", any());
  }

  private static String[] any() {
    return and("If-Match", "*");
  }

  private static String[] and(String name, String value) {
    return new String[] {ADMIN[0], ADMIN[1], name, value};
  }

  private HttpResponse<String> edits(
      String method, String path, int status, String at, String body, String... headers)
      throws Exception {
    return keeps(method + " " + path, status, rig.send(method, at, body, headers));
  }

  private HttpResponse<String> answers(String path, int status, String at, String... headers)
      throws Exception {
    return keeps("GET " + path, status, rig.ask("GET", at, headers));
  }

  private HttpResponse<String> changes(
      String path, int status, String at, String body, String... headers) throws Exception {
    return keeps("POST " + path, status, rig.post(at, body, headers));
  }

  private void deletes(int status, String id, String... headers) throws Exception {
    keeps(
        "DELETE /api/v1/maintenance/{id}",
        status,
        rig.ask("DELETE", "/api/v1/maintenance/" + id, headers));
  }

  private HttpResponse<String> keeps(String operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(status);
    contract.holds(operation, answer);
    seen.computeIfAbsent(operation, first -> new TreeSet<>()).add(String.valueOf(status));
    return answer;
  }

  /** 200, and 304 for who has it already. */
  private void same(String path, String at) throws Exception {
    rig.settled(at);
    String tag = answers(path, 200, at).headers().firstValue("ETag").orElseThrow();
    answers(path, 304, at, "If-None-Match", tag);
  }

  private void listen() throws Exception {
    var feed = rig.stream("/api/v1/events", BodyHandlers.ofInputStream());
    assertThat(feed.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    feed.body().close();
    seen.put("GET /api/v1/events", new TreeSet<>(List.of("200")));
  }

  private static ChannelHealth refused() {
    return new ChannelHealth(
        "log",
        "log",
        ChannelHealth.State.PAUSED,
        WebRig.START,
        Optional.of("it refuses"),
        Optional.of("mend it"));
  }

  @Test
  void every_event_has_the_form_that_the_file_promises() throws Exception {
    rig.serve(WebRig.ANY_PORT, new VertxPace(rig.vertx), Access.PLAIN);
    Iterator<String> lines = rig.stream("/api/v1/events", BodyHandlers.ofLines()).body().iterator();
    var heard = new TreeSet<String>();
    var first = new ArrayList<String>();
    while (!heard.containsAll(contract.events())) {
      String line = lines.next();
      if (line.startsWith("event: ")) {
        String name = line.substring("event: ".length());
        contract.event(name, lines.next().substring("data: ".length()));
        heard.add(name);
        first.add(name);
      }
      if (first.equals(List.of("snapshot"))) {
        first.add("answers are on their way");
        rig.answers("alpha", "gffgg");
        ChannelHealth.ADDRESS.publish(rig.vertx, refused());
      }
    }
    assertThat(first.get(0)).isEqualTo("snapshot");
  }
}

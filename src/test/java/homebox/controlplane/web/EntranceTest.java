package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sees what, over every way on which it leaves. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EntranceTest {
  private static final String ERROR =
      Answers.of('f')
          .outcome()
          .match(good -> "", slow -> "", failed -> failed.failure().sentence());
  private static final String RIGHT = basic("admin:secret");
  private static final List<String> ALL_WAYS =
      List.of(
          "/api/v1/services",
          "/api/v1/services/open",
          "/api/v1/services/address",
          "/api/v1/incidents",
          "/api/v1/messages",
          "/api/v1/recent");

  private static final List<String> STRAIGHT =
      List.of(
          "Host: 127.0.0.1:8080",
          "Host: 127.0.0.1",
          "Host: 127.9.9.9",
          "Host: localhost",
          "Host: LOCALHOST:1",
          "Host: [::1]:8080",
          "Host: [::1]",
          "Host: localhost|Accept: */*|Cookie: a=b|X-Requested-With: x|Origin: http://localhost",
          "Host: localhost|Authorization: Basic eDp5");

  private static final List<String> NOT_STRAIGHT =
      List.of(
          "Host: evil.example",
          "Host: evil.example:8080",
          "Host: localhost.evil.example",
          "Host: 127.0.0.1.evil.example",
          "Host: 127.0.0.1@evil.example",
          "Host: 2130706433",
          "Host: 0.0.0.0",
          "Host: [::]",
          "Host: [::1].evil.example",
          "Host: 192.168.1.5:8080",
          "Host:",
          "Host: localhost|Host: evil.example",
          "Host: localhost|X-Forwarded-For: 127.0.0.1",
          "Host: localhost|x-forwarded-for:",
          "Host: localhost|X-Forwarded-Proto: https",
          "Host: localhost|X-Forwarded-Host: a",
          "Host: localhost|X-Forwarded: for=1.2.3.4",
          "Host: localhost|Forwarded: for=127.0.0.1",
          "Host: localhost|Via: 1.1 proxy",
          "Host: localhost|X-Real-IP: 127.0.0.1",
          "Host: localhost|X-Client-IP: 127.0.0.1",
          "Host: localhost|X-Cluster-Client-IP: 127.0.0.1",
          "Host: localhost|True-Client-IP: 127.0.0.1",
          "Host: localhost|CF-Connecting-IP: 1.2.3.4",
          "Host: localhost|X-Original-Forwarded-For: 1.2.3.4",
          "Host: localhost|CDN-Loop: cloudflare",
          "Host: localhost|X-Envoy-External-Address: 1.2.3.4");

  private static final List<String> PROXY_HEADS =
      List.of(
          "GET /api/v1/services HTTP/1.0|Host: localhost",
          "GET /api/v1/services HTTP/1.0",
          "GET http://localhost/api/v1/services HTTP/1.1|Host: localhost");

  @TempDir private Path folder;
  private WebRig rig;

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Access access(String password, String token, boolean open, boolean details) {
    return new Access(
        Optional.of(password).filter(text -> !text.isEmpty()).map(Secret::new),
        Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::new),
        open,
        details,
        Metrics.OPEN,
        List.of());
  }

  private void start(Access access) throws Exception {
    rig =
        new WebRig(
            folder,
            access,
            WebRig.service("open", "Open", "", Exposure.PLAIN),
            WebRig.service("hidden", "Hidden", "", new Exposure(true, false)),
            WebRig.service("address", "Address", "", new Exposure(false, true)));
  }

  /** Three services that are DOWN, each with an incident and a message in the log. */
  private void startDown(Access access, String... key) throws Exception {
    start(access);
    for (String id : List.of("open", "hidden", "address")) {
      rig.answers(id, "gff");
    }
    rig.until("/api/v1/incidents", body -> body.getJsonArray("incidents").size() == 3, key);
  }

  @AfterEach
  void stop() throws Exception {
    if (rig != null) {
      rig.close();
    }
  }

  /** What a raw request gets: status and body. */
  private String raw(String head) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port)) {
      String request = head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void who_comes_straight_from_this_machine_sees_everything() throws Exception {
    start(Access.PLAIN);
    for (String headers : STRAIGHT) {
      assertThat(raw("GET /api/v1/services HTTP/1.1|" + headers))
          .as(headers)
          .contains("200 OK", "\"details\":true", "\"hidden\"");
    }
  }

  @Test
  void who_does_not_is_told_no_details() throws Exception {
    start(Access.PLAIN);
    for (String headers : NOT_STRAIGHT) {
      assertThat(raw("GET /api/v1/services HTTP/1.1|" + headers))
          .as(headers)
          .contains("HTTP/1.1 ")
          .doesNotContain("\"details\":true", "\"hidden\"");
    }
  }

  @Test
  void a_proxy_is_known_by_how_it_speaks() throws Exception {
    start(Access.PLAIN);
    for (String head : PROXY_HEADS) {
      assertThat(raw(head)).as(head).doesNotContain("\"details\":true", "\"hidden\"");
    }
  }

  @Test
  void a_connection_never_becomes_a_tunnel_behind_a_proxys_back() throws Exception {
    start(Access.PLAIN);
    String upgrade =
        "|Host: x|X-Forwarded-For: 1.2.3.4|Upgrade: h2c|HTTP2-Settings: AAMAAABkAAQAAP__|Connection: ";
    assertThat(raw("GET /api/v1/services HTTP/1.1" + upgrade + "Upgrade, HTTP2-Settings"))
        .startsWith("HTTP/1.1 200 OK");
    assertThat(raw("PRI * HTTP/2.0|Host: x")).contains(" 501 Not Implemented");
    assertThat(rig.ask("GET", "/").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void strangers_are_told_no_error_no_address_and_nothing_of_what_is_hidden_anywhere()
      throws Exception {
    startDown(access("secret", "", true, false), "Authorization", RIGHT);
    for (String way : ALL_WAYS) {
      String body = rig.ask("GET", way).body();
      assertThat(body).as(way).doesNotContain(ERROR, "localhost/", "Hidden", "\"hidden\"");
    }
    assertThat(rig.ask("GET", "/api/v1/services/hidden").statusCode()).isEqualTo(404);
    assertThat(rig.json("/api/v1/incidents?service=hidden").getJsonArray("incidents")).isEmpty();
    assertThat(rig.json("/api/v1/incidents").getJsonArray("incidents")).hasSize(2);
    assertThat(rig.json("/api/v1/services?ids=hidden").getJsonArray("services")).isEmpty();
    JsonObject all = rig.json("/api/v1/incidents", "Authorization", RIGHT);
    for (Object each : all.getJsonArray("incidents")) {
      JsonObject incident = (JsonObject) each;
      int status = rig.ask("GET", "/api/v1/incidents/" + incident.getString("id")).statusCode();
      assertThat(status).isEqualTo(incident.getString("service").equals("hidden") ? 404 : 200);
    }
    HttpResponse<String> messages = rig.ask("GET", "/api/v1/messages");
    assertThat(messages.statusCode()).isEqualTo(401);
    assertThat(messages.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
  }

  @Test
  void who_is_logged_in_is_told_everything() throws Exception {
    startDown(access("secret", "", true, false), "Authorization", RIGHT);
    for (String way : List.of("/api/v1/services", "/api/v1/incidents", "/api/v1/messages")) {
      assertThat(rig.json(way, "Authorization", RIGHT).encode()).as(way).contains("hidden");
    }
    JsonObject one = rig.json("/api/v1/services/hidden", "Authorization", RIGHT);
    assertThat(one.getString("error")).isEqualTo(ERROR);
    assertThat(one.getString("url")).isEqualTo("http://localhost/");
    assertThat(rig.json("/api/v1/incidents", "Authorization", RIGHT).encode()).contains(ERROR);
  }

  @Test
  void public_details_are_for_all_but_not_what_a_service_hides() throws Exception {
    startDown(access("secret", "", true, true), "Authorization", RIGHT);
    assertThat(rig.json("/api/v1/services/open").getString("error")).isEqualTo(ERROR);
    assertThat(rig.json("/api/v1/services/open").getString("url")).isEqualTo("http://localhost/");
    assertThat(rig.json("/api/v1/services/address").getValue("error")).isNull();
    assertThat(rig.json("/api/v1/services/address").getValue("url")).isNull();
    assertThat(rig.ask("GET", "/api/v1/services/hidden").statusCode()).isEqualTo(404);
    JsonObject messages = rig.json("/api/v1/messages");
    assertThat(messages.encode()).contains("\"open\"", "\"address\"").doesNotContain("\"hidden\"");
    assertThat(messages.getJsonArray("messages")).hasSize(2);
    assertThat(rig.json("/api/v1/services").getBoolean("details")).isTrue();
    assertThat(rig.json("/api/v1/services").getValue("configuration")).isNull();
    assertThat(rig.json("/api/v1/services", "Authorization", RIGHT).getValue("configuration"))
        .isNotNull();
  }

  @Test
  void the_feed_tells_each_what_that_one_may_see() throws Exception {
    start(access("secret", "", true, false));
    rig.serve(
        WebRig.ANY_PORT,
        new homebox.controlplane.time.VertxPace(rig.vertx),
        access("secret", "", true, false));
    Iterator<String> stranger = lines();
    Iterator<String> admin = lines("Authorization", RIGHT);
    rig.answers("hidden", "gff");
    rig.answers("open", "gff");
    String heard = untilDown(admin, "open");
    assertThat(heard).contains("\"hidden\"", ERROR);
    String toldStranger = untilDown(stranger, "open");
    assertThat(toldStranger).contains("\"login\":true", "\"details\":false");
    assertThat(toldStranger).doesNotContain("\"hidden\"", ERROR);
  }

  private Iterator<String> lines(String... headers) throws Exception {
    return rig.stream("/api/v1/events", HttpResponse.BodyHandlers.ofLines(), headers)
        .body()
        .iterator();
  }

  /** Everything up to the incident of that service. */
  private static String untilDown(Iterator<String> lines, String id) {
    var all = new StringBuilder();
    String line = "";
    while (!line.contains("\"OUTAGE\"") || !line.contains("\"" + id + "\"")) {
      line = lines.next();
      all.append(line).append('\n');
    }
    return all.toString();
  }

  @Test
  void where_reading_asks_for_a_login_only_health_does_not() throws Exception {
    start(access("secret", "token", false, true));
    for (String way : ALL_WAYS) {
      HttpResponse<String> refused = rig.ask("GET", way);
      assertThat(refused.statusCode()).as(way).isEqualTo(401);
      assertThat(refused.headers().allValues("WWW-Authenticate"))
          .as(way)
          .hasSize(2)
          .anyMatch(one -> one.startsWith("Basic realm="))
          .anyMatch(one -> one.startsWith("Bearer realm="));
      assertThat(new JsonObject(refused.body()).getString("detail")).contains("web.admin_password");
      assertThat(rig.ask("HEAD", way).statusCode()).as(way).isEqualTo(401);
    }
    for (String way : List.of("/", "/login", "/api/v1/events", "/page/x/app.js", "/nowhere")) {
      assertThat(rig.ask("GET", way).statusCode()).as(way).isEqualTo(401);
    }
    for (String way : List.of("/health/live", "/health/ready")) {
      assertThat(rig.ask("GET", way).statusCode()).as(way).isEqualTo(200);
      assertThat(rig.ask("GET", way, "Authorization", "Bearer wrong").statusCode()).isEqualTo(200);
    }
    for (String key :
        List.of(RIGHT, "bAsIc" + RIGHT.substring(5), "Bearer token", "bearer  token")) {
      assertThat(rig.ask("GET", "/", "Authorization", key).statusCode()).as(key).isEqualTo(200);
    }
  }

  @Test
  void a_wrong_key_opens_nothing() throws Exception {
    start(access("secret", "token", false, false));
    for (String key :
        List.of(
            "Bearer secret",
            "Bearer",
            "Bearer toke",
            "Bearer tokens",
            "Basic !!!",
            "Basic",
            basic("secret"))) {
      assertThat(get(key).statusCode()).as(key).isEqualTo(401);
    }
  }

  @Test
  void a_wrong_pair_opens_nothing_and_is_told_though_all_may_read() throws Exception {
    start(access("secret", "token", true, false));
    for (String pair :
        List.of("admin:", "admin:Secret", "root:secret", ":secret", "secret", "admin:token")) {
      assertThat(get(basic(pair)).statusCode()).as(pair).isEqualTo(401);
    }
  }

  @Test
  void after_ten_wrong_ones_an_address_waits_also_with_the_right_one() throws Exception {
    start(access("secret", "", true, false));
    for (int n = 0; n < LoginLimit.AT_ONCE; n++) {
      assertThat(get(basic("admin:" + n)).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> waits = get(RIGHT);
    assertThat(waits.statusCode()).isEqualTo(429);
    assertThat(waits.headers().firstValue("Retry-After")).contains("11");
    assertThat(new JsonObject(waits.body()).getString("detail")).contains("wait");
    assertThat(rig.ask("GET", "/api/v1/services").statusCode()).isEqualTo(200);
    rig.pace.advance(Duration.ofSeconds(11));
    assertThat(get(RIGHT).statusCode()).isEqualTo(200);
    assertThat(get(basic("admin:x")).statusCode()).isEqualTo(401);
    assertThat(get(RIGHT).statusCode()).isEqualTo(429);
  }

  private HttpResponse<String> get(String key) throws Exception {
    return rig.ask("GET", "/api/v1/services", "Authorization", key);
  }

  @Test
  void a_browser_logs_in_at_one_address_and_comes_back_to_the_page() throws Exception {
    start(access("secret", "", true, false));
    HttpResponse<String> asked = rig.ask("GET", "/login");
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Homebox Control Plane\", charset=\"UTF-8\"");
    HttpResponse<String> in = rig.ask("GET", "/login", "Authorization", RIGHT);
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).contains("./");
  }

  @Test
  void without_a_password_nobody_can_log_in_and_messages_say_what_to_do() throws Exception {
    start(Access.PLAIN);
    assertThat(rig.ask("GET", "/login").statusCode()).isEqualTo(404);
    assertThat(raw("GET /api/v1/messages HTTP/1.1|Host: nas.local"))
        .contains("403 Forbidden", "web.admin_password", "web.public_details");
    assertThat(rig.ask("GET", "/api/v1/messages").statusCode()).isEqualTo(200);
  }

  @Test
  void strangers_are_told_what_is_missing_and_not_why() throws Exception {
    start(access("secret", "", true, false));
    rig.missing = List.of("database: /srv/data/history.db is full\nvery");
    assertThat(new JsonObject(rig.ask("GET", "/health/ready").body()).getJsonArray("missing"))
        .containsExactly("database");
  }

  @Test
  void metrics_have_a_rule_of_their_own() throws Exception {
    Settings.Access plain = access("", "token", true, false);
    start(plain);
    assertThat(rig.ask("GET", "/metrics").statusCode()).isEqualTo(200);
    rig.serve(WebRig.ANY_PORT, rig.pace, with(plain, Metrics.TOKEN));
    assertThat(rig.ask("GET", "/metrics").statusCode()).isEqualTo(401);
    assertThat(rig.ask("GET", "/metrics", "Authorization", "Bearer token").statusCode())
        .isEqualTo(200);
    rig.serve(WebRig.ANY_PORT, rig.pace, with(plain, Metrics.OFF));
    assertThat(rig.ask("GET", "/metrics", "Authorization", "Bearer token").statusCode())
        .isEqualTo(404);
  }

  private static Access with(Access access, Metrics metrics) {
    return new Access(
        access.password(),
        access.token(),
        access.open(),
        access.details(),
        metrics,
        access.proxies());
  }
}

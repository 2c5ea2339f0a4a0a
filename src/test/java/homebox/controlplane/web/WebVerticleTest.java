package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API over a real socket, fed through the real bus. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebVerticleTest {
  @TempDir private Path folder;
  private WebRig rig;

  @BeforeEach
  void start() throws Exception {
    rig =
        new WebRig(
            folder,
            Settings.Access.PLAIN,
            WebRig.service("zeta", "Zêta <b>", "", Exposure.PLAIN),
            WebRig.service("alpha", "Alpha", "Home", Exposure.PLAIN));
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    return rig.ask(method, path);
  }

  private JsonObject json(String path) throws Exception {
    HttpResponse<String> response = ask("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return new JsonObject(response.body());
  }

  private void answers(String id, String letters) {
    rig.answers(id, letters);
  }

  private JsonObject until(String id, Predicate<JsonObject> wanted) throws Exception {
    return rig.until("/api/v1/services/" + id, wanted);
  }

  @Test
  void before_the_first_answer_a_service_is_pending_and_in_the_order_of_the_file()
      throws Exception {
    JsonArray services = json("/api/v1/services").getJsonArray("services");
    assertThat(services).hasSize(2);
    JsonObject first = services.getJsonObject(0);
    assertThat(first.getString("name")).isEqualTo("Zêta <b>");
    assertThat(first.getString("state")).isEqualTo("PENDING");
    assertThat(first.getString("status")).isEqualTo("PENDING");
    assertThat(first.getValue("group")).isNull();
    assertThat(first.getValue("last_checked")).isNull();
    assertThat(first.getJsonObject("uptime").fieldNames())
        .containsExactly("24h", "7d", "30d", "90d", "1y");
    assertThat(services.getJsonObject(1).getString("group")).isEqualTo("Home");
  }

  @Test
  void has_every_field_that_the_design_names() throws Exception {
    assertThat(json("/api/v1/services").getJsonArray("services").getJsonObject(0).fieldNames())
        .containsExactlyElementsOf(ServiceView.FIELDS)
        .containsExactly(
            "id",
            "name",
            "group",
            "kind",
            "critical",
            "status",
            "state",
            "maintenance",
            "parent",
            "flapping",
            "muted",
            "mute",
            "paused",
            "acknowledged",
            "unconfirmed",
            "since",
            "last_checked",
            "response_time_ms",
            "status_code",
            "error",
            "uptime",
            "tags",
            "interval_ms",
            "timeout_ms",
            "max_response_time_ms");
    JsonObject all =
        rig.until("/api/v1/services", body -> !body.getJsonArray("channels").isEmpty());
    JsonObject channel = all.getJsonArray("channels").getJsonObject(0);
    assertThat(channel.getString("name")).isEqualTo("log");
    assertThat(channel.getString("state")).isEqualTo("OK");
  }

  @Test
  void a_failure_is_unconfirmed_first_and_down_after_its_retries() throws Exception {
    answers("alpha", "gf");
    JsonObject unconfirmed = until("alpha", row -> row.getValue("unconfirmed") != null);
    assertThat(unconfirmed.getString("state")).isEqualTo("UP");
    assertThat(unconfirmed.getJsonObject("unconfirmed"))
        .isEqualTo(
            new JsonObject()
                .put("since", "2026-07-01T12:00:01.000+02:00")
                .put("attempt", 1)
                .put("of", 2));
    assertThat(unconfirmed.getString("error"))
        .isEqualTo(
            Answers.of('f')
                .outcome()
                .match(good -> "", slow -> "", failed -> failed.failure().sentence()));
    answers("alpha", "gff");
    JsonObject down = until("alpha", row -> "DOWN".equals(row.getString("state")));
    assertThat(down.getString("state")).isEqualTo("DOWN");
    assertThat(down.getString("since")).isEqualTo("2026-07-01T12:00:01.000+02:00");
    assertThat(down.getValue("unconfirmed")).isNull();
  }

  @Test
  void incidents_and_messages_are_listed_newest_first_in_pages() throws Exception {
    answers("alpha", "gffgff");
    until("alpha", alpha -> "2026-07-01T12:00:04.000+02:00".equals(alpha.getString("since")));
    JsonObject first = json("/api/v1/incidents?limit=1");
    assertThat(first.getJsonArray("incidents")).hasSize(1);
    JsonObject open = first.getJsonArray("incidents").getJsonObject(0);
    assertThat(open.fieldNames())
        .containsExactly(
            "id",
            "service",
            "name",
            "kind",
            "started",
            "ended",
            "duration_ms",
            "end",
            "cause",
            "error",
            "announced",
            "acknowledged",
            "notes",
            "messages");
    assertThat(open.getValue("ended")).isNull();
    JsonObject second = json("/api/v1/incidents?limit=1&after=" + first.getString("next"));
    JsonObject ended = second.getJsonArray("incidents").getJsonObject(0);
    assertThat(ended.getString("end")).isEqualTo("RECOVERED");
    assertThat(ended.getLong("duration_ms")).isEqualTo(2_000);
    assertThat(second.getValue("next")).isNull();
    JsonObject alone = json("/api/v1/incidents/" + ended.getString("id"));
    assertThat(alone.getJsonArray("messages")).hasSize(2);
    JsonObject messages = json("/api/v1/messages?limit=2");
    assertThat(messages.getJsonArray("messages")).hasSize(2);
    assertThat(messages.getJsonArray("messages").getJsonObject(0).fieldNames())
        .containsExactly(
            "id",
            "channel",
            "kind",
            "key",
            "incident",
            "services",
            "state",
            "attempts",
            "created",
            "next_try",
            "sent",
            "answer",
            "possible_repeat");
    assertThat(
            json("/api/v1/messages?after=" + messages.getString("next")).getJsonArray("messages"))
        .hasSize(1);
    assertThat(ask("GET", "/api/v1/messages?limit=501").statusCode()).isEqualTo(400);
    assertThat(ask("GET", "/api/v1/messages?after=x").statusCode()).isEqualTo(400);
    assertThat(ask("GET", "/api/v1/incidents/none").statusCode()).isEqualTo(404);
  }

  @Test
  void silence_for_two_intervals_and_a_timeout_is_unknown() throws Exception {
    answers("alpha", "g");
    until("alpha", row -> "UP".equals(row.getString("state")));
    rig.pace.advance(Duration.ofSeconds(129));
    assertThat(json("/api/v1/services/alpha").getString("status")).isEqualTo("UP");
    rig.pace.advance(Duration.ofSeconds(2));
    assertThat(json("/api/v1/services/alpha").getString("status")).isEqualTo("UNKNOWN");
    assertThat(json("/api/v1/services/alpha").getString("state")).isEqualTo("UP");
  }

  @Test
  void a_clock_that_is_set_makes_nobody_unknown_and_hides_nobody_who_is() throws Exception {
    answers("alpha", "g");
    until("alpha", row -> "UP".equals(row.getString("state")));
    for (int hours : new int[] {1, -2}) {
      rig.pace.step(Duration.ofHours(hours));
      assertThat(json("/api/v1/services/alpha").getString("status")).isEqualTo("UP");
    }
    rig.pace.advance(Duration.ofSeconds(131));
    assertThat(json("/api/v1/services/alpha").getString("status")).isEqualTo("UNKNOWN");
  }

  @Test
  void can_be_asked_for_some_services_and_some_fields() throws Exception {
    assertThat(json("/api/v1/services?group=Home").getJsonArray("services")).hasSize(1);
    assertThat(json("/api/v1/services?ids=zeta,alpha").getJsonArray("services")).hasSize(2);
    assertThat(json("/api/v1/services?ids=none").getJsonArray("services")).isEmpty();
    assertThat(
            json("/api/v1/services?ids=zeta&fields=id,state")
                .getJsonArray("services")
                .getJsonObject(0))
        .isEqualTo(new JsonObject().put("id", "zeta").put("state", "PENDING"));
    HttpResponse<String> unknown = ask("GET", "/api/v1/services?fields=id,stat");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("status", "max_response_time_ms");
  }

  @Test
  void shows_no_secret() throws Exception {
    assertThat(ask("GET", "/api/v1/services/zeta").body()).doesNotContain("word");
  }

  @Test
  void errors_are_problems_that_say_what_to_do() throws Exception {
    for (String path : List.of("/api/v1/services/none", "/nowhere", "/api/v1/none")) {
      HttpResponse<String> response = ask("GET", path);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(new JsonObject(response.body()).getString("detail")).isNotBlank();
    }
    assertThat(ask("DELETE", "/api/v1/services").statusCode()).isEqualTo(405);
  }

  @Test
  void can_be_asked_by_head() throws Exception {
    for (String path : List.of("/health/live", "/health/ready", "/api/v1/services", "/")) {
      HttpResponse<String> response = ask("HEAD", path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void an_address_that_cannot_be_read_is_the_askers_mistake() throws Exception {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), rig.port)) {
      socket.getOutputStream().write("GET /api/v1/services/%zz HTTP/1.0\r\n\r\n".getBytes());
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.0 400 ");
    }
  }

  @Test
  void is_ready_when_nothing_is_missing() throws Exception {
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
    rig.missing = List.of("database");
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/health/ready").body()).contains("database");
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(503);
  }

  @Test
  void a_taken_port_is_tried_again_until_it_is_free() throws Exception {
    var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    rig.serve(taken.getLocalPort(), rig.pace, Settings.Access.PLAIN);
    assertThat(rig.pace.pending()).isEqualTo(1);
    taken.close();
    rig.pace.advance(Duration.ofSeconds(10));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      try {
        assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    throw new AssertionError("the page did not come back");
  }

  @Test
  void what_happens_is_fed_in_the_form_that_the_design_names() throws Exception {
    // one whose events leave by themselves
    rig.serve(WebRig.ANY_PORT, new VertxPace(rig.vertx), Settings.Access.PLAIN);
    var response = rig.stream("/api/v1/events", HttpResponse.BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    Iterator<String> lines = response.body().iterator();
    assertThat(lines.next()).isEqualTo("event: snapshot");
    var snapshot = new JsonObject(lines.next().substring("data: ".length()));
    assertThat(lines.next()).isEmpty();
    assertThat(snapshot.fieldNames())
        .containsExactly(
            "configuration", "channels", "services", "details", "time", "login", "page");
    assertThat(snapshot.getJsonArray("services")).hasSize(2);
    answers("alpha", "gff");
    // two rooms hear an answer at once: whose word on it comes first is open
    var seen = new HashMap<String, List<JsonObject>>();
    while (count(seen, "check") < 3 || count(seen, "standing") < 3 || count(seen, "incident") < 1) {
      String name = lines.next().substring("event: ".length());
      var data = new JsonObject(lines.next().substring("data: ".length()));
      seen.computeIfAbsent(name, first -> new ArrayList<>()).add(data);
      lines.next();
    }
    JsonObject check = seen.get("check").get(0);
    assertThat(check.fieldNames())
        .containsExactly(
            "id",
            "at",
            "attempt",
            "outcome",
            "response_time_ms",
            "status_code",
            "error",
            "status",
            "state",
            "phases");
    assertThat(check.getString("outcome")).isEqualTo("GOOD");
    JsonObject transition = seen.get("transition").get(0);
    assertThat(transition.getString("from") + transition.getString("to")).isEqualTo("PENDINGUP");
    assertThat(seen.get("standing").get(0).fieldNames())
        .containsExactly(
            "id",
            "status",
            "state",
            "since",
            "unconfirmed",
            "maintenance",
            "parent",
            "flapping",
            "muted",
            "mute",
            "paused",
            "acknowledged");
    transition = seen.get("transition").get(1);
    assertThat(transition.getString("to")).isEqualTo("DOWN");
    assertThat(transition.getString("since")).isEqualTo("2026-07-01T12:00:01.000+02:00");
    JsonObject incident = seen.get("incident").get(0);
    assertThat(incident.getString("kind")).isEqualTo("OUTAGE");
    assertThat(incident.getString("error")).isNotBlank();
    assertThat(incident.getValue("ended")).isNull();
    response.body().close();
  }

  @Test
  void the_feed_says_which_of_several_hosts_asked() throws Exception {
    rig.serve(WebRig.ANY_PORT, new VertxPace(rig.vertx), Settings.Access.PLAIN);
    var response = rig.stream("/api/v1/events", HttpResponse.BodyHandlers.ofLines());
    Iterator<String> lines = response.body().iterator();
    assertThat(lines.next()).isEqualTo("event: snapshot");
    var attic = new Standpoint("attic", Optional.empty());
    CheckResult.ADDRESS.publish(
        rig.vertx, new CheckResult("alpha", WebRig.START, 0, 0, Answers.of('g').from(attic)));
    String line = lines.next();
    while (!line.equals("event: check")) {
      line = lines.next();
    }
    var check = new JsonObject(lines.next().substring("data: ".length()));
    assertThat(check.getString("node")).isEqualTo("attic");
    response.body().close();
  }

  private static int count(Map<String, List<JsonObject>> seen, String event) {
    return seen.getOrDefault(event, List.of()).size();
  }

  private static JsonArray recent(JsonObject body) {
    return body.getJsonArray("services").getJsonObject(0).getJsonArray("response_ms");
  }

  @Test
  void the_last_times_of_each_service_are_kept_and_no_more() throws Exception {
    answers("alpha", "gfs".repeat(20));
    JsonArray services =
        rig.until("/api/v1/recent", body -> !body.getJsonArray("services").isEmpty())
            .getJsonArray("services");
    assertThat(services).hasSize(1);
    assertThat(services.getJsonObject(0).getString("id")).isEqualTo("alpha");
    JsonArray times =
        recent(rig.until("/api/v1/recent", body -> recent(body).size() == Recent.LENGTH));
    long good = Answers.of('g').outcome().took().toMillis();
    assertThat(times.stream().map(time -> time == null ? null : ((Number) time).longValue()))
        .contains(good, (Long) null);
  }
}

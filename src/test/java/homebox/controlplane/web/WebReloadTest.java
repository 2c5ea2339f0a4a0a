package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shown when another configuration comes into force. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebReloadTest {
  private static final String ALPHA = "  - {name: Alpha, url: \"http://alpha/\"}\n";
  private static final String BETA = "  - {name: Beta, url: \"http://beta/\"}\n";
  private static final String ZETA = "  - {name: Zeta, url: \"http://zeta/\"}\n";

  @TempDir private Path folder;
  private WebRig rig;

  @BeforeEach
  void start() throws Exception {
    rig =
        new WebRig(
            folder,
            Settings.Access.PLAIN,
            WebRig.service("zeta", "Zeta", "", Exposure.PLAIN),
            WebRig.service("alpha", "Alpha", "", Exposure.PLAIN));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void reload(String yaml, String... waiting) {
    String whole = yaml.contains("time_zone") ? yaml : "time_zone: Europe/Paris\n" + yaml;
    InForce.ADDRESS.publish(
        rig.vertx, new InForce(Configured.by(whole), WebRig.START, List.of(waiting)));
  }

  private void refuse(String... faults) {
    Refused.ADDRESS.publish(
        rig.vertx, new Refused("abc", WebRig.START.plusSeconds(60), List.of(faults)));
  }

  private static List<String> ids(JsonObject body) {
    return body.getJsonArray("services").stream()
        .map(row -> ((JsonObject) row).getString("id"))
        .toList();
  }

  private static JsonObject row(JsonObject body, String id) {
    return body.getJsonArray("services").stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject untilIds(String... ids) throws Exception {
    return rig.until("/api/v1/services", body -> ids(body).equals(List.of(ids)));
  }

  /** Lines of the feed, from the first snapshot on. */
  private Iterator<String> listen(String... headers) throws Exception {
    return rig.stream("/api/v1/events", HttpResponse.BodyHandlers.ofLines(), headers)
        .body()
        .iterator();
  }

  /** The next snapshot. */
  private static JsonObject snapshot(Iterator<String> lines) {
    while (!lines.next().equals("event: snapshot")) {
      // other events, their data, and comments
    }
    return new JsonObject(lines.next().substring("data: ".length()));
  }

  @Test
  void the_list_is_that_of_the_configuration_in_its_order_and_who_stays_keeps_what_is_known()
      throws Exception {
    rig.answers("alpha", "gff");
    JsonObject before =
        row(
            rig.until(
                "/api/v1/services", body -> row(body, "alpha").getString("state").equals("DOWN")),
            "alpha");
    reload("services:\n" + BETA + ALPHA.replace("}", ", group: Home, interval: 7}"));

    JsonObject body = untilIds("beta", "alpha");

    JsonObject alpha = row(body, "alpha");
    for (String field : List.of("state", "since", "last_checked", "error")) {
      assertThat(alpha.getValue(field)).as(field).isEqualTo(before.getValue(field));
    }
    assertThat(alpha.getString("group")).isEqualTo("Home");
    assertThat(alpha.getInteger("interval_ms")).isEqualTo(7_000);
    assertThat(row(body, "beta").getString("state")).isEqualTo("PENDING");
    assertThat(rig.ask("GET", "/api/v1/services/zeta").statusCode()).isEqualTo(404);
  }

  @Test
  void who_looks_on_begins_again_with_a_snapshot_and_follows() throws Exception {
    rig.serve(WebRig.ANY_PORT, new VertxPace(rig.vertx), Settings.Access.PLAIN);
    Iterator<String> lines = listen();
    assertThat(ids(snapshot(lines))).containsExactly("zeta", "alpha");
    reload("services:\n" + ALPHA + BETA);
    assertThat(ids(snapshot(lines))).containsExactly("alpha", "beta");
    rig.answers("beta", "g");
    String line = lines.next();
    while (!line.startsWith("data: ") || !line.contains("\"beta\"")) {
      line = lines.next();
    }
    assertThat(new JsonObject(line.substring("data: ".length())).getString("id")).isEqualTo("beta");
  }

  @Test
  void a_configuration_that_cannot_be_used_is_shown_until_one_can() throws Exception {
    Iterator<String> lines = listen();
    JsonObject well = snapshot(lines).getJsonObject("configuration");
    assertThat(well.getString("state")).isEqualTo("OK");
    assertThat(well.getJsonArray("faults")).isEmpty();
    refuse("c.yaml:1: x: is not known — leave it out");

    JsonObject body = snapshot(lines);

    assertThat(body.getJsonObject("configuration"))
        .isEqualTo(
            new JsonObject()
                .put("state", "REFUSED")
                .put("file", "conf/control-plane.yaml")
                .put("since", "2026-07-01T12:01:00.000+02:00")
                .put("faults", JsonArray.of("c.yaml:1: x: is not known — leave it out"))
                .put("restart", new JsonArray()));
    assertThat(ids(body)).containsExactly("zeta", "alpha");
    reload("services:\n" + ZETA + ALPHA, "web.port");
    assertThat(snapshot(lines).getJsonObject("configuration").getString("state")).isEqualTo("OK");
    assertThat(rig.json("/api/v1/services").getJsonObject("configuration").getJsonArray("restart"))
        .containsExactly("web.port");
  }

  @Test
  void strangers_see_nothing_of_the_configuration_and_who_is_let_in_now_is_looked_at_anew()
      throws Exception {
    Iterator<String> lines = listen();
    assertThat(snapshot(lines).getBoolean("details")).isTrue();
    reload("web: {admin_password: word}\nservices:\n" + ZETA + ALPHA);
    refuse("c.yaml:1: x: is not known — leave it out");
    while (lines.hasNext()) {
      lines.next(); // it ends: another one is to be let in
    }
    JsonObject seen = rig.until("/api/v1/services", body -> !body.getBoolean("details"));
    assertThat(seen.containsKey("configuration")).isTrue();
    assertThat(seen.getJsonObject("configuration")).isNull();
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString("admin:word".getBytes(StandardCharsets.UTF_8));
    JsonObject whole = rig.json("/api/v1/services", "Authorization", basic);
    assertThat(whole.getJsonObject("configuration").getString("state")).isEqualTo("REFUSED");
  }

  @Test
  void title_language_and_zone_hold_at_once_and_an_open_page_loads_itself_anew() throws Exception {
    Iterator<String> lines = listen();
    String edition = snapshot(lines).getString("page");
    reload(
        "language: fr\ntime_zone: Asia/Tokyo\nweb: {title: \"À nous <3\"}\nservices:\n"
            + ZETA
            + ALPHA);

    JsonObject body = snapshot(lines);

    assertThat(body.getString("page")).isNotEqualTo(edition);
    assertThat(body.getString("time")).endsWith("+09:00");
    String page = rig.ask("GET", "/").body();
    assertThat(page)
        .contains("<title>À nous &lt;3</title>")
        .contains("lang=\"fr\"")
        .contains("data-edition=\"" + body.getString("page") + "\"");
    String script = "/page/" + body.getString("page") + "/app.js";
    assertThat(page).contains(script.substring(1));
    assertThat(rig.ask("GET", script).headers().firstValue("Cache-Control"))
        .contains(WebFile.FOR_EVER);
  }
}

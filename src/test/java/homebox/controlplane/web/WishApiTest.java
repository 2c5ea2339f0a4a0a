package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who is logged in wants of a service, and what the others see of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WishApiTest {
  private static final String[] BEARER = {"Authorization", "Bearer letmein"};
  private static final String WORKS = "/api/v1/maintenance";
  private static final String NAS = "/api/v1/services/nas";

  @TempDir private Path folder;
  private WebRig rig;

  @BeforeEach
  void start() throws Exception {
    var access =
        new Access(
            Optional.of(new Secret("secret")),
            Optional.of(new Secret("letmein")),
            true,
            true,
            Metrics.OPEN,
            List.of());
    rig = new WebRig(folder, access, WebRig.service("nas", "NAS", "", Exposure.PLAIN));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<String> want(String what, String body) throws Exception {
    return rig.post(NAS + "/" + what, body, BEARER);
  }

  private JsonObject mute(String... headers) throws Exception {
    return rig.until(NAS, row -> row.getBoolean("muted"), headers).getJsonObject("mute");
  }

  private static Duration left(JsonObject mute) {
    Instant until = OffsetDateTime.parse(mute.getString("until")).toInstant();
    return Duration.between(Instant.now(), until);
  }

  @Test
  void a_mute_lasts_an_hour_unless_it_says_for_how_long() throws Exception {
    HttpResponse<String> done = want("mute", "");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(new JsonObject(done.body())).isEqualTo(new JsonObject().put("id", "nas"));
    JsonObject mute = mute(BEARER);
    assertThat(mute.getString("by")).isEqualTo("api");
    assertThat(left(mute)).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));

    assertThat(want("mute", "{\"for\": \"2d\"}").statusCode()).isEqualTo(200);
    rig.until(NAS, row -> left(row.getJsonObject("mute")).toHours() > 40);
    assertThat(want("mute", "{\"for\": 90}").statusCode()).isEqualTo(200);
    rig.until(NAS, row -> left(row.getJsonObject("mute")).toSeconds() < 91);

    assertThat(want("unmute", "").statusCode()).isEqualTo(200);
    rig.until(NAS, row -> !row.getBoolean("muted") && row.getValue("mute") == null);
  }

  @Test
  void who_has_said_so_is_not_for_strangers() throws Exception {
    want("mute", "");
    assertThat(mute().getString("by")).isNull();
  }

  @Test
  void a_length_that_is_none_is_refused_with_the_way_to_write_one() throws Exception {
    for (String wrong : List.of("\"soon\"", "\"\"", "[1]", "true", "null", "-1")) {
      HttpResponse<String> refused = want("mute", "{\"for\": " + wrong + "}");
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(refused.body()).as(wrong).containsAnyOf("1h", "30d");
    }
    assertThat(want("mute", "{\"for\": \"31d\"}").body()).contains("30d");
    assertThat(want("mute", "{\"four\": \"1d\"}").body()).contains("four");
    assertThat(rig.json(NAS).getBoolean("muted")).isFalse();
  }

  @Test
  void who_is_paused_is_shown_so_and_cannot_be_asked_until_it_is_resumed() throws Exception {
    rig.answers("nas", "gff");
    rig.until(NAS, row -> row.getString("state").equals("DOWN"));
    assertThat(want("pause", "").statusCode()).isEqualTo(200);
    JsonObject row = rig.until(NAS, each -> each.getString("status").equals("PAUSED"), BEARER);
    assertThat(row.getString("state")).isEqualTo("PENDING");
    assertThat(row.getJsonObject("paused").getString("by")).isEqualTo("api");
    assertThat(rig.json(NAS).getJsonObject("paused").getValue("by")).isNull();
    JsonObject incident = rig.json("/api/v1/incidents").getJsonArray("incidents").getJsonObject(0);
    assertThat(incident.getString("end")).isEqualTo("PAUSED");
    HttpResponse<String> refused = want("check", "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("resume it");
    assertThat(want("resume", "").statusCode()).isEqualTo(200);
    rig.until(NAS, each -> each.getValue("paused") == null);
  }

  @Test
  void planned_work_has_the_keys_and_the_checks_of_the_file() throws Exception {
    HttpResponse<String> made =
        rig.post(
            WORKS,
            "{\"services\": [\"nas\"], \"cron\": \"0 3 * * sun\", \"duration\": 5400,"
                + " \"reason\": \"${HOME} backup\"}",
            BEARER);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = new JsonObject(made.body()).getString("id");
    JsonObject listed =
        rig.until(WORKS, list -> !list.getJsonArray("maintenance").isEmpty(), BEARER);
    assertThat(listed.getJsonArray("maintenance").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("id", id)
                .put("services", new JsonArray().add("nas"))
                .put("nobody", new JsonArray())
                .put("cron", "0 3 * * sun")
                .put("duration", "90m")
                .put("time_zone", "Europe/Paris")
                .put("reason", "${HOME} backup")
                .put("origin", "page")
                .put("by", "api")
                .put("active", false));
    assertThat(rig.ask("GET", WORKS).statusCode()).as("for strangers").isEqualTo(401);
    assertThat(rig.ask("DELETE", WORKS + "/" + id).statusCode()).isEqualTo(401);
    assertThat(rig.ask("DELETE", WORKS + "/" + id, BEARER).statusCode()).isEqualTo(200);
    rig.until(WORKS, list -> list.getJsonArray("maintenance").isEmpty(), BEARER);
  }

  @Test
  void work_that_is_wrong_is_refused_with_the_key_and_how_to_mend_it() throws Exception {
    assertThat(wrong("{\"services\": [\"nsa\"], \"from\": \"2026-01-02T10:00\"}"))
        .contains("has only one of from and until")
        .contains("services: ")
        .contains("did you mean");
    assertThat(wrong("{\"service\": \"nas\"}"))
        .contains("service: is not known", "did you mean services?");
    assertThat(
            wrong(
                "{\"services\": [\"nas\"], \"from\": \"2026-01-02T10:00\","
                    + " \"until\": \"2026-01-02T09:00\"}"))
        .isEqualTo("until: is not after from — write a later time");
    assertThat(wrong("{}")).contains("services: is missing");
    assertThat(
            wrong(
                "{\"services\": [\"nas\"], \"from\": \"2020-01-01T10:00\","
                    + " \"until\": \"2020-01-02T10:00\"}"))
        .isEqualTo("until: is over already — write a later time");
  }

  @Test
  void what_is_wrong_with_planned_work_is_told_key_by_key() throws Exception {
    JsonArray faults =
        faults("{\"services\": [\"nsa\"], \"from\": \"soon\", \"until\": \"2020-01-02T10:00\"}");
    assertThat(faults)
        .contains(
            new JsonObject()
                .put("path", "from")
                .put("what", "\"soon\" is no date and time")
                .put("mend", "write one such as 2026-12-24T18:00"))
        .extracting(fault -> ((JsonObject) fault).getString("path"))
        .containsExactlyInAnyOrder("services", "from");
    assertThat(
            faults(
                "{\"services\": [\"nas\"], \"from\": \"2020-01-01T10:00\","
                    + " \"until\": \"2020-01-02T10:00\"}"))
        .containsExactly(
            new JsonObject()
                .put("path", "until")
                .put("what", "is over already")
                .put("mend", "write a later time"));
    assertThat(faults("{\"services\": [\"nas\"]}"))
        .containsExactly(
            new JsonObject()
                .put("path", "")
                .put("what", "has no time")
                .put("mend", "write from and until, or cron and duration"));
  }

  private JsonArray faults(String body) throws Exception {
    HttpResponse<String> refused = rig.post(WORKS, body, BEARER);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    return new JsonObject(refused.body()).getJsonArray("faults");
  }

  private String wrong(String body) throws Exception {
    HttpResponse<String> refused = rig.post(WORKS, body, BEARER);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    return new JsonObject(refused.body()).getString("detail");
  }
}

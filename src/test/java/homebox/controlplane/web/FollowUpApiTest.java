package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledging and noting over HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FollowUpApiTest {
  private static final String[] BEARER = {"Authorization", "Bearer letmein"};
  private static final String FOREIGN = "<img src=x onerror=alert(1)> \"é\" \uD83D\uDC4D";

  @TempDir private Path folder;
  private WebRig rig;
  private String incident;

  @BeforeEach
  void an_open_incident() throws Exception {
    rig =
        new WebRig(
            folder,
            new Access(
                Optional.of(new Secret("secret")),
                Optional.of(new Secret("letmein")),
                true,
                false,
                Metrics.OPEN,
                List.of()),
            WebRig.service("nas", "NAS", "", Exposure.PLAIN));
    rig.answers("nas", "gff");
    incident =
        rig.until("/api/v1/incidents", body -> !body.getJsonArray("incidents").isEmpty())
            .getJsonArray("incidents")
            .getJsonObject(0)
            .getString("id");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String at(String what) {
    return "/api/v1/incidents/" + incident + what;
  }

  private JsonObject done(String what, JsonObject body) throws Exception {
    HttpResponse<String> answer = rig.post(at(what), body.encode(), BEARER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private String refused(String what, String body) throws Exception {
    HttpResponse<String> answer = rig.post(at(what), body, BEARER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return new JsonObject(answer.body()).getString("detail");
  }

  private JsonObject service(String... headers) throws Exception {
    return rig.json("/api/v1/services", headers).getJsonArray("services").getJsonObject(0);
  }

  @Test
  void the_incident_says_who_cares_and_the_service_too() throws Exception {
    rig.allTold(1, BEARER);
    JsonObject answer = done("/acknowledge", new JsonObject().put("note", FOREIGN));
    JsonObject acknowledged = answer.getJsonObject("acknowledged");
    assertThat(acknowledged.fieldNames()).containsExactly("by", "at", "note");
    assertThat(acknowledged.getString("by")).isEqualTo("api");
    assertThat(acknowledged.getString("note")).isEqualTo(FOREIGN);
    assertThat(rig.json(at(""), BEARER)).isEqualTo(answer);
    rig.until(
        "/api/v1/services",
        body -> body.getJsonArray("services").getJsonObject(0).getValue("acknowledged") != null,
        BEARER);
    assertThat(service(BEARER).getJsonObject("acknowledged"))
        .isEqualTo(new JsonObject().put("by", "api").put("at", acknowledged.getString("at")));
  }

  @Test
  void notes_stand_in_the_incident_in_their_order() throws Exception {
    done("/notes", new JsonObject().put("text", FOREIGN));
    JsonObject answer = done("/notes", new JsonObject().put("text", " second "));
    var notes = answer.getJsonArray("notes");
    assertThat(notes).hasSize(2);
    assertThat(notes.getJsonObject(0).fieldNames()).containsExactly("by", "at", "text");
    assertThat(notes.getJsonObject(0).getString("text")).isEqualTo(FOREIGN);
    assertThat(notes.getJsonObject(1).getString("text")).isEqualTo("second");
    assertThat(answer.getValue("acknowledged")).isNull();
  }

  @Test
  void a_stranger_sees_that_somebody_cares_but_no_name_and_no_words() throws Exception {
    done("/acknowledge", new JsonObject().put("note", "behind the shed"));
    done("/notes", new JsonObject().put("text", "behind the shed"));
    rig.until(
        "/api/v1/services",
        body -> body.getJsonArray("services").getJsonObject(0).getValue("acknowledged") != null);
    JsonObject seen = rig.json(at(""));
    assertThat(seen.encode()).doesNotContain("shed", "\"api\"");
    assertThat(seen.getJsonObject("acknowledged").getString("at")).isNotBlank();
    assertThat(seen.getJsonArray("notes")).isEmpty();
    assertThat(service().getJsonObject("acknowledged").getValue("by")).isNull();
    assertThat(rig.post(at("/acknowledge"), "").statusCode()).isEqualTo(401);
    assertThat(rig.post(at("/notes"), "{\"text\": \"x\"}").statusCode()).isEqualTo(401);
  }

  @Test
  void what_cannot_be_understood_is_refused_with_what_to_send() throws Exception {
    assertThat(refused("/acknowledge", "{\"text\": \"x\"}")).contains("note");
    assertThat(refused("/acknowledge", "{\"note\": []}")).contains("note", "1,000");
    assertThat(refused("/notes", "{}")).contains("text", "1,000");
    assertThat(refused("/notes", "{\"text\": \" \"}")).contains("1,000");
    assertThat(refused("/notes", new JsonObject().put("text", "x".repeat(1_001)).encode()))
        .contains("1,000");
    assertThat(rig.json(at(""), BEARER).getJsonArray("notes")).isEmpty();
    HttpResponse<String> none = rig.post("/api/v1/incidents/none/acknowledge", "", BEARER);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("/api/v1/incidents");
  }

  @Test
  void without_a_database_it_is_said_to_come_back_later() throws Exception {
    rig.database.close().await(30, TimeUnit.SECONDS);
    HttpResponse<String> away = rig.post(at("/acknowledge"), "", BEARER);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("retry-after")).isPresent();
  }
}

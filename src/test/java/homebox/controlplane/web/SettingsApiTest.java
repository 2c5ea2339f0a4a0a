package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.PageSight;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.testkit.Database;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services and channels added, changed and removed over HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SettingsApiTest {
  private static final String SERVICES = "/api/v1/services";
  private static final String SETTINGS = "/api/v1/settings";
  private static final String[] BEARER = {"Authorization", "Bearer letmein"};
  private static final String NAS = "{\"name\": \"NAS\", \"url\": \"http://me:word@nas/\"}";

  @TempDir private Path folder;
  private WebRig rig;

  private void start(boolean locked) throws Exception {
    Access access =
        locked
            ? new Access(
                Optional.of(new Secret("secret")),
                Optional.of(new Secret("letmein")),
                true,
                false,
                Metrics.OPEN,
                List.of())
            : Access.PLAIN;
    rig = new WebRig(folder, access, WebRig.service("alpha", "Alpha", "", Exposure.PLAIN));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... more)
      throws Exception {
    var headers = new java.util.ArrayList<>(List.of(BEARER));
    headers.addAll(List.of(more));
    return rig.send(method, path, body, headers.toArray(String[]::new));
  }

  private static JsonObject json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  @Test
  void a_service_is_added_changed_and_removed_and_each_version_is_looked_at_first()
      throws Exception {
    start(true);
    HttpResponse<String> added = send("POST", SERVICES, NAS);
    JsonObject nas = json(added, 201);
    String place = added.headers().firstValue("Location").orElseThrow();
    assertThat(place).isEqualTo(SETTINGS + "/services/nas");
    assertThat(nas.getString("origin")).isEqualTo("page");
    assertThat(nas.getString("by")).isEqualTo("api");
    assertThat(added.body()).doesNotContain("word");
    String tag = added.headers().firstValue("ETag").orElseThrow();
    JsonObject entry = nas.getJsonObject("entry").put("interval", "30s");

    String at = SERVICES + "/nas";
    assertThat(json(send("PUT", at, entry.encode()), 428).getString("detail")).contains("If-Match");
    HttpResponse<String> changed = send("PUT", at, entry.encode(), "If-Match", tag);
    assertThat(json(changed, 200).getJsonObject("entry").getString("interval")).isEqualTo("30s");
    assertThat(rig.ask("GET", place, BEARER).headers().firstValue("ETag"))
        .isEqualTo(changed.headers().firstValue("ETag"));
    JsonObject stale = json(send("PUT", at, entry.encode(), "If-Match", tag), 412);
    assertThat(stale.getString("detail")).contains("api").containsPattern("\\d{4}-\\d\\d-\\d\\d");
    assertThat(stale.getString("by")).isEqualTo("api");
    json(send("DELETE", at, "", "If-Match", tag), 412);
    assertThat(Database.ask(folder.resolve("history.db"), "SELECT id, watched FROM page_entry"))
        .containsExactly(List.of("nas", "1"));
    assertThat(
            Database.ask(folder.resolve("history.db"), "SELECT entry FROM page_entry")
                .get(0)
                .get(0))
        .contains("me:word@nas");
    assertThat(send("DELETE", at, "", "If-Match", "*").statusCode()).isEqualTo(204);
    json(rig.ask("GET", place, BEARER), 404);
    json(send("DELETE", at, "", "If-Match", "*"), 404);
    assertThat(Database.ask(folder.resolve("history.db"), "SELECT id FROM page_entry")).isEmpty();
  }

  @Test
  void all_faults_come_at_once() throws Exception {
    start(true);
    JsonObject wrong = json(send("POST", SERVICES, "{\"interval\": \"soon\", \"x\": 1}"), 400);
    assertThat(wrong.getJsonArray("faults"))
        .extracting(fault -> ((JsonObject) fault).getString("path"))
        .contains("interval", "x", "name", "url");
    assertThat(wrong.getJsonArray("faults"))
        .allSatisfy(fault -> assertThat(((JsonObject) fault).getString("what")).isNotEmpty())
        .anySatisfy(fault -> assertThat(((JsonObject) fault).getString("mend")).contains("write"));
  }

  @Test
  void what_is_of_the_file_is_refused_with_its_name() throws Exception {
    start(true);
    JsonObject refused = json(send("PUT", SERVICES + "/alpha", NAS, "If-Match", "*"), 409);
    assertThat(refused.getString("file")).isEqualTo("c.yaml");
    assertThat(refused.getString("detail")).contains("c.yaml");
    json(send("DELETE", SERVICES + "/alpha", "", "If-Match", "*"), 409);
  }

  @Test
  void what_others_need_stays() throws Exception {
    start(true);
    json(send("POST", SERVICES, NAS), 201);
    json(
        send(
            "POST", SERVICES, "{\"name\": \"B\", \"url\": \"http://b/\", \"depends_on\": \"NAS\"}"),
        201);
    JsonObject needed = json(send("DELETE", SERVICES + "/nas", "", "If-Match", "*"), 409);
    assertThat(needed.getJsonArray("faults").getJsonObject(0).getString("path"))
        .isEqualTo("services[b].depends_on");
  }

  @Test
  void channels_go_the_same_way() throws Exception {
    start(true);
    String hook = "{\"name\": \"My hook\", \"webhook\": {\"url\": \"http://h/word\"}}";
    HttpResponse<String> added = send("POST", "/api/v1/channels", hook);
    assertThat(json(added, 201).getJsonObject("entry").getJsonObject("webhook").encode())
        .isEqualTo("{\"url\":{\"set\":true}}");
    assertThat(added.headers().firstValue("Location").orElseThrow())
        .isEqualTo(SETTINGS + "/channels/My%20hook");
    String at = "/api/v1/channels/My%20hook";
    json(
        send(
            "PUT",
            at,
            "{\"webhook\": {\"url\": {\"set\": true}}, \"hours\": \"mon 08:00-09:00\"}",
            "If-Match",
            "*"),
        200);
    JsonObject all = new JsonObject(rig.ask("GET", SETTINGS, BEARER).body());
    assertThat(all.getString("file")).isEqualTo("c.yaml");
    assertThat(all.getJsonArray("channels")).hasSize(2);
    assertThat(all.encode()).doesNotContain("word");
    assertThat(send("DELETE", at, "", "If-Match", "*").statusCode()).isEqualTo(204);
  }

  @Test
  void the_list_is_searched_and_paged() throws Exception {
    start(true);
    json(send("POST", SERVICES, NAS), 201);
    String photos = NAS.replace("NAS", "Photos").replace("}", ", \"tags\": [\"Big disk\"]}");
    json(send("POST", SERVICES, photos), 201);
    JsonObject first = new JsonObject(rig.ask("GET", SETTINGS + "?limit=2", BEARER).body());
    assertThat(first.getJsonArray("services")).hasSize(2);
    assertThat(first.getInteger("total")).isEqualTo(3);
    String next = first.getString("next");
    JsonObject second =
        new JsonObject(rig.ask("GET", SETTINGS + "?limit=2&after=" + next, BEARER).body());
    assertThat(second.getJsonArray("services").getJsonObject(0).getString("id"))
        .isEqualTo("photos");
    assertThat(second.getString("next")).isNull();
    JsonObject found = new JsonObject(rig.ask("GET", SETTINGS + "?q=photo", BEARER).body());
    assertThat(found.getJsonArray("services")).hasSize(1);
    JsonObject tagged = new JsonObject(rig.ask("GET", SETTINGS + "?q=big%20d", BEARER).body());
    assertThat(tagged.getJsonArray("services").getJsonObject(0).getString("id"))
        .isEqualTo("photos");
  }

  @Test
  void strangers_neither_look_nor_change() throws Exception {
    start(true);
    assertThat(rig.ask("GET", SETTINGS).statusCode()).isEqualTo(401);
    assertThat(rig.ask("GET", SETTINGS + "/services/alpha").statusCode()).isEqualTo(401);
    assertThat(rig.send("POST", SERVICES, NAS).statusCode()).isEqualTo(401);
    assertThat(rig.send("PUT", SERVICES + "/alpha", NAS).statusCode()).isEqualTo(401);
    assertThat(rig.send("DELETE", SERVICES + "/alpha", "").statusCode()).isEqualTo(401);
    HttpResponse<String> login = rig.post("/api/v1/login", "{\"password\": \"secret\"}");
    String cookie = login.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
    assertThat(rig.send("POST", SERVICES, NAS, "Cookie", cookie).statusCode()).isEqualTo(403);
    String csrf = new JsonObject(login.body()).getString("csrf");
    HttpResponse<String> added =
        rig.send("POST", SERVICES, NAS, "Cookie", cookie, "X-CSRF-Token", csrf);
    assertThat(json(added, 201).getString("by")).isEqualTo("admin");
    assertThat(send("POST", SERVICES, "[]").statusCode()).isEqualTo(400);
    assertThat(rig.sendTooMuch(SERVICES, BEARER).statusCode()).isEqualTo(413);
  }

  @Test
  void while_nobody_knows_what_was_added_it_says_so_and_why() throws Exception {
    start(true);
    JsonObject clear = new JsonObject(rig.ask("GET", SETTINGS, BEARER).body());
    assertThat(clear.getJsonObject("page"))
        .isEqualTo(new JsonObject().put("known", true).putNull("why"));
    json(rig.ask("GET", SETTINGS + "/services/nas", BEARER), 404);

    rig.editor.page(PageSight.without(Optional.of("h.db is locked — end the other one")));

    JsonObject unclear = new JsonObject(rig.ask("GET", SETTINGS, BEARER).body());
    assertThat(unclear.getJsonObject("page"))
        .isEqualTo(
            new JsonObject().put("known", false).put("why", "h.db is locked — end the other one"));
    assertThat(unclear.getInteger("total")).isEqualTo(1);
    JsonObject later = json(rig.ask("GET", SETTINGS + "/services/nas", BEARER), 503);
    assertThat(later.getString("detail"))
        .isEqualTo(
            "What was added in the page is not known yet. h.db is locked — end the other one.");
    json(rig.ask("GET", SETTINGS + "/services/alpha", BEARER), 200);
  }

  @Test
  void without_the_database_nothing_is_changed() throws Exception {
    start(true);
    rig.database.close().await(30, TimeUnit.SECONDS);
    json(send("POST", SERVICES, NAS), 503);
    assertThat(new JsonObject(rig.ask("GET", SETTINGS, BEARER).body()).getInteger("total"))
        .isEqualTo(1);
  }

  @Test
  void without_a_password_no_route_of_the_manual_changes_anything() throws Exception {
    start(false);
    Contract contract = Contract.read(rig.vertx);
    for (String operation : contract.operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path =
          operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "alpha");
      if (!method.equals("GET") && !path.contains("heartbeats")) {
        assertThat(rig.send(method, path, "{\"password\": \"\"}", "If-Match", "*").statusCode())
            .as(operation)
            .isEqualTo(403);
      }
    }
  }
}

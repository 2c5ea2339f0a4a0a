package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar while services are added in the page: watched, remembered, and second to the file.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SettingsIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WEB_PORT", "0", "WEB_API_TOKEN", "letmein", "WEB_ADMIN_PASSWORD", "word");
  private static final String FAST =
      "check_interval: 200ms\ncheck_timeout: 500ms\nretry_attempts: 0\nservices:\n";

  @TempDir Path folder;
  private final Site site = Site.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    site.close();
  }

  private void configure(String services) throws IOException {
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, FAST + services);
  }

  private String box() {
    return "  - {name: Box, url: '" + site.url() + "box'}\n";
  }

  private HttpResponse<String> send(JarProcess jar, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer letmein")
            .header("If-Match", "*");
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> ids(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/services?fields=id").body())
        .getJsonArray("services").stream().map(row -> ((JsonObject) row).getString("id")).toList();
  }

  private JsonObject settings(JarProcess jar) throws Exception {
    return new JsonObject(send(jar, "GET", "/api/v1/settings", "").body());
  }

  private JsonObject setting(JarProcess jar, String id) throws Exception {
    return new JsonObject(send(jar, "GET", "/api/v1/settings/services/" + id, "").body());
  }

  @Test
  void a_service_of_the_page_is_watched_survives_a_restart_and_gives_way_to_the_file()
      throws Exception {
    configure(box());
    JsonObject nas =
        new JsonObject().put("name", "NAS").put("url", site.url() + "nas").put("depends_on", "Box");
    Path database = folder.resolve("data/history.db");
    try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
      jar.awaitState("box", "UP");
      HttpResponse<String> added = send(jar, "POST", "/api/v1/services", nas.encode());
      assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
      assertThat(ids(jar)).containsExactly("box", "nas");
      jar.awaitState("nas", "UP");
      assertThat(jar.stop()).isZero();
    }
    assertThat(Files.getPosixFilePermissions(database))
        .as("it holds secrets")
        .doesNotContain(PosixFilePermission.OTHERS_READ);
    assertThat(Database.ask(database, "SELECT id, origin FROM service ORDER BY id"))
        .containsExactly(List.of("box", "file"), List.of("nas", "page"));
    try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
      jar.awaitState("nas", "UP");
      configure(box() + "  - {name: Archive, id: nas, url: '" + site.url() + "archive'}\n");
      jar.awaitLine(line -> line.contains("the file wins"));
      jar.await(
          "the file's", () -> jar.service("nas").orElseThrow().getString("name").equals("Archive"));
      HttpResponse<String> refused = send(jar, "PUT", "/api/v1/services/nas", nas.encode());
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("conf/control-plane.yaml");
      assertThat(setting(jar, "nas").getBoolean("outdone")).isTrue();
      configure(box());
      jar.await(
          "the page's again",
          () -> jar.service("nas").orElseThrow().getString("name").equals("NAS"));
      configure("  - {name: Other, url: '" + site.url() + "other'}\n");
      jar.awaitLine(
          line -> line.contains("settings page: services[nas].depends_on: \"Box\" is no service"));
      assertThat(ids(jar)).containsExactly("box", "nas");
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
      jar.awaitLine(
          line -> line.contains("services[nas] was added in the page and cannot be used"));
      jar.awaitState("other", "UP");
      assertThat(ids(jar)).containsExactly("other");
      assertThat(setting(jar, "nas").getJsonArray("faults")).hasSize(1);
      nas.remove("depends_on");
      assertThat(send(jar, "PUT", "/api/v1/services/nas", nas.encode()).statusCode())
          .isEqualTo(200);
      jar.awaitState("nas", "UP");
      assertThat(send(jar, "DELETE", "/api/v1/services/nas", "").statusCode()).isEqualTo(204);
      assertThat(ids(jar)).containsExactly("other");
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void while_the_database_is_away_at_the_start_the_file_is_watched_and_the_page_joins_later()
      throws Exception {
    configure(box());
    Path database = folder.resolve("data/history.db");
    String incidents = "SELECT ended IS NULL, end_reason FROM incident WHERE service = 'nas'";
    try (Site ill = Site.start()) {
      ill.answers(500);
      JsonObject nas = new JsonObject().put("name", "NAS").put("url", ill.url());
      try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
        assertThat(send(jar, "POST", "/api/v1/services", nas.encode()).statusCode()).isEqualTo(201);
        jar.awaitState("nas", "DOWN");
        jar.await("the incident", () -> Database.ask(database, incidents).size() == 1);
        assertThat(jar.stop()).isZero();
      }
      WriteLock lock = WriteLock.on(database);
      try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
        try (lock) {
          jar.awaitLine(line -> line.contains("what was added in the page is not known"));
          jar.awaitState("box", "UP");
          assertThat(ids(jar)).containsExactly("box");
          assertThat(send(jar, "POST", "/api/v1/services", nas.encode()).statusCode())
              .isEqualTo(503);
          JsonObject page = settings(jar).getJsonObject("page");
          assertThat(page.getBoolean("known")).isFalse();
          assertThat(page.getString("why")).contains("history.db is locked by another program");
        }
        jar.awaitLine(line -> line.contains("in the page is known now: 1 service added: NAS"));
        jar.await("nas", () -> jar.service("nas").isPresent());
        assertThat(settings(jar).getJsonObject("page").getBoolean("known")).isTrue();
        assertThat(settings(jar).getInteger("total")).isEqualTo(2);
        jar.awaitState("nas", "DOWN");
        int asked = ill.asked();
        jar.await("some answers more", () -> ill.asked() > asked + 5);
        assertThat(Database.ask(database, incidents)).hasSize(1);
        ill.answers(200);
        jar.awaitState("nas", "UP");
        jar.await("the end", () -> Database.ask(database, incidents).get(0).get(0).equals("0"));
        assertThat(jar.stop()).isZero();
      }
      assertThat(Database.ask(database, incidents)).containsExactly(List.of("0", "RECOVERED"));
      assertThat(
              Database.ask(
                  database,
                  "SELECT kind FROM message WHERE service = 'nas' AND kind <> 'RECOVERY'"))
          .containsExactly(List.of("ALERT"));
    }
  }
}

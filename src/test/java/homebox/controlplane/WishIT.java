package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people want of services, said over HTTP to the real jar, is wanted after a restart too. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WishIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WEB_PORT", "0", "WEB_API_TOKEN", "letmein");

  @TempDir Path folder;

  private static JsonObject want(JarProcess jar, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + "/api/v1/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer letmein")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return new JsonObject(answer.body());
  }

  private static JsonObject service(JarProcess jar, String id) {
    return jar.service(id).orElseThrow();
  }

  @Test
  void a_mute_a_pause_and_planned_work_outlive_the_process() throws Exception {
    try (Site box = Site.start();
        Site nas = Site.start()) {
      Files.createDirectories(folder.resolve("conf"));
      Files.writeString(
          folder.resolve("conf/control-plane.yaml"),
          "check_interval: 500ms\ncheck_timeout: 2s\nretry_attempts: 0\nservices:\n"
              + ("  - {name: Box, url: '" + box.url() + "'}\n")
              + ("  - {name: Nas, url: '" + nas.url() + "'}\n"));
      String until;
      try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
        jar.awaitState("box", "UP");
        jar.awaitState("nas", "UP");
        want(jar, "POST", "services/box/mute", "{\"for\": \"1h\"}");
        want(jar, "POST", "services/nas/pause", "");
        want(
            jar,
            "POST",
            "maintenance",
            "{\"services\": \"nas\", \"cron\": \"0 3 * * *\", \"duration\": \"1h\"}");
        jar.await("it is shown", () -> !service(jar, "nas").getString("status").equals("UP"));
        until = service(jar, "box").getJsonObject("mute").getString("until");
        assertThat(jar.stop()).isZero();
      }
      int asked = nas.asked();
      box.answers(500);
      try (JarProcess jar = JarProcess.start(folder, ENVIRONMENT)) {
        jar.awaitState("box", "DOWN");
        assertThat(service(jar, "box").getJsonObject("mute").getString("until")).isEqualTo(until);
        assertThat(service(jar, "nas").getString("status")).isEqualTo("PAUSED");
        assertThat(nas.asked()).isEqualTo(asked);
        assertThat(want(jar, "GET", "maintenance", "").getJsonArray("maintenance")).hasSize(1);
        assertThat(want(jar, "GET", "messages", "").getJsonArray("messages").encode())
            .doesNotContain("ALERT");
        want(jar, "POST", "services/nas/resume", "");
        jar.awaitState("nas", "UP");
        want(jar, "POST", "services/box/unmute", "");
        jar.await("the alert", () -> jar.get("/api/v1/messages").body().contains("ALERT"));
      }
    }
  }
}

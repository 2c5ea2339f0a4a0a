package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whichever node is asked: the page, the API, its feed and its orders are those of the cluster. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PassageIT extends NodeScene {
  private static final String TOKEN = "a-token-of-a-program";
  private static final String DOOR = "page of the node that decides on ";

  private final HttpClient client = HttpClient.newHttpClient();

  private JarProcess node(String name) throws IOException {
    Map<String, String> environment = environment(name);
    environment.put("WEB_API_TOKEN", TOKEN);
    return node(
        name,
        "check_interval: 200ms\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n",
        environment);
  }

  private JarProcess deciding(String name) throws IOException {
    return deciding(node(name));
  }

  private static String door(JarProcess standby) {
    return standby.awaitLine(line -> line.contains(DOOR)).replaceFirst(".*(http:)", "$1");
  }

  private HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String address) {
    return send(request(address));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  private static double listeners(JarProcess node) {
    return node.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("controlplane_sse_clients "))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
        .sum();
  }

  @Test
  void a_node_that_stands_ready_shows_and_does_what_the_one_that_decides_does() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = node("b")) {
      String door = door(second);
      second.await("the way", () -> get(door + "/api/v1/services").statusCode() == 200);

      assertThat(get(door + "/").body()).contains("<title>");
      HttpResponse<String> services = get(door + "/api/v1/services");
      assertThat(services.headers().allValues("X-Content-Type-Options")).hasSize(1);
      assertThat(new JsonObject(services.body()).getJsonArray("services")).hasSize(1);
      assertThat(get(door + "/api/v1/nodes").body()).contains("\"a\"").contains("\"b\"");
      assertThat(get(door + "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(door + "/metrics").statusCode()).isEqualTo(503);

      String mute = door + "/api/v1/services/box/mute";
      var order = BodyPublishers.ofString("{\"for\": \"1h\"}");
      assertThat(send(request(mute).POST(order)).statusCode())
          .as("a neighbour of the node that stands ready is a stranger to the other one")
          .isIn(401, 403);
      assertThat(
              send(request(mute)
                      .header("Authorization", "Bearer " + TOKEN)
                      .header("Content-Type", "application/json")
                      .POST(order))
                  .statusCode())
          .isEqualTo(200);
      assertThat(first.get("/api/v1/services/box").body()).contains("\"muted\":true");
      assertThat(send(request(door + "/").header("Via", "1.1 control-plane")).statusCode())
          .as("it came through one of us already")
          .isEqualTo(503);
      assertThat(second.stop()).isZero();
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void the_feed_goes_on_through_it_and_ends_with_whoever_listens() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = node("b")) {
      String door = door(second);
      second.await("the way", () -> get(door + "/api/v1/services").statusCode() == 200);
      HttpResponse<InputStream> feed =
          client.send(request(door + "/api/v1/events").build(), BodyHandlers.ofInputStream());
      assertThat(feed.statusCode()).isEqualTo(200);
      first.await("it is heard", () -> listeners(first) == 1);
      var heard = new StringBuilder();
      try (InputStream events = feed.body()) {
        byte[] some = new byte[8_192];
        while (!heard.toString().contains("event: check")) {
          heard.append(new String(some, 0, events.read(some), StandardCharsets.UTF_8));
        }
      }
      first.await("nobody is told any more", () -> listeners(first) == 0);

      first.kill();
      second.awaitLine(line -> line.contains("watching 1 service"));
      second.awaitState("box", "UP");
      assertThat(second.stop()).isZero();
    }
  }
}

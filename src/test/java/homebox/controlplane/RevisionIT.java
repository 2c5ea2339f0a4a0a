package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One configuration for all hosts, with the real jar. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RevisionIT extends NodeScene {
  private static final String HEAD =
      "time_zone: Europe/Paris\ncheck_interval: 100ms\nhomebox_url: off\nneron_url: off\n"
          + "alerting: {group_wait: 0, flapping: false, startup_message: false}\nservices:\n";

  private static final String TOKEN = "a-token-for-the-page";

  private String file(String... names) {
    var text = new StringBuilder(HEAD);
    for (String name : names) {
      text.append("  - {name: ")
          .append(name)
          .append(", url: \"")
          .append(site.url())
          .append("\"}\n");
    }
    return text.toString();
  }

  private JarProcess host(String name, String yaml) throws IOException {
    Map<String, String> environment = environment(name);
    environment.put("WEB_API_TOKEN", TOKEN);
    return node(name, yaml, environment);
  }

  private void write(String name, String yaml) throws IOException {
    Path home = folder.resolve(name).resolve("conf");
    Path fresh = home.resolve("new.yaml");
    Files.writeString(fresh, yaml);
    Files.move(fresh, home.resolve("control-plane.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonObject nodeOf(JarProcess at, String name) {
    return new JsonObject(at.get("/api/v1/nodes").body())
        .getJsonArray("nodes").stream()
            .map(JsonObject.class::cast)
            .filter(node -> node.getString("name").equals(name))
            .findFirst()
            .orElse(new JsonObject());
  }

  private static boolean is(JarProcess at, String node, String key, Object value) {
    return value.equals(nodeOf(at, node).getValue(key));
  }

  private static int use(JarProcess at, String node) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + at.port() + "/api/v1/nodes/" + node + "/use"))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  private static boolean knows(JarProcess node, String service) {
    return node.service(service).isPresent();
  }

  @Test
  void a_new_file_holds_for_all_and_an_old_one_for_nobody() throws Exception {
    try (JarProcess attic = deciding(host("attic", file("Box")))) {
      attic.await("its own file holds", () -> is(attic, "attic", "own_file_differs", false));
      try (JarProcess barn = standby(host("barn", file("Box", "Nas")))) {
        attic.awaitState("nas", "UP");
        attic.await("attic's is another one", () -> is(attic, "attic", "own_file_differs", true));
        assertThat(attic.lines())
            .anyMatch(line -> line.contains("the configuration of barn holds for all hosts"));
        try (JarProcess cellar = standby(host("cellar", file("Box")))) {
          cellar.awaitLine(line -> line.contains("is not used until it changes"));
          assertThat(knows(attic, "nas")).isTrue();
          assertThat(barn.stop()).isZero();
          attic.kill();
          cellar.awaitLine(line -> line.contains("WARN") && line.contains("our own configuration"));
          cellar.awaitLine(line -> line.contains("watching 2 services"));
          cellar.awaitState("nas", "UP");
          assertThat(is(cellar, "cellar", "own_file_differs", true)).isTrue();
          cellar.await("it asks both", () -> is(cellar, "cellar", "services", 2));
        }
      }
    }
  }

  @Test
  void a_changed_file_holds_for_all_wherever_it_changes() throws Exception {
    try (JarProcess attic = deciding(host("attic", file("Box")));
        JarProcess barn = standby(host("barn", file("Box")))) {
      write("barn", file("Box", "Nas"));
      barn.awaitLine(line -> line.contains("the configuration of this node holds for all"));
      attic.awaitState("nas", "UP");
      write("attic", file("Box") + "# another one\n");
      attic.await("what is gone is gone", () -> !knows(attic, "nas"));
      barn.signal("HUP");
      attic.awaitState("nas", "UP");
    }
  }

  @Test
  void a_hosts_file_is_chosen_in_the_page() throws Exception {
    try (JarProcess attic = deciding(host("attic", file("Box")));
        JarProcess barn = standby(host("barn", file("Box", "Nas")))) {
      attic.awaitState("nas", "UP");
      assertThat(use(attic, "attic")).isEqualTo(204);
      attic.await("it is taken in", () -> !knows(attic, "nas"));
      attic.await("barn's is another one", () -> is(attic, "barn", "own_file_differs", true));
      assertThat(use(attic, "nobody")).isEqualTo(404);
      assertThat(use(attic, "barn")).isEqualTo(204);
      attic.awaitState("nas", "UP");
      barn.awaitLine(line -> line.contains("the configuration of attic holds for all hosts"));
    }
  }

  @Test
  void who_lacks_a_secret_leaves_the_post_to_who_has_it() throws Exception {
    String secret = HEAD + "  - {name: Box, url: \"${PLACE}\"}\n";
    Map<String, String> full = environment("attic");
    full.put("PLACE", site.url());
    Map<String, String> last = environment("den");
    last.put("PLACE", site.url());
    try (JarProcess attic = deciding(node("attic", secret, full));
        JarProcess barn = standby(host("barn", file("Box")))) {
      attic.await("barn's holds", () -> is(attic, "attic", "own_file_differs", true));
      attic.signal("HUP");
      barn.awaitLine(line -> line.contains("cannot be used on this one"));
      attic.await("barn is behind", () -> is(attic, "barn", "behind", true));
      try (JarProcess den = standby(node("den", secret, last))) {
        den.awaitLine(line -> line.contains("standing ready"));
        attic.await("den is not", () -> is(attic, "den", "behind", false));
        attic.kill();
        den.awaitLine(line -> line.contains(DECIDES));
        den.awaitState("box", "UP");
      }
    }
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes of the real jar on one PostgreSQL. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterIT extends NodeScene {
  private static final String OUTAGES =
      "SELECT count(*) FROM incident WHERE service = 'box' AND kind = 'OUTAGE'";

  private boolean startUp;

  private JarProcess node(String name) throws IOException {
    return node(name, name, "");
  }

  private JarProcess node(String place, String name, String more) throws IOException {
    return node(
        place,
        "time_zone: Europe/Paris\ncheck_interval: 100ms\nretry_attempts: 1\nretry_delay: 50ms\n"
            + ("alerting: {group_wait: 0, flapping: false, startup_message: " + startUp + "}\n")
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n"
            + more,
        environment(name));
  }

  private static boolean says(JarProcess node, String words) {
    return node.lines().stream().anyMatch(line -> line.contains(words));
  }

  private JarProcess standby(String name, String of) throws IOException {
    JarProcess node = node(name);
    node.awaitLine(line -> line.contains("standing ready: " + of + " on "));
    return node;
  }

  private JarProcess deciding(String name) throws IOException {
    return deciding(node(name));
  }

  @Test
  void a_killed_node_is_replaced_soon_and_its_outage_is_told_once() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = standby("b", "a")) {
      site.die();
      first.await("the alert", () -> heard("ALERT") == 1);
      first.await(
          "the mark",
          () ->
              base.number("SELECT count(*) FROM message WHERE sent > 0 AND channel = 'telegram'")
                  == 1);
      long killed = System.nanoTime();
      first.kill();
      second.awaitLine(line -> line.contains("watching 1 service"));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
      Takeover.holds("a killed node is replaced", millis);
      second.awaitState("box", "DOWN");
      site.comeBack();
      second.await("the recovery", () -> heard("RECOVERY") == 1);
      second.awaitState("box", "UP");
      assertThat(second.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(1);
    assertThat(base.number(OUTAGES)).isEqualTo(1);
    assertThat(base.number("SELECT count(*) FROM node WHERE name = 'b'")).isZero();
  }

  @Test
  void of_three_that_start_at_once_on_an_empty_database_one_says_that_it_decides()
      throws Exception {
    try (JarProcess first = node("a");
        JarProcess second = node("b");
        JarProcess third = node("c")) {
      List<JarProcess> all = List.of(first, second, third);
      for (JarProcess each : all) {
        each.awaitLine(
            line -> line.contains("watching 1 service") || line.contains("standing ready: "));
      }
      assertThat(all).filteredOn(node -> says(node, DECIDES)).hasSize(1);
      assertThat(all).filteredOn(node -> says(node, "standing ready: ")).hasSize(2);
      for (JarProcess each : all) {
        assertThat(each.stop()).isZero();
      }
    }
  }

  @Test
  void a_node_that_stops_hands_over() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = standby("b", "a")) {
      String health =
          second
              .awaitLine(line -> line.contains("page of the node that decides on "))
              .replaceFirst(".*(http:)", "$1");
      assertThat(answer(health + "/health/live").statusCode()).isEqualTo(200);
      assertThat(answer(health + "/health/ready").statusCode()).isEqualTo(503);
      assertThat(answer(health + "/health/ready").body()).contains("\"turn\"");
      assertThat(answer(health + "/metrics").body())
          .contains("stands ready while another one decides");
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(first.stop()).isZero();
      second.awaitLine(line -> line.contains(DECIDES));
      second.awaitState("box", "UP");
      assertThat(second.stop()).isZero();
    }
    assertThat(telegram.messages()).isEmpty();
  }

  @Test
  void who_takes_over_says_so_and_not_that_it_has_started() throws Exception {
    startUp = true;
    try (JarProcess first = deciding("a");
        JarProcess second = standby("b", "a")) {
      first.await("the start", () -> heard("Control Plane started") == 1);
      assertThat(first.stop()).isZero();
      second.await("the turn", () -> heard("Node b decides now") == 1);
      assertThat(heard("Node a did before")).isEqualTo(1);
      assertThat(second.stop()).isZero();
    }
    assertThat(telegram.messages()).hasSize(2);
  }

  @Test
  void a_frozen_node_is_replaced_and_stands_back_when_it_thaws() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = standby("b", "a")) {
      signal(first, "STOP");
      second.awaitLine(line -> line.contains("watching 1 service"));
      second.awaitState("box", "UP");
      site.die();
      second.await("the alert", () -> heard("ALERT") == 1);
      signal(first, "CONT");
      first.awaitLine(line -> line.contains("it stands back"));
      first.awaitLine(line -> line.contains("standing ready: b on "));
      site.comeBack();
      second.await("the recovery", () -> heard("RECOVERY") == 1);
      assertThat(second.stop()).isZero();
      first.await("the first decides again", () -> count(first, DECIDES) == 2);
      assertThat(first.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(1);
    assertThat(heard("RECOVERY")).isEqualTo(1);
    assertThat(base.number(OUTAGES)).isEqualTo(1);
  }

  private static long count(JarProcess node, String words) {
    return node.lines().stream().filter(line -> line.contains(words)).count();
  }

  private static void signal(JarProcess node, String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, "" + node.process().pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void while_the_database_is_away_nothing_is_told_and_afterwards_all_with_its_true_time()
      throws Exception {
    try (JarProcess first = deciding("a")) {
      base.away(true);
      first.awaitLine(line -> line.contains("history is not stored"));
      long died = System.currentTimeMillis();
      site.die();
      first.await("checks go on", () -> waiting(first) > 50);
      assertThat(telegram.messages()).isEmpty();
      long back = System.currentTimeMillis();
      base.away(false);
      first.await("the alert", () -> heard("ALERT") == 1);
      assertThat(first.stop()).isZero();
      assertThat(base.number("SELECT started FROM incident WHERE kind = 'OUTAGE'"))
          .as("fifty answers came since then")
          .isBetween(died, back - 1000);
    }
    assertThat(heard("not stored")).isZero();
    assertThat(base.number(OUTAGES)).isEqualTo(1);
  }

  private static HttpResponse<String> answer(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private static int waiting(JarProcess node) {
    return new JsonObject(node.get("/health/live").body()).getInteger("results_waiting");
  }

  @Test
  void after_a_minute_without_the_database_each_node_says_so_once() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = standby("b", "a")) {
      base.away(true);
      site.die();
      first.await(
          "the emergency", Duration.ofMinutes(3), () -> heard("does not reach the database") == 2);
      assertThat(heard("Node a")).isEqualTo(1);
      String asks =
          telegram.messages().stream()
              .map(FakeTelegram.Message::text)
              .filter(text -> text.contains("Node a"))
              .findFirst()
              .orElseThrow();
      assertThat(asks)
          .contains("Seen from here, 1 of 1 service does not answer now:")
          .contains("• Box");
      assertThat(heard("It asks no services itself")).isEqualTo(1);
      LocalDateTime back = LocalDateTime.now();
      base.away(false);
      first.await("the alert", () -> heard("ALERT") == 1);
      assertThat(first.stop()).isZero();
      assertThat(second.stop()).isZero();
      assertThat(decisions(second))
          .as("who decided has six seconds since the last vain look, which may be 2 s before that")
          .allMatch(at -> at.isAfter(back.plusSeconds(3)));
    }
    assertThat(heard("ALERT")).isEqualTo(1); // whoever decided then
    assertThat(telegram.messages()).hasSize(3);
  }

  /** When it began to decide, each time. */
  private static List<LocalDateTime> decisions(JarProcess node) {
    return node.lines().stream()
        .filter(line -> line.contains(DECIDES))
        .map(line -> LocalDateTime.parse(line.substring(0, 23).replace(' ', 'T')))
        .toList();
  }

  @Test
  void two_nodes_are_not_called_the_same() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = node("b", "a", "")) {
      assertThat(second.exit()).isEqualTo(2);
      assertThat(says(second, "another node is called a, on the host ")).isTrue();
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void a_node_whose_file_is_another_one_says_so() throws Exception {
    try (JarProcess first = deciding("a");
        JarProcess second = node("b", "b", "  - {name: Another, url: \"http://127.0.0.1:1\"}\n")) {
      first.awaitLine(line -> line.contains("the configuration of b holds for all hosts"));
      first.await(
          "all go by it", () -> !first.get("/api/v1/nodes").body().contains("\"behind\":true"));
      var nodes = new JsonObject(first.get("/api/v1/nodes").body()).getJsonArray("nodes");
      assertThat(nodes).hasSize(2);
      assertThat(nodes.getJsonObject(0).getMap())
          .containsEntry("name", "a")
          .containsEntry("decides", true)
          .containsEntry("live", true)
          .containsEntry("own_file_differs", true)
          .containsKeys("host", "location", "version", "since", "last_seen");
      assertThat(nodes.getJsonObject(1).getMap())
          .containsEntry("name", "b")
          .containsEntry("decides", false)
          .containsEntry("own_file_differs", false);
      String diagnosis = JarCall.of(folder.resolve("b"), environment("b"), "diagnose").out();
      assertThat(diagnosis)
          .containsPattern("node a on .*, has a file of its own that says something else")
          .containsPattern("✓ node b on .*, stands ready");
      assertThat(second.stop()).isZero();
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void one_that_starts_alone_beside_nodes_is_refused() throws Exception {
    try (JarProcess first = deciding("a")) {
      Path home = folder.resolve("alone");
      Files.createDirectories(home);
      Map<String, String> environment = new HashMap<>(telegram.environment());
      environment.putAll(base.environment());
      try (JarProcess alone = JarProcess.start(home, environment)) {
        assertThat(alone.exit()).isEqualTo(2);
        assertThat(says(alone, "is in use by control-plane node ")).isTrue();
      }
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void nodes_without_a_server_are_a_mistake() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), "cluster: {enabled: true}\n");
    try (JarProcess node = JarProcess.start(folder, telegram.environment())) {
      assertThat(node.exit()).isEqualTo(2);
      assertThat(String.join("\n", List.copyOf(node.lines())))
          .contains("cluster.enabled")
          .contains("needs a PostgreSQL that all hosts share — set database_url");
    }
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import homebox.controlplane.testkit.Docker;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The image and docker/compose.yaml, where Docker runs. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DockerIT {
  private static final String RUN = "cp-it-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String IMAGE = RUN + ":it";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void build() {
    if (Docker.missing().isEmpty()) {
      Docker.build(IMAGE);
    }
  }

  /** Not before all of them: nobody would hear that the class was skipped, and why. */
  @BeforeEach
  void where() {
    assumeThat(Docker.missing()).as("why Docker is not tried").isEmpty();
  }

  @AfterAll
  static void remove() {
    Docker.docker("image", "rm", "-f", IMAGE);
    Docker.docker("image", "prune", "-f", "--filter", "label=control-plane.stage=build");
  }

  /** docker/compose.yaml with a Homebox and a Telegram on this machine. */
  private final class Stack implements AutoCloseable {
    private final List<String> program;
    private final Map<String, String> environment = new HashMap<>(Docker.bases());
    private final int port = freePort();

    Stack(List<String> program, FakeTelegram telegram, Site homebox) throws IOException {
      this.program = program;
      environment.putAll(telegram.environment());
      environment.putAll(
          Map.of(
              "IMAGE", IMAGE,
              "WEB_PORT", String.valueOf(port),
              "HOMEBOX_URL", homebox.url(),
              "NERON_URL", "off",
              "CHECK_INTERVAL", "1",
              "CHECK_TIMEOUT", "10",
              "RETRY_ATTEMPTS", "1",
              "RETRY_DELAY", "100ms"));
    }

    String compose(String... arguments) {
      var command = new ArrayList<>(program);
      command.addAll(List.of("-p", RUN, "-f", "docker/compose.yaml"));
      return Docker.run(environment, command, arguments).well();
    }

    String container() {
      return compose("ps", "-q").lines().findFirst().orElseThrow();
    }

    JsonObject ask(String path) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(10))
              .build();
      try {
        return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      } catch (IOException notYet) {
        return new JsonObject();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    boolean has(String state) {
      return ask("/api/v1/services?ids=homebox").encode().contains("\"state\":\"" + state + "\"");
    }

    @Override
    public void close() {
      compose("down", "-v", "--timeout", "5");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(String what, String container, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "in vain: " + what + "; it said:\n" + Docker.docker("logs", container).text());
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static String inspect(String container, String what) {
    return Docker.docker("inspect", "-f", "{{" + what + "}}", container).well();
  }

  private static long alerts(FakeTelegram telegram, String word) {
    return telegram.messages().stream().map(Message::text).filter(t -> t.contains(word)).count();
  }

  @Test
  void compose_up_watches_tells_keeps_its_data_over_a_new_container_and_stops_in_order()
      throws Exception {
    var program = Docker.composeProgram();
    assumeThat(program).as("neither docker compose nor docker-compose is there").isPresent();
    try (var telegram = new FakeTelegram(Docker.here(), 0);
        Site homebox = Site.at(Docker.here());
        var stack = new Stack(program.get(), telegram, homebox)) {
      stack.compose("up", "-d", "--build");
      String first = stack.container();
      await("Homebox is UP", first, () -> stack.has("UP"));
      homebox.die();
      await("the alert", first, () -> alerts(telegram, "ALERT") == 1);
      await("it is healthy", first, () -> inspect(first, ".State.Health.Status").equals("healthy"));
      assertThat(inspect(first, ".HostConfig.ReadonlyRootfs")).isEqualTo("true");
      assertThat(inspect(first, ".Config.User")).isEqualTo("10001:10001");

      stack.compose("up", "-d", "--force-recreate");
      String second = stack.container();
      assertThat(second).isNotEqualTo(first);
      await("it still knows of the outage", second, () -> stack.has("DOWN"));
      homebox.comeBack();
      await("the recovery", second, () -> alerts(telegram, "RECOVERY") == 1);
      assertThat(alerts(telegram, "ALERT")).isEqualTo(1);
      assertThat(stack.ask("/api/v1/incidents").getJsonArray("incidents")).hasSize(1);

      stack.compose("stop", "--timeout", "10");
      // whoever does not end by itself within 10 s is killed, and that is 137
      assertThat(inspect(second, ".State.ExitCode")).isEqualTo("0");
      assertThat(Docker.docker("logs", second).well())
          .contains("stopped")
          .doesNotContain("Exception", FakeTelegram.TOKEN);
    }
  }

  @Test
  void the_archive_of_classes_is_taken_by_the_flags_of_the_image() {
    String loaded =
        Docker.docker(
                "run",
                "--rm",
                "--read-only",
                "-e",
                "JAVA_OPTS=-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:class+load",
                IMAGE,
                "--version")
            .well();
    assertThat(loaded)
        .containsPattern("homebox\\.controlplane\\.Main source: shared objects file \\(top\\)");
  }

  @Test
  void commands_answer_as_the_jar_does() {
    assertThat(Docker.docker("run", "--rm", IMAGE, "--version").well())
        .isEqualTo("control-plane 0.1.0");
    assertThat(Docker.docker("run", "--rm", IMAGE, "--nonsense").code()).isEqualTo(2);
    assertThat(Docker.docker("run", "--rm", "-e", "CHECK_INTERVAL=soon", IMAGE).code())
        .isEqualTo(2);
  }

  @Test
  void where_nothing_answers_it_is_not_healthy() {
    assertThat(Docker.docker("run", "--rm", "--entrypoint", "health", IMAGE).code()).isEqualTo(1);
  }
}

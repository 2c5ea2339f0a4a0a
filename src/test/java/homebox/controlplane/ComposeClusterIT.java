package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import homebox.controlplane.testkit.Composed;
import homebox.controlplane.testkit.Docker;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonArray;
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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three of our image and a PostgreSQL by docker/compose.cluster.yaml, where Docker runs. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ComposeClusterIT {
  private static final String IMAGE =
      "cp-it-" + UUID.randomUUID().toString().substring(0, 8) + ":cluster";
  private static final String DECIDES = "this node decides now";
  private static final String PASSWORD = "a-secret-of-this-test";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The services of the file that are nodes, and where it puts their pages. */
  private static final Map<String, Integer> PORTS =
      Map.of("attic", 8081, "barn", 8082, "cellar", 8083);

  /** A loopback address of this run's own: the ports are fixed. */
  private final String host =
      "127."
          + new Random().ints(3, 1, 255).mapToObj(String::valueOf).collect(Collectors.joining("."));

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @TempDir Path folder;
  private Composed house;

  @BeforeAll
  static void build() {
    if (Docker.missingForCompose().isEmpty()) {
      Docker.build(IMAGE);
    }
  }

  /** Not before all of them: nobody would hear that the class was skipped, and why. */
  @BeforeEach
  void where() {
    assumeThat(Docker.missingForCompose()).as("why Docker is not tried").isEmpty();
  }

  @AfterAll
  static void remove() {
    Docker.docker("image", "rm", "-f", IMAGE);
    Docker.docker("image", "prune", "-f", "--filter", "label=control-plane.stage=build");
  }

  /** A folder with that file and a .env, as its head says. */
  private Path described(FakeTelegram telegram, Site homebox) throws IOException {
    Path docker = Files.createDirectories(folder.resolve("docker"));
    Path file = docker.resolve("compose.cluster.yaml");
    Files.copy(Path.of("docker/compose.cluster.yaml"), file);
    Files.write(
        docker.resolve(".env"),
        List.of(
            "DATABASE_PASSWORD=" + PASSWORD,
            "TELEGRAM_BOT_TOKEN=" + FakeTelegram.TOKEN,
            "TELEGRAM_CHAT_ID=" + FakeTelegram.CHAT,
            "TELEGRAM_API_URL=" + telegram.url(),
            "IMAGE=" + IMAGE,
            "POSTGRES=" + Docker.postgres(),
            "WEB_HOST=" + host,
            "HOMEBOX_URL=" + homebox.url(),
            "NERON_URL=off",
            "DAILY_REPORT_AT=off",
            "CHECK_INTERVAL=1",
            "RETRY_ATTEMPTS=1",
            "RETRY_DELAY=100ms"));
    return file;
  }

  private Optional<HttpResponse<String>> ask(String node, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + PORTS.get(node) + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException notNow) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private JsonObject json(String node, String path) {
    return ask(node, path)
        .filter(answer -> answer.statusCode() == 200)
        .map(answer -> new JsonObject(answer.body()))
        .orElseGet(JsonObject::new);
  }

  /** The nodes of which that one's page says this. */
  private List<String> nodes(String page, String what) {
    return json(page, "/api/v1/nodes").getJsonArray("nodes", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getBoolean(what))
        .map(each -> each.getString("name"))
        .toList();
  }

  /** By each page the three of them live, and the same one decides. */
  private Optional<String> deciding() {
    List<List<String>> said = PORTS.keySet().stream().map(page -> nodes(page, "decides")).toList();
    boolean all = PORTS.keySet().stream().allMatch(page -> nodes(page, "live").size() == 3);
    return all && said.stream().distinct().count() == 1
        ? said.get(0).stream().findFirst()
        : Optional.empty();
  }

  private boolean shows(String page, String state) {
    return json(page, "/api/v1/services?ids=homebox")
        .encode()
        .contains("\"state\":\"" + state + "\"");
  }

  private JsonArray incidents(String page) {
    return json(page, "/api/v1/incidents").getJsonArray("incidents", new JsonArray());
  }

  /** Its page; one that is not there is like no other. */
  private Object front(String page) {
    return ask(page, "/")
        .filter(answer -> answer.statusCode() == 200)
        .<Object>map(HttpResponse::body)
        .orElseGet(Object::new);
  }

  /** When that one said that it decides, in ms: asking it would take its own time. */
  private long decidesAt(String node) {
    String line =
        Docker.docker("logs", "--timestamps", house.id(node))
            .well()
            .lines()
            .filter(said -> said.contains(DECIDES))
            .findFirst()
            .orElseThrow();
    return millis(line.substring(0, line.indexOf(' ')));
  }

  private long endOf(String node) {
    return millis(Docker.docker("inspect", "-f", "{{.State.FinishedAt}}", house.id(node)).well());
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("in vain: " + what + "\n" + said());
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private String said() {
    return PORTS.keySet().stream()
        .map(node -> node + "\n" + house.said(node))
        .collect(Collectors.joining("\n", "", "\ndatabase\n" + house.said("database")));
  }

  private static List<String> heard(FakeTelegram telegram, String word) {
    return telegram.messages().stream()
        .map(Message::text)
        .filter(text -> text.contains(word))
        .toList();
  }

  /** Told at least once, and once without the mark of a possible repeat. */
  private static boolean isTold(FakeTelegram telegram, String word, int times) {
    List<String> unmarked =
        heard(telegram, word).stream().filter(text -> !text.contains("possible repeat")).toList();
    return unmarked.size() == times;
  }

  @Test
  void each_container_in_turn_goes_away_in_an_outage_and_nothing_is_lost() throws Exception {
    try (var telegram = new FakeTelegram(Docker.here(), 0);
        Site homebox = Site.at(Docker.here());
        var up = Composed.up(described(telegram, homebox).toFile())) {
      house = up;
      await("one decides, by the page of each", () -> deciding().isPresent());
      String first = deciding().orElseThrow();
      assertThat(PORTS.keySet())
          .filteredOn(node -> house.said(node).contains(DECIDES))
          .containsExactly(first);
      assertThat(PORTS.keySet())
          .allSatisfy(n -> assertThat(house.said(n)).doesNotContain("is not used"));
      await("Homebox is UP on each", () -> PORTS.keySet().stream().allMatch(n -> shows(n, "UP")));

      homebox.die();
      await("the alert", () -> !heard(telegram, "ALERT").isEmpty());
      Docker.docker("kill", house.id(first)).well();
      String second = successor(first);
      Takeover.holds("another container decides", decidesAt(second) - endOf(first));
      await("the outage is known to the next one", () -> shows(second, "DOWN"));
      homebox.comeBack();
      await("the recovery", () -> isTold(telegram, "RECOVERY", 1));
      assertThat(isTold(telegram, "ALERT", 1)).as("%s", telegram.messages()).isTrue();

      Docker.docker("start", house.id(first)).well();
      await("the killed one stands ready", () -> deciding().equals(Optional.of(second)));
      await("the end is stored", () -> incidents(second).encode().contains("RECOVERED"));
      for (String page : PORTS.keySet()) {
        await(page + " tells the same", () -> incidents(page).equals(incidents(second)));
        await(page + " shows the same", () -> front(page).equals(front(second)));
      }
      JsonArray before = incidents(second);
      assertThat(before).hasSize(1);

      Docker.docker("stop", house.id("database")).well();
      await("it is noticed", () -> house.said(second).contains("history is not stored"));
      homebox.die();
      Docker.docker("start", house.id("database")).well();
      await("the second alert", () -> isTold(telegram, "ALERT", 2));
      homebox.comeBack();
      await("the second recovery", () -> isTold(telegram, "RECOVERY", 2));
      await("both are stored", () -> incidents(second).size() == 2);
      assertThat(incidents(second)).containsAll(before);
      assertThat(telegram.violations()).isEmpty();
      stopInOrder();
    }
  }

  /** Who decides after it, by the page of one that is left; it is ready. */
  private String successor(String first) {
    List<String> left = PORTS.keySet().stream().filter(node -> !node.equals(first)).toList();
    await(
        "another one decides",
        () ->
            left.stream()
                .anyMatch(
                    page ->
                        nodes(page, "decides").stream().anyMatch(left::contains)
                            && shows(page, "DOWN")));
    return left.stream().flatMap(page -> nodes(page, "decides").stream()).findFirst().orElseThrow();
  }

  private void stopInOrder() {
    for (String service : List.of("attic", "barn", "cellar", "database")) {
      String id = house.id(service);
      Docker.docker("stop", id).well();
      assertThat(Docker.docker("inspect", "-f", "{{.State.ExitCode}}", id).well())
          .as(service)
          .isEqualTo("0");
      assertThat(house.said(service))
          .doesNotContain("Exception", "ERROR:", FakeTelegram.TOKEN, PASSWORD);
    }
  }
}

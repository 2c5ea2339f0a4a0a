package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API of the real jar, from outside. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ApiIT {
  private static final int CHECKS = Boolean.getBoolean("soak") ? 3_000_000 : 200_000;
  private static final List<String> SMALL = List.of("-Xmx40m", "-XX:+ExitOnOutOfMemoryError");
  private static final String ADMIN =
      "Basic "
          + Base64.getEncoder().encodeToString("admin:sesame-7".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private void configure(String more) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        """
        check_interval: 1d
        check_timeout: 2s
        retry_attempts: 0
        retention: {checks: forever}
        services:
          - {name: Box, url: "http://127.0.0.1:1/inside"}
          - {name: Secret thing, id: hidden, url: "http://127.0.0.1:1/", public: {hide: true}}
        """
            + more);
  }

  private static Map<String, String> environment(String... more) {
    var all = new HashMap<>(Map.of("WEB_PORT", "0"));
    for (int n = 0; n < more.length; n += 2) {
      all.put(more[n], more[n + 1]);
    }
    return all;
  }

  /** A long history of the service box: a check every half a second, every tenth a failure. */
  private void remember(int checks) {
    Path file = folder.resolve("data/history.db");
    Database.change(file, "UPDATE setting SET value = '1700000000000' WHERE name = 'moved_until'");
    Database.change(
        file, "INSERT INTO error_text (number, sentence) VALUES (9000, '=cmd|'' /C calc''!A0')");
    Database.change(
        file,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + checks
            + ") INSERT INTO check_result SELECT (SELECT number FROM service WHERE id = 'box'),"
            + " 1700000000000 - i * 500, 0, CASE i % 10 WHEN 0 THEN 2 ELSE 0 END, i % 300, 200,"
            + " CASE i % 10 WHEN 0 THEN 9000 END, x'c801', NULL FROM n");
  }

  @Test
  void a_long_history_is_one_answer_and_costs_no_memory_whoever_reads_it() throws Exception {
    configure("");
    try (JarProcess jar = JarProcess.start(folder, environment())) {
      jar.awaitState("box", "DOWN");
      assertThat(jar.stop()).isZero();
    }
    remember(CHECKS);
    try (JarProcess jar = JarProcess.start(folder, SMALL, environment())) {
      int port = jar.port();
      List<Socket> idle = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        idle.add(thatReadsNothing(port));
      }
      assertThat(readAll(port, "csv", line -> line.split(",", -1)[0])).isEqualTo(CHECKS);
      assertThat(readAll(port, "jsonl", line -> new JsonObject(line).getString("at")))
          .isEqualTo(CHECKS);
      for (Socket socket : idle) {
        socket.close();
      }
      jar.await("places for more", () -> hasPlaces(jar));
      assertThat(jar.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains("Exception"));
    }
  }

  private static boolean hasPlaces(JarProcess jar) {
    return jar.get("/api/v1/services/box/checks?format=csv&limit=5").statusCode() == 200;
  }

  private static Socket thatReadsNothing(int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request =
        "GET /api/v1/services/box/checks?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private interface Time {
    String of(String line);
  }

  /** Reads line by line, holding none: how many old checks there are, each older than the last. */
  private int readAll(int port, String format, Time time) throws Exception {
    var uri = "http://127.0.0.1:" + port + "/api/v1/services/box/checks?format=" + format;
    var request = HttpRequest.newBuilder(URI.create(uri)).header("Accept-Encoding", "x").build();
    var answer = client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    int old = 0;
    long last = Long.MAX_VALUE;
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("at,")) {
          continue;
        }
        long at = OffsetDateTime.parse(time.of(line)).toInstant().toEpochMilli();
        assertThat(at).isLessThan(last);
        last = at;
        old += at < 1_700_000_000_000L ? 1 : 0;
        if (format.equals("csv") && line.contains("cmd|")) {
          assertThat(line).contains(",'=cmd|' /C calc'!A0,");
        }
      }
    }
    return old;
  }

  private HttpResponse<String> get(JarProcess jar, String path, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void who_is_not_logged_in_is_told_nothing_that_is_nobodys_business() throws Exception {
    configure("web: {public: true}\n");
    var environment = environment("WEB_ADMIN_PASSWORD", "sesame-7", "WEB_API_TOKEN", "letmein-7");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      String[] admin = {"Authorization", ADMIN};
      String[] token = {"Authorization", "Bearer letmein-7"};
      jar.await("both to be down", () -> isDown(jar, "hidden", token) && isDown(jar, "box"));
      for (String way :
          List.of(
              "/api/v1/services",
              "/api/v1/services/box",
              "/api/v1/services/box/checks",
              "/api/v1/services/box/checks?format=csv",
              "/api/v1/incidents",
              "/api/v1/recent",
              "/metrics",
              "/health/ready")) {
        HttpResponse<String> stranger = get(jar, way);
        assertThat(stranger.statusCode()).as(way).isEqualTo(200);
        assertThat(stranger.body())
            .as(way)
            .doesNotContain("127.0.0.1", "Nobody listens", "inside", "hidden", "Secret");
        assertThat(get(jar, way, admin).statusCode()).as(way).isEqualTo(200);
      }
      assertThat(get(jar, "/api/v1/services", token).body()).contains("Secret thing");
      assertThat(get(jar, "/api/v1/services/box", admin).body()).contains("127.0.0.1:1/inside");
      assertThat(get(jar, "/api/v1/messages").statusCode()).isEqualTo(401);
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines())
          .noneMatch(line -> line.contains("sesame-7") || line.contains("letmein-7"));
    }
  }

  private boolean isDown(JarProcess jar, String id, String... headers) {
    try {
      return get(jar, "/api/v1/services/" + id, headers).body().contains("\"state\":\"DOWN\"");
    } catch (Exception notYet) {
      return false;
    }
  }

  @Test
  void a_page_that_asks_for_a_login_shows_nobody_anything_else() throws Exception {
    configure("web: {public: false, api_token: token}\n");
    try (JarProcess jar = JarProcess.start(folder, environment())) {
      jar.awaitLine(line -> line.contains("watching"));
      for (String way : List.of("/", "/api/v1/services", "/api/v1/events", "/metrics")) {
        assertThat(get(jar, way).statusCode()).as(way).isEqualTo(401);
      }
      assertThat(get(jar, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(jar, "/", "Authorization", "Bearer token").statusCode()).isEqualTo(200);
    }
  }
}

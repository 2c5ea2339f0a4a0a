package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes around every answer: headers, errors, tags, compression. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MannersTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/login",
          "/page/x/app.js",
          "/api/v1/services",
          "/api/v1/services/alpha",
          "/api/v1/services/alpha/checks?format=csv",
          "/api/v1/services/none",
          "/api/v1/services?fields=x",
          "/api/v1/incidents",
          "/api/v1/messages",
          "/api/v1/recent",
          "/health/live",
          "/health/ready",
          "/nowhere");

  @TempDir private Path folder;
  private WebRig rig;

  @BeforeEach
  void start() throws Exception {
    var access =
        new Access(
            Optional.of(new Secret("secret")),
            Optional.empty(),
            true,
            false,
            Metrics.OPEN,
            List.of());
    rig = new WebRig(folder, access, WebRig.service("alpha", "Alpha", "", Exposure.PLAIN));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String raw(String request) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void every_answer_tells_the_browser_what_it_may_not_do() throws Exception {
    for (String path : PATHS) {
      for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS")) {
        HttpResponse<String> answer = rig.ask(method, path);
        assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("SAMEORIGIN");
        assertThat(header(answer, "Content-Security-Policy"))
            .as(path)
            .contains("default-src 'none'", "frame-ancestors '");
        assertThat(header(answer, "Permissions-Policy")).as(path).contains("camera=()");
        assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Strict-Transport-Security")).as(path).isEmpty();
        assertThat(header(answer, "Access-Control-Allow-Origin")).as(path).isEmpty();
        assertThat(header(answer, "Cache-Control")).as(path + method).isNotEmpty();
      }
    }
  }

  @Test
  void every_error_is_a_problem_that_says_what_to_do() throws Exception {
    String host = "Host: localhost\r\nConnection: close\r\n";
    String[][] table = {
      {"400", "GET /%zz HTTP/1.1\r\n" + host + "\r\n"},
      {"400", "GET /api/v1/services?fields=%zz HTTP/1.1\r\n" + host + "\r\n"},
      {"400", "GET /api/v1/incidents?limit=x HTTP/1.1\r\n" + host + "\r\n"},
      {"400", "GET /api/v1/incidents?after=%27OR+1 HTTP/1.1\r\n" + host + "\r\n"},
      {"400", "complete nonsense\r\n\r\n"},
      {"401", "GET /api/v1/messages HTTP/1.1\r\n" + host + "\r\n"},
      {"404", "GET /nowhere HTTP/1.1\r\n" + host + "\r\n"},
      {"404", "GET /api/v1/services/none HTTP/1.1\r\n" + host + "\r\n"},
      {"405", "DELETE /api/v1/services HTTP/1.1\r\n" + host + "\r\n"},
      {"405", "POST /api/v1/events HTTP/1.1\r\n" + host + "\r\n"},
      {"413", "POST /api/v1/services HTTP/1.1\r\n" + host + "Content-Length: 65537\r\n\r\n"},
      {"414", "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"431", "GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(17_000) + "\r\n\r\n"},
    };
    for (String[] row : table) {
      String answer = raw(row[1]);
      String what = row[1].substring(0, Math.min(60, row[1].length()));
      assertThat(answer).as(what).matches("(?s)HTTP/1\\.[01] " + row[0] + " .*");
      assertThat(answer.toLowerCase(java.util.Locale.ROOT))
          .as(what)
          .contains("content-type: application/problem+json", "x-content-type-options: nosniff");
      var problem = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(problem.fieldNames())
          .containsExactly("type", "title", "status", "detail", "instance");
      assertThat(problem.getInteger("status")).isEqualTo(Integer.valueOf(row[0]));
      assertThat(problem.getString("detail")).endsWith(".");
    }
  }

  @Test
  void a_method_that_is_not_taken_is_answered_with_those_that_are() throws Exception {
    HttpResponse<String> answer = rig.ask("PUT", "/api/v1/incidents");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(List.of(header(answer, "Allow").split(", ?")))
        .containsExactlyInAnyOrder("GET", "HEAD");
  }

  @Test
  void without_its_database_it_says_so_and_strangers_not_why() throws Exception {
    rig.database.close().await(30, TimeUnit.SECONDS);
    for (String path : List.of("/api/v1/incidents", "/api/v1/services/alpha/checks?format=csv")) {
      HttpResponse<String> answer = rig.ask("GET", path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(header(answer, "Retry-After")).isEqualTo("10");
      assertThat(header(answer, "Content-Disposition")).isEmpty();
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .isEqualTo("The database does not answer now.");
    }
    assertThat(rig.ask("GET", "/api/v1/services").statusCode()).isEqualTo(200);
  }

  @Test
  void what_one_has_already_is_not_sent_again() throws Exception {
    rig.until(
        "/api/v1/services", body -> !body.getJsonArray("channels").isEmpty()); // the last word
    for (String path : List.of("/api/v1/services", "/api/v1/services/alpha", "/api/v1/incidents")) {
      HttpResponse<String> first = rig.settled(path);
      String tag = header(first, "ETag");
      assertThat(tag).startsWith("W/\"");
      assertThat(header(first, "Cache-Control")).isEqualTo("private, no-cache");
      for (String known : List.of(tag, "\"x\", " + tag, tag.substring(2))) {
        HttpResponse<String> again = rig.ask("GET", path, "If-None-Match", known);
        assertThat(again.statusCode()).as(path + " " + known).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
      }
      assertThat(rig.ask("GET", path, "If-None-Match", "W/\"x\"").statusCode()).isEqualTo(200);
    }
    String tag = header(rig.ask("GET", "/api/v1/services"), "ETag");
    rig.answers("alpha", "g");
    rig.until("/api/v1/services/alpha", row -> row.getValue("last_checked") != null);
    assertThat(rig.ask("GET", "/api/v1/services", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void long_answers_and_the_feed_are_compressed_and_short_ones_are_not() throws Exception {
    String[] packed = {"Accept-Encoding", "gzip"};
    rig.answers("alpha", "g".repeat(50));
    rig.until(
        "/api/v1/services/alpha/checks?limit=50", body -> body.getJsonArray("checks").size() == 50);
    String checks = "/api/v1/services/alpha/checks?format=csv";
    for (String path : List.of(checks, checks.replace("csv", "json&limit=50"))) {
      HttpResponse<byte[]> answer = rig.stream(path, BodyHandlers.ofByteArray(), packed);
      assertThat(header(answer, "Content-Encoding")).as(path).isEqualTo("gzip");
      assertThat(header(answer, "Vary")).contains("Accept-Encoding");
      assertThat(answer.body()).as(path).startsWith(0x1f, 0x8b);
      byte[] read = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
      assertThat(new String(read, StandardCharsets.UTF_8))
          .isEqualTo(rig.ask("GET", path).body())
          .hasSizeGreaterThan(answer.body().length * 3);
    }
    for (String path : List.of("/health/live", "/api/v1/incidents", "/nowhere")) {
      HttpResponse<byte[]> answer = rig.stream(path, BodyHandlers.ofByteArray(), packed);
      assertThat(header(answer, "Content-Encoding")).as(path).isEmpty();
    }
    var feed = rig.stream("/api/v1/events", BodyHandlers.ofInputStream(), packed);
    assertThat(header(feed, "Content-Encoding")).isEqualTo("gzip");
    feed.body().close();
  }

  @Test
  void an_address_may_name_some_hundred_services() throws Exception {
    String ids = "alpha," + "some-service-with-a-name,".repeat(500);
    assertThat(rig.json("/api/v1/services?ids=" + ids).getJsonArray("services")).hasSize(1);
  }
}

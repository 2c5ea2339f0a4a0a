package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Network;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.time.HandPace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who want to get in, or to keep others out: by numbers, by slowness, by length. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IntrudersTest {
  private static final String CHECK = "/api/v1/services/nas/check";

  /** Of "secret", with as few rounds as may be: a hundred guesses are compared. */
  private static final String HASH =
      "pbkdf2-sha512:100000:AAAAAAAAAAAAAAAAAAAAAA"
          + ":dWdkdYORziJ8Fkku2wY6augx5wGXE7m3JvYIinp4Bd8";

  private static final String RIGHT = "{\"password\": \"secret\"}";
  private static final String WRONG = "{\"password\": \"guess\"}";

  @TempDir private Path folder;
  private WebRig rig;

  @BeforeEach
  void start() throws Exception {
    var access =
        new Access(
            Optional.of(new Secret(HASH)),
            Optional.of(new Secret("letmein")),
            true,
            false,
            Metrics.OPEN,
            List.of(new Network(InetAddress.getLoopbackAddress(), 32)));
    rig = new WebRig(folder, access, WebRig.service("nas", "NAS", "", Exposure.PLAIN));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private int login(String body, String from) throws Exception {
    return rig.post("/api/v1/login", body, "X-Forwarded-For", from).statusCode();
  }

  @Test
  void whichever_key_is_guessed_it_is_one_who_guesses() throws Exception {
    String basic = Base64.getEncoder().encodeToString("admin:guess".getBytes());
    for (int n = 0; n < LoginLimit.AT_ONCE; n++) {
      int status =
          switch (n % 3) {
            case 0 -> login(WRONG, "192.0.2.7");
            case 1 -> guess("Bearer guess" + n, "192.0.2.7");
            default -> guess("Basic " + basic, "192.0.2.7");
          };
      assertThat(status).isEqualTo(401);
    }
    assertThat(login(RIGHT, "192.0.2.7")).isEqualTo(429);
    assertThat(guess("Bearer letmein", "192.0.2.7")).isEqualTo(429);
    assertThat(login(RIGHT, "192.0.2.8")).as("somebody else").isEqualTo(200);
  }

  private int guess(String key, String from) throws Exception {
    return rig.post(CHECK, "", "Authorization", key, "X-Forwarded-For", from).statusCode();
  }

  @Test
  void a_thousand_addresses_that_guess_wait_together_and_the_one_who_knows_it_does_not()
      throws Exception {
    assertThat(login(RIGHT, "198.51.100.1")).isEqualTo(200);
    int tried = 0;
    for (int n = 0; n < 1_000; n++) {
      tried += login(WRONG, "203.0." + n / 250 + "." + (n % 250 + 1)) == 401 ? 1 : 0;
    }
    assertThat(tried).isEqualTo(100);
    assertThat(login(RIGHT, "203.0.113.99")).as("a new one").isEqualTo(429);
    assertThat(login(RIGHT, "198.51.100.1")).as("who knew it before").isEqualTo(200);
  }

  @Test
  void the_token_of_one_session_is_worth_nothing_in_another() throws Exception {
    HttpResponse<String> mine = rig.post("/api/v1/login", RIGHT);
    HttpResponse<String> other = rig.post("/api/v1/login", RIGHT);
    String cookie = other.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    String csrf = new JsonObject(mine.body()).getString("csrf");
    assertThat(rig.post(CHECK, "", "Cookie", cookie, "X-CSRF-Token", csrf).statusCode())
        .isEqualTo(403);
  }

  @Test
  void headers_without_end_are_not_read() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n");
      for (int n = 0; n < 20; n++) {
        send(socket, "X-" + n + ": " + "x".repeat(1_000) + "\r\n");
      }
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 431");
    }
    try (Socket socket = connect()) {
      send(socket, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n");
      assertThat(firstLine(socket)).contains(" 414 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: 4\r\nX: a\r\n folded\nTransfer-Encoding: chunked\r\n"
      })
  void no_second_request_can_be_hidden_in_the_body_of_a_first(String lengths) throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          "POST "
              + CHECK
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer letmein\r\n"
              + "Content-Type: application/json\r\n"
              + lengths
              + "\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n");
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 ");
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(rest).as("a second answer").doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void who_says_what_it_wants_byte_by_byte_is_cut_off() throws Exception {
    try (Socket socket = connect()) {
      until("the connection", () -> rig.pace.pending() == 1);
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ");
      rig.pace.advance(Callers.PATIENCE.minusSeconds(1));
      send(socket, "x");
      assertThat(socket.getInputStream().available()).isZero();
      rig.pace.advance(Duration.ofSeconds(1));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void so_is_who_does_that_after_an_answer() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
      rig.pace.advance(Callers.PATIENCE.minusSeconds(1));
      send(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      until("the answer", () -> available(socket) > 300);
      socket.getInputStream().skipNBytes(available(socket));
      send(socket, "G");
      until("it is waited for", () -> rig.pace.pending() == 1);
      rig.pace.advance(Callers.PATIENCE.plusSeconds(1));
      until("the end", () -> isOver(socket));
    }
  }

  private static int available(Socket socket) {
    try {
      return socket.getInputStream().available();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static boolean isOver(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void a_listener_of_the_feed_is_not_hurried() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
      rig.pace.advance(Duration.ofSeconds(14));
      until("the snapshot", () -> available(socket) > 0);
      socket.getInputStream().skipNBytes(available(socket));
      for (int n = 0; n < 20; n++) {
        rig.pace.advance(Duration.ofSeconds(15));
        until("a comment", () -> available(socket) > 0);
        socket.getInputStream().skipNBytes(available(socket));
      }
    }
  }

  @Test
  void a_flood_of_connections_is_bounded_and_over_when_they_have_gone() throws Exception {
    var crowd = new ArrayList<Socket>();
    try {
      for (int n = 0; n < Callers.MOST; n++) {
        crowd.add(connect());
      }
      until("all of them", () -> rig.pace.pending() == Callers.MOST);
      try (Socket late = connect()) {
        assertThat(isOver(late)).as("one too many").isTrue();
      }
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
    until("they have gone", () -> rig.pace.pending() == 0);
    assertThat(rig.ask("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void a_flood_of_logins_is_a_thousand_sessions_at_most() {
    var sessions = new Sessions(new HandPace(WebRig.START));
    String first = sessions.open().key();
    String second = sessions.open().key();
    for (int n = 2; n < Sessions.MOST; n++) {
      sessions.open();
    }
    assertThat(sessions.find(first)).as("it is used").isPresent();
    sessions.open();
    assertThat(sessions.find(second)).as("the one used longest ago").isEmpty();
    assertThat(sessions.find(first)).isPresent();
  }
}

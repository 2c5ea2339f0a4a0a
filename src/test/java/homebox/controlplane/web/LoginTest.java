package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.config.PasswordHash;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may change something over HTTP, and every way round it that we could think of. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoginTest {
  private static final String CHECK = "/api/v1/services/nas/check";
  private static final String RIGHT = "{\"password\": \"secret\"}";
  private static final String[] BEARER = {"Authorization", "Bearer letmein"};
  private static final String[] BASIC = {
    "Authorization",
    "Basic " + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8))
  };

  @TempDir private Path folder;
  private WebRig rig;

  private void start(String password, String token) throws Exception {
    rig = new WebRig(folder, access(password, token), service("nas"));
  }

  private static homebox.controlplane.config.ServiceConfig service(String id) {
    return WebRig.service(id, "NAS", "", Exposure.PLAIN);
  }

  private static Access access(String password, String token) {
    return new Access(
        Optional.of(password).filter(text -> !text.isEmpty()).map(Secret::new),
        Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::new),
        true,
        false,
        Metrics.OPEN,
        List.of());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** What a browser has after a login. */
  private record Browser(String cookie, String csrf) {
    static Browser of(HttpResponse<String> answer) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
      return new Browser(
          cookie.substring(0, cookie.indexOf(';')),
          new JsonObject(answer.body()).getString("csrf"));
    }

    String[] headers() {
      return new String[] {"Cookie", cookie, "X-CSRF-Token", csrf};
    }
  }

  private Browser login() throws Exception {
    return Browser.of(rig.post("/api/v1/login", RIGHT));
  }

  private int check(String... headers) throws Exception {
    return rig.post(CHECK, "", headers).statusCode();
  }

  private static String[] and(String[] some, String... more) {
    var all = new java.util.ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void without_a_password_or_a_token_nothing_can_be_changed_not_even_from_this_machine()
      throws Exception {
    start("", "");
    HttpResponse<String> refused = rig.post(CHECK, "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("web.admin_password");
    assertThat(rig.post("/api/v1/login", RIGHT).statusCode()).isEqualTo(403);
  }

  @Test
  void a_stranger_is_told_to_log_in() throws Exception {
    start("secret", "letmein");
    HttpResponse<String> refused = rig.post(CHECK, "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().allValues("www-authenticate")).hasSize(2);
    assertThat(check("Authorization", "Bearer wrong")).isEqualTo(401);
  }

  @Test
  void password_and_token_open_it() throws Exception {
    start("secret", "letmein");
    assertThat(check(BEARER)).isEqualTo(202);
    assertThat(check(BASIC)).isEqualTo(202);
  }

  @Test
  void a_login_is_a_session_which_is_read_with_the_cookie_and_changed_with_the_token_beside_it()
      throws Exception {
    start("secret", "");
    rig.answers("nas", "gff");
    HttpResponse<String> answer = rig.post("/api/v1/login", RIGHT);
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    Browser browser = Browser.of(answer);
    assertThat(check("Cookie", browser.cookie())).isEqualTo(403);
    assertThat(check("Cookie", browser.cookie(), "X-CSRF-Token", "guess")).isEqualTo(403);
    assertThat(check(browser.headers())).isEqualTo(202);
    String error =
        Answers.of('f')
            .outcome()
            .match(good -> "", slow -> "", failed -> failed.failure().sentence());
    rig.until("/api/v1/services", body -> body.encode().contains(error), browser.headers());
    assertThat(rig.json("/api/v1/session", "Cookie", browser.cookie()))
        .isEqualTo(new JsonObject().put("user", "admin").put("csrf", browser.csrf()));
    assertThat(rig.json("/api/v1/session"))
        .isEqualTo(new JsonObject().putNull("user").putNull("csrf"));
  }

  @Test
  void a_hash_in_the_configuration_opens_to_its_password_and_not_to_itself() throws Exception {
    String hash = PasswordHash.of("secret").text();
    start(hash, "");
    assertThat(check(BASIC)).isEqualTo(202);
    assertThat(check(BASIC)).isEqualTo(202);
    login();
    String itself = new JsonObject().put("password", hash).encode();
    assertThat(rig.post("/api/v1/login", itself).statusCode()).isEqualTo(401);
  }

  @Test
  void many_guesses_at_once_are_no_way_round_the_limit() throws Exception {
    start("secret", "");
    String wrong = "{\"password\": \"wrong\"}";
    List<Integer> answers = IntStream.range(0, 30).parallel().mapToObj(n -> status(wrong)).toList();
    assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(10);
    assertThat(answers).contains(429);
    assertThat(status(RIGHT)).isEqualTo(429);
  }

  private int status(String body) {
    try {
      return rig.post("/api/v1/login", body).statusCode();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void a_key_that_was_there_before_the_login_opens_nothing() throws Exception {
    start("secret", "");
    String planted = "cp_session=planted";
    Browser browser = Browser.of(rig.post("/api/v1/login", RIGHT, "Cookie", planted));
    assertThat(browser.cookie()).isNotEqualTo(planted);
    assertThat(check("Cookie", planted, "X-CSRF-Token", browser.csrf())).isEqualTo(401);
    Browser again = Browser.of(rig.post("/api/v1/login", RIGHT, "Cookie", browser.cookie()));
    assertThat(check(browser.headers())).as("the session before").isEqualTo(401);
    assertThat(check(again.headers())).isEqualTo(202);
  }

  @Test
  void a_logout_ends_it_and_so_does_time() throws Exception {
    start("secret", "");
    Browser first = login();
    Browser second = login();
    assertThat(rig.post("/api/v1/logout", "", first.headers()).statusCode()).isEqualTo(200);
    assertThat(check(first.headers())).isEqualTo(401);
    rig.pace.advance(Sessions.IDLE.minusMinutes(1));
    assertThat(check(second.headers())).isEqualTo(202);
    rig.pace.advance(Sessions.IDLE.minusMinutes(1));
    assertThat(check(second.headers())).as("it was used meanwhile").isEqualTo(202);
    rig.pace.advance(Sessions.IDLE.plusMinutes(1));
    assertThat(check(second.headers())).isEqualTo(401);
  }

  @Test
  void one_that_is_used_all_the_time_ends_too() throws Exception {
    start("secret", "");
    Browser browser = login();
    for (Duration past = Duration.ZERO;
        past.compareTo(Sessions.LIFE) < 0;
        past = past.plusHours(11)) {
      assertThat(check(browser.headers())).isEqualTo(202);
      rig.pace.advance(Duration.ofHours(11));
    }
    assertThat(check(browser.headers())).isEqualTo(401);
  }

  @Test
  void another_page_changes_nothing_in_ones_name() throws Exception {
    start("secret", "letmein");
    Browser browser = login();
    for (String site : List.of("cross-site", "same-site")) {
      assertThat(check(and(BASIC, "Sec-Fetch-Site", site))).isEqualTo(403);
      assertThat(check(and(browser.headers(), "Sec-Fetch-Site", site))).isEqualTo(403);
      assertThat(rig.post("/api/v1/login", RIGHT, "Sec-Fetch-Site", site).statusCode())
          .as("a login as somebody else")
          .isEqualTo(403);
    }
    assertThat(check(and(BASIC, "Origin", "https://evil.example"))).isEqualTo(403);
    assertThat(check(and(BASIC, "Origin", "null"))).isEqualTo(403);
    assertThat(check(and(BASIC, "Origin", "http://127.0.0.1:" + rig.port))).isEqualTo(202);
    assertThat(check(and(BASIC, "Sec-Fetch-Site", "same-origin"))).isEqualTo(202);
    assertThat(rig.post(CHECK, "a=b", and(BASIC, "Content-Type", "text/plain")).statusCode())
        .as("what a form can send")
        .isEqualTo(415);
  }

  @Test
  void who_guesses_has_to_wait_and_so_does_a_crowd() throws Exception {
    start("secret", "");
    String wrong = "{\"password\": \"guess\"}";
    for (int n = 0; n < LoginLimit.AT_ONCE; n++) {
      assertThat(rig.post("/api/v1/login", wrong).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> late = rig.post("/api/v1/login", RIGHT);
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("retry-after")).isPresent();
    rig.pace.advance(LoginLimit.EACH);
    assertThat(login().csrf()).isNotBlank();
  }

  @Test
  void what_is_no_login_is_said() throws Exception {
    start("secret", "");
    for (String body : List.of("", "{}", "[]", "{", "{\"password\": 1}", "null", "\"x\"")) {
      assertThat(rig.post("/api/v1/login", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void a_huge_body_is_not_read_and_a_slow_one_is_not_waited_for() throws Exception {
    start("secret", "letmein");
    assertThat(rig.sendTooMuch(CHECK, BEARER).statusCode()).isEqualTo(413);
    String head =
        "POST "
            + CHECK
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer letmein\r\n"
            + "Content-Type: application/json\r\n";
    String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
    assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3), false))
        .startsWith("HTTP/1.1 413");
    assertThat(raw(head + "Content-Length: 10\r\n\r\n{", true)).startsWith("HTTP/1.1 408");
  }

  /**
   * Sends this and no more; {@code late}: then time passes. Who was not heard yet when it did
   * counts as silent and is closed without a word: that one comes again.
   */
  private String raw(String request, boolean late) throws IOException {
    String answer = "";
    while (answer.isEmpty()) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        answer = late ? lateAnswer(socket) : answer(socket);
      }
    }
    return answer;
  }

  private String lateAnswer(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    while (true) {
      try {
        return answer(socket);
      } catch (SocketTimeoutException nothingYet) {
        rig.pace.advance(Changing.PATIENCE);
      }
    }
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_header_cannot_be_smuggled_into_an_answer() throws Exception {
    start("secret", "letmein");
    HttpResponse<String> answer = rig.post("/api/v1/channels/a%0d%0aX-Evil:%201/test", "", BEARER);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("x-evil")).isEmpty();
  }

  @Test
  void a_channel_is_tested_through_the_outbox_and_the_answer_stands_there() throws Exception {
    start("secret", "letmein");
    HttpResponse<String> answer = rig.post("/api/v1/channels/log/test", "", BEARER);
    assertThat(answer.statusCode()).isEqualTo(202);
    String key = new JsonObject(answer.body()).getString("key");
    assertThat(key).startsWith("test:");
    rig.until(
        "/api/v1/messages",
        body ->
            body.getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .anyMatch(
                    message ->
                        message.getString("key").equals(key)
                            && message.getString("state").equals("SENT")),
        BEARER);
    assertThat(rig.post("/api/v1/channels/nobody/test", "", BEARER).statusCode()).isEqualTo(404);
    assertThat(rig.post("/api/v1/services/nobody/check", "", BEARER).statusCode()).isEqualTo(404);
  }

  @Test
  void a_channel_that_has_not_yet_said_how_it_does_is_known() throws Exception {
    start("secret", "letmein");
    rig.listen(WebRig.ANY_PORT, rig.pace, access("secret", "letmein"));
    assertThat(rig.post("/api/v1/channels/log/test", "", BEARER).statusCode()).isEqualTo(202);
  }

  @Test
  void an_address_that_changes_is_not_read() throws Exception {
    start("secret", "letmein");
    HttpResponse<String> answer = rig.ask("GET", CHECK, BEARER);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
  }
}

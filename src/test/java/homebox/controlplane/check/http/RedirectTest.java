package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.answers;
import static homebox.controlplane.testkit.Manner.response;
import static homebox.controlplane.testkit.Manner.says;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Manner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static ProbeDesk desk;

  @BeforeAll
  static void open() {
    desk = ProbeDesk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private Asking ask(String url) {
    return desk.ask(url);
  }

  private static String to(String location) {
    return response("302 Found", "Location: " + location + "\r\n", "");
  }

  /** /n leads to /n-1, and /0 is good. */
  private static Manner countdown() {
    return answers(
        request -> {
          int n = Integer.parseInt(request.substring(5, request.indexOf(' ', 5)));
          return n == 0 ? response("200 OK", "", "") : to("/" + (n - 1));
        });
  }

  private static Manner noting(List<String> requests, String answer) {
    return answers(
        request -> {
          requests.add(request);
          return answer;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_followed(int status) {
    try (var server =
        HostileServer.plain(
            answers(
                request ->
                    request.startsWith("GET /from")
                        ? response(status + " Go", "Location: to\r\n", "gone")
                        : response("200 OK", "", "there")))) {
      Answer answer = ask(server.url("/from")).body(Asking.text("there")).answer();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(ask(server.url("/from")).staying().failure().reason())
          .isEqualTo(Reason.BAD_STATUS);
      assertThat(ask(server.url("/from")).staying().status(status, status).outcome())
          .isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void ten_are_followed_and_eleven_are_too_many() {
    try (var server = HostileServer.plain(countdown())) {
      assertThat(ask(server.url("/10")).timeout(2000).outcome()).isInstanceOf(Outcome.Good.class);
      var failure = ask(server.url("/11")).timeout(2000).failure();
      assertThat(failure.reason()).isEqualTo(Reason.REDIRECT_TOO_OFTEN);
      assertThat(failure.sentence()).isEqualTo("It redirects more than 10 times.");
    }
  }

  @Test
  void a_circle_is_told_at_once() {
    try (var server =
        HostileServer.plain(answers(request -> to(request.startsWith("GET /a") ? "/b" : "/a")))) {
      assertThat(ask(server.url("/a")).failure().reason()).isEqualTo(Reason.REDIRECT_CIRCLE);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://box/", "http://", "javascript:alert(1)", "http://a b/"})
  void a_redirect_to_no_address_is_told(String location) {
    try (var server = HostileServer.plain(says(to(location)))) {
      assertThat(ask(server.url("/")).failure().reason()).isEqualTo(Reason.REDIRECT_NOWHERE);
    }
  }

  @Test
  void without_a_location_the_status_counts() {
    try (var server = HostileServer.plain(says(response("302 Found", "", "")))) {
      assertThat(ask(server.url("/")).failure().reason()).isEqualTo(Reason.BAD_STATUS);
      assertThat(ask(server.url("/")).status(302, 302).outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
    "301, PUT, PUT", "302, HEAD, HEAD", "303, HEAD, HEAD", "303, PUT, GET", "308, HEAD, HEAD",
  })
  void the_method_changes_as_in_browsers(int status, String method, String then) {
    var requests = new CopyOnWriteArrayList<String>();
    try (var there = HostileServer.plain(noting(requests, response("200 OK", "", "")));
        var here =
            HostileServer.plain(
                says(response(status + " Go", "Location: " + there.url("/x") + "\r\n", "")))) {
      ask(here.url("/")).method(method).sending("{}").with("Content-Type", "a/b").outcome();
    }
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0)).startsWith(then + " /x HTTP/1.1\r\n");
    assertThat(requests.get(0).endsWith("\r\n\r\n{}")).isEqualTo(then.equals(method));
  }

  @Test
  void neither_headers_nor_user_info_go_to_another_origin() {
    var requests = new CopyOnWriteArrayList<String>();
    try (var there = HostileServer.plain(noting(requests, response("200 OK", "", "")));
        var here = HostileServer.plain(says(to(there.url("/x"))))) {
      String url = here.url("/").replace("http://", "http://me:hidden@");
      ask(url).with("X-Token", "hidden").with("Host", "hidden").outcome();
    }
    assertThat(requests.get(0))
        .contains("Host: 127.0.0.1:")
        .doesNotContain("X-Token", "Authorization", "hidden");
  }

  @Test
  void on_the_same_origin_they_stay() {
    var requests = new CopyOnWriteArrayList<String>();
    try (var server =
        HostileServer.plain(
            answers(
                request -> {
                  requests.add(request);
                  return requests.size() == 1 ? to("/x") : response("200 OK", "", "");
                }))) {
      String url = server.url("/").replace("http://", "http://me:pw@");
      ask(url).with("X-Token", "t").outcome();
    }
    assertThat(requests.get(1)).contains("X-Token: t", "Authorization: Basic ");
  }

  @Test
  void times_add_up_and_the_timeout_covers_all() {
    Manner slowly =
        socket -> {
          Thread.sleep(60);
          countdown().serve(socket);
        };
    try (var server = HostileServer.plain(slowly)) {
      Answer answer = ask(server.url("/3")).timeout(10_000).answer();
      assertThat(answer.evidence().phases().waiting().toMillis()).isGreaterThanOrEqualTo(240);
      assertThat(ask(server.url("/9")).timeout(300).failure().reason()).isEqualTo(Reason.NO_ANSWER);
    }
  }

  @Test
  void a_location_in_utf8_is_understood() {
    var requests = new CopyOnWriteArrayList<String>();
    try (var there = HostileServer.plain(noting(requests, response("200 OK", "", "")));
        var here = HostileServer.plain(says(to(there.url("/ä"))))) {
      ask(here.url("/")).outcome();
    }
    assertThat(requests.get(0)).startsWith("GET /%C3%A4 ");
  }
}

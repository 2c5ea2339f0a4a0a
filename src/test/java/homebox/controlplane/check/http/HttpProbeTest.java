package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.answers;
import static homebox.controlplane.testkit.Manner.closesAtOnce;
import static homebox.controlplane.testkit.Manner.drips;
import static homebox.controlplane.testkit.Manner.floods;
import static homebox.controlplane.testkit.Manner.hangs;
import static homebox.controlplane.testkit.Manner.late;
import static homebox.controlplane.testkit.Manner.ok;
import static homebox.controlplane.testkit.Manner.resets;
import static homebox.controlplane.testkit.Manner.response;
import static homebox.controlplane.testkit.Manner.says;
import static homebox.controlplane.testkit.Manner.saysAndStays;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Cause;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.DeafPort;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Manner;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpProbeTest {
  /** Of those that are waited for in vain; no other one takes so long. */
  private static final long SHORT = 1_000;

  private static final long LONG = 3_000;
  private static final Set<Reason> TOO_LATE = Set.of(Reason.NO_ANSWER, Reason.NO_END);
  private static final String GOOD_HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
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

  @Test
  void a_good_answer_tells_status_address_and_where_the_time_went() {
    try (var server = HostileServer.plain(late(60, ok("hello")))) {
      Answer answer = ask(server.url("/")).answer();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(answer.evidence().status()).hasValue(200);
      assertThat(answer.evidence().remote()).contains("127.0.0.1:" + server.port());
      Phases phases = answer.evidence().phases();
      assertThat(phases.dns()).isLessThanOrEqualTo(answer.outcome().took());
      assertThat(phases.connect()).isPositive();
      assertThat(phases.tls()).isZero();
      assertThat(phases.waiting()).isGreaterThan(Duration.ofMillis(50));
      assertThat(phases.dns().plus(phases.connect()).plus(phases.waiting()).plus(phases.transfer()))
          .isEqualTo(answer.outcome().took());
    }
  }

  @Test
  void a_rehearsal_leaves_nothing_open() throws Exception {
    desk.probes().rehearse().await(5, TimeUnit.SECONDS);
    long before = ProbeDesk.handles();
    desk.probes().rehearse().await(5, TimeUnit.SECONDS);
    ProbeDesk.until(() -> ProbeDesk.handles() <= before);
  }

  @Test
  void a_good_answer_that_is_late_is_slow() {
    try (var server = HostileServer.plain(late(120, ok("hello")))) {
      assertThat(ask(server.url("/")).slowAfter(50).outcome()).isInstanceOf(Outcome.Slow.class);
      assertThat(ask(server.url("/")).slowAfter(800).outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  static Stream<Arguments> good() {
    String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        Arguments.of("length", ok("hello")),
        Arguments.of("kept open", saysAndStays(response("200 OK", "", "hello"))),
        Arguments.of("no length", says("HTTP/1.1 200 OK\r\n\r\nhello")),
        Arguments.of("HTTP/1.0", says("HTTP/1.0 200 OK\r\n\r\nhello")),
        Arguments.of("chunked", saysAndStays(chunks + "5\r\nhello\r\n0\r\n\r\n")),
        Arguments.of("trailers", saysAndStays(chunks + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n")),
        Arguments.of("204", saysAndStays("HTTP/1.1 204 No Content\r\n\r\n")),
        Arguments.of("no reason phrase", saysAndStays("HTTP/1.1 204\r\n\r\n")),
        Arguments.of("bare LF", says("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello")),
        Arguments.of(
            "100 first",
            saysAndStays("HTTP/1.1 100 Continue\r\n\r\n" + response("200 OK", "", "hello"))),
        Arguments.of(
            "103 first",
            saysAndStays(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + response("200 OK", "", "x"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void is_whole(String name, Manner manner) {
    try (var server = HostileServer.plain(manner)) {
      assertThat(ask(server.url("/")).outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void the_answer_to_head_has_no_body() {
    try (var server = HostileServer.plain(saysAndStays(GOOD_HEAD))) {
      assertThat(ask(server.url("/")).method("HEAD").outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void an_endless_body_is_whole_at_max_body() {
    try (var server = HostileServer.plain(floods("HTTP/1.1 200 OK\r\n\r\n", "flood"))) {
      assertThat(ask(server.url("/")).timeout(3000).outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(ask(server.url("/")).maxBody(100).body(Asking.text("flood")).outcome())
          .isInstanceOf(Outcome.Good.class);
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(Reason.NO_ANSWER, hangs()),
        Arguments.of(Reason.NO_ANSWER, late(2000, ok("too late"))),
        Arguments.of(Reason.NO_END, drips("HTTP/1.1 200 OK\r\n\r\n")),
        Arguments.of(Reason.NO_END, drips("HTTP/1.1 200 OK\r\nX: ")),
        Arguments.of(Reason.NO_END, drips("H")),
        Arguments.of(Reason.NO_END, saysAndStays(GOOD_HEAD + "short")),
        Arguments.of(Reason.CLOSED_EARLY, says("")),
        Arguments.of(Reason.CUT_SHORT, says(GOOD_HEAD + "short")),
        Arguments.of(Reason.CUT_SHORT, says("HTTP/1.1 200 OK\r\nContent-Le")),
        Arguments.of(Reason.CUT_SHORT, says("HTTP/1.1 20")),
        Arguments.of(
            Reason.CUT_SHORT,
            says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")),
        Arguments.of(
            Reason.CUT_SHORT,
            says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")),
        Arguments.of(Reason.RESET, resets("")),
        Arguments.of(Reason.NOT_HTTP, says("SSH-2.0-OpenSSH_9.2\r\n")),
        Arguments.of(Reason.NOT_HTTP, says("garbage")),
        Arguments.of(Reason.NOT_HTTP, floods("", "garbage ")),
        Arguments.of(Reason.SPEAKS_TLS, says(new byte[] {0x15, 3, 3, 0, 2, 2, 40})),
        Arguments.of(Reason.BAD_HTTP, says("HTTP/1.1 abc OK\r\n\r\n")),
        Arguments.of(
            Reason.BAD_HTTP, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")),
        Arguments.of(
            Reason.BAD_HTTP,
            says("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx")),
        Arguments.of(Reason.BAD_HTTP, floods("", "HTTP/1.1 100 Continue\r\n\r\n")),
        Arguments.of(Reason.HEAD_TOO_LONG, floods("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n")),
        Arguments.of(Reason.HEAD_TOO_LONG, floods("HTTP/1.1 200 OK\r\nX: ", "endless")),
        Arguments.of(Reason.HEAD_TOO_LONG, floods("HTTP/1.1 200 ", "endless")),
        Arguments.of(Reason.BAD_STATUS, says(response("503 Busy", "", "sorry"))),
        Arguments.of(Reason.BAD_STATUS, floods("HTTP/1.1 401 No\r\n\r\n", "endless")));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("bad")
  void fails_in_time_beside_a_good_one(Reason reason, Manner manner) {
    try (var server = HostileServer.plain(manner);
        var good = HostileServer.plain(ok("hello"))) {
      long timeout = TOO_LATE.contains(reason) ? SHORT : LONG;
      CompletableFuture<Answer> bad =
          ask(server.url("/secret?key=secret")).timeout(timeout).start();
      Answer beside = ask(good.url("/")).timeout(LONG).answer();
      Answer answer = bad.orTimeout(timeout + 10_000, TimeUnit.MILLISECONDS).join();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Failed.class);
      Failure failure = ((Outcome.Failed) answer.outcome()).failure();
      assertThat(failure.reason()).as(failure.sentence()).isEqualTo(reason);
      assertThat(failure.sentence()).endsWith(".").doesNotContain("secret", "Exception", "{");
      assertThat(answer.outcome().took()).isLessThan(Duration.ofMillis(timeout + 5_000));
      assertThat(beside.outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void a_connection_closed_at_once_is_broken_whoever_was_first() {
    try (var server = HostileServer.plain(closesAtOnce())) {
      assertThat(ask(server.url("/")).failure().cause()).isEqualTo(Cause.BROKEN);
    }
  }

  @Test
  void a_dead_port_is_refused() throws IOException {
    int port;
    try (var once = new ServerSocket(0)) {
      port = once.getLocalPort();
    }
    Failure failure = ask("http://127.0.0.1:" + port).failure();
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.sentence()).isEqualTo("Nobody listens at 127.0.0.1:" + port + ".");
  }

  @Test
  void a_port_whose_syns_vanish_times_out_and_leaves_no_socket() throws IOException {
    try (var deaf = new DeafPort()) {
      Failure failure = ask("http://127.0.0.1:" + deaf.port()).timeout(300).failure();
      assertThat(failure.reason()).isEqualTo(Reason.NO_CONNECTION);
      assertThat(failure.sentence()).isEqualTo("No connection within 300 ms.");
    }
  }

  @Test
  void an_unknown_name_is_told() {
    assertThat(ask("http://nobody.invalid/").timeout(5000).failure().cause()).isEqualTo(Cause.DNS);
  }

  @Test
  void a_name_is_looked_up_as_the_machine_does() {
    try (var server = HostileServer.plain(ok("hello"))) {
      assertThat(ask("http://localhost:" + server.port()).outcome())
          .isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void what_is_sent() {
    var requests = new CopyOnWriteArrayList<String>();
    try (var server =
        HostileServer.plain(
            answers(
                request -> {
                  requests.add(request);
                  return response("200 OK", "", "");
                }))) {
      ask(server.url("/a?b=c")).outcome();
      ask("http://me:p%40ss@127.0.0.1:" + server.port() + "/")
          .method("POST")
          .sending("häh")
          .with("host", "other")
          .with("X-Key", "1")
          .outcome();
    }
    assertThat(requests.get(0))
        .startsWith("GET /a?b=c HTTP/1.1\r\n")
        .contains("\r\nHost: 127.0.0.1:", "\r\nUser-Agent: control-plane/test\r\n")
        .contains("\r\nAccept: */*\r\n", "\r\nConnection: close\r\n")
        .doesNotContainIgnoringCase("accept-encoding", "content-length", "authorization");
    assertThat(requests.get(1))
        .startsWith("POST / HTTP/1.1\r\n")
        .contains("\r\nAuthorization: Basic bWU6cEBzcw==\r\n", "\r\nX-Key: 1\r\n")
        .contains("\r\nhost: other\r\n", "\r\nContent-Length: 4\r\n")
        .doesNotContain("Host: 127");
  }

  @ParameterizedTest
  @CsvSource({
    "X-A, 'a\r\nX-Evil: 1', header X-A",
    "'X:A', a, name of a header",
  })
  void a_line_cannot_be_smuggled_in(String name, String value, String told) {
    try (var server = HostileServer.plain(ok(""))) {
      Failure failure = ask(server.url("/")).with(name, value).failure();
      assertThat(failure.reason()).isEqualTo(Reason.REQUEST_INVALID);
      assertThat(failure.facts()).containsExactly(told);
      assertThat(server.accepted()).isZero();
    }
  }
}

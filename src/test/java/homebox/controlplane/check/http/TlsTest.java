package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.hangs;
import static homebox.controlplane.testkit.Manner.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Cause;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.Manner;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsTest {
  private static Identity good;
  private static Identity expired;
  private static Identity future;
  private static Identity stranger;
  private static ProbeDesk desk;

  /** The day on which all of them were made. */
  private static LocalDate today;

  @BeforeAll
  static void open() {
    do {
      today = LocalDate.now(ZoneOffset.UTC);
      make();
    } while (!today.equals(LocalDate.now(ZoneOffset.UTC)));
    desk = ProbeDesk.trusting(Identity.anchors(List.of(good, expired, future)));
  }

  private static void make() {
    good = Identity.of("dns:box.test,dns:nas,ip:127.0.0.1", "-1d", 30);
    expired = Identity.of("dns:box.test", "-10d", 5);
    future = Identity.of("dns:box.test", "+5d", 10);
    stranger = Identity.of("dns:box.test", "-1d", 30);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static Asking ask(HostileServer server, String host) {
    return desk.ask("https://" + host + ":" + server.port() + "/").timeout(3000);
  }

  private static String day(int fromNow) {
    return today.plusDays(fromNow).toString();
  }

  @Test
  void a_good_certificate_is_good_and_its_end_is_told() {
    try (var server = HostileServer.tls(good.context(), ok("hello"))) {
      for (String host : List.of("box.test", "nas", "127.0.0.1", "box.test.")) {
        Answer answer = ask(server, host).body(Asking.text("hello")).answer();
        assertThat(answer.outcome()).as(host).isInstanceOf(Outcome.Good.class);
        assertThat(answer.evidence().certificateEnds().orElseThrow())
            .isBetween(
                Instant.now().plusSeconds(28 * 86_400), Instant.now().plusSeconds(30 * 86_400));
        assertThat(answer.evidence().phases().tls()).isPositive();
      }
    }
  }

  @Test
  void an_expired_one_is_told_with_its_day() {
    try (var server = HostileServer.tls(expired.context(), ok("hello"))) {
      Answer answer = ask(server, "box.test").answer();
      var failed = (Outcome.Failed) answer.outcome();
      assertThat(failed.failure().sentence())
          .isEqualTo("The certificate expired on " + day(-5) + ".");
      assertThat(answer.evidence().certificateEnds()).isPresent();
    }
  }

  @Test
  void one_not_valid_yet_is_told_with_its_day() {
    try (var server = HostileServer.tls(future.context(), ok("hello"))) {
      assertThat(ask(server, "box.test").failure().sentence())
          .isEqualTo("The certificate is not valid before " + day(5) + ".");
    }
  }

  @Test
  void one_for_another_name_is_told() {
    try (var server = HostileServer.tls(good.context(), ok("hello"))) {
      Failure failure = ask(server, "other.test").failure();
      assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_NAME);
      assertThat(failure.sentence()).isEqualTo("The certificate is not for other.test.");
    }
  }

  @Test
  void a_self_signed_one_is_told() {
    try (var server = HostileServer.tls(stranger.context(), ok("hello"))) {
      assertThat(ask(server, "box.test").failure().reason())
          .isEqualTo(Reason.CERTIFICATE_UNTRUSTED);
    }
  }

  @Test
  void the_machine_trusts_no_self_signed_one_either() {
    try (var machine = ProbeDesk.open();
        var server = HostileServer.tls(good.context(), ok("hello"))) {
      assertThat(machine.ask(server.url("/")).timeout(3000).failure().reason())
          .isEqualTo(Reason.CERTIFICATE_UNTRUSTED);
    }
  }

  @Test
  void insecure_takes_any() {
    for (Identity each : List.of(good, expired, future, stranger)) {
      try (var server = HostileServer.tls(each.context(), ok("hello"))) {
        Answer answer = ask(server, "other.test").insecure().answer();
        assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
        assertThat(answer.evidence().certificateEnds()).isPresent();
      }
    }
  }

  @Test
  void plain_text_on_a_port_for_tls_is_told() {
    Manner deafToTls =
        socket -> {
          socket.getInputStream().readNBytes(20);
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
          Manner.untilClosed(socket);
        };
    try (var server = HostileServer.plain(deafToTls)) {
      assertThat(ask(server, "box.test").failure().reason()).isEqualTo(Reason.TLS_ABSENT);
    }
  }

  @Test
  void a_handshake_that_hangs_is_cut() {
    try (var server = HostileServer.plain(hangs())) {
      assertThat(ask(server, "box.test").timeout(300).failure().sentence())
          .isEqualTo("Connected, but no TLS handshake within 300 ms.");
    }
  }

  @Test
  void a_handshake_that_is_closed_is_told() {
    Manner firstBytes = socket -> socket.getInputStream().readNBytes(20);
    try (var server = HostileServer.plain(firstBytes)) {
      assertThat(ask(server, "box.test").failure().reason()).isEqualTo(Reason.TLS_CLOSED);
    }
  }

  @Test
  void an_old_version_of_tls_is_told() {
    Manner old =
        socket -> {
          ((SSLSocket) socket).setEnabledProtocols(new String[] {"TLSv1"});
          ok("").serve(socket);
        };
    try (var server = HostileServer.tls(good.context(), old)) {
      assertThat(ask(server, "box.test").failure().cause()).isEqualTo(Cause.TLS);
    }
  }

  @Test
  void a_server_that_wants_our_certificate_is_told() {
    Manner asking =
        socket -> {
          ((SSLSocket) socket).setNeedClientAuth(true);
          ok("").serve(socket);
        };
    try (var server = HostileServer.tls(good.context(), asking)) {
      assertThat(ask(server, "box.test").failure().reason()).isEqualTo(Reason.CERTIFICATE_ASKED);
    }
  }

  @Test
  void the_server_is_told_its_name_but_no_address() {
    List<String> names = new CopyOnWriteArrayList<>();
    Manner noting =
        socket -> {
          var session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
          names.add(session.getRequestedServerNames().toString());
          ok("").serve(socket);
        };
    try (var server = HostileServer.tls(good.context(), noting)) {
      for (String host : List.of("box.test", "nas", "127.0.0.1", "my_box")) {
        ask(server, host).insecure().outcome();
      }
    }
    assertThat(names).hasSize(4);
    assertThat(names.get(0)).contains("box.test");
    assertThat(names.get(1)).contains("nas");
    assertThat(names.get(2)).isEqualTo("[]");
    assertThat(names.get(3)).isEqualTo("[]");
  }

  /** Else every check would build a context of its own, or every name would keep one. */
  @Test
  void all_checks_share_one_context() {
    List<Long> begun = new CopyOnWriteArrayList<>();
    Manner noting =
        socket -> {
          ((SSLSocket) socket).setEnabledProtocols(new String[] {"TLSv1.2"});
          begun.add(((SSLSocket) socket).getSession().getCreationTime());
          ok("").serve(socket);
        };
    try (var server = HostileServer.tls(good.context(), noting)) {
      Asking asking = ask(server, "box.test");
      for (int i = 0; i < 4; i++) {
        assertThat(asking.outcome()).isInstanceOf(Outcome.Good.class);
      }
    }
    assertThat(Set.copyOf(begun)).as("sessions, all resumed within a second").hasSizeLessThan(4);
  }

  /** A resumed session shows no certificate: an exchanged or expired one would stay unseen. */
  @Test
  void a_session_is_forgotten_after_a_second() throws IOException {
    SslContext made = new ShortSessions().copy().sslContextFactory().forClient(true).create();
    assertThat(made.sessionContext().getSessionTimeout()).isEqualTo(1);
    assertThat(made.sessionContext().getSessionCacheSize()).isLessThanOrEqualTo(256);
  }
}

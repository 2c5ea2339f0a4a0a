package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.closesAtOnce;
import static homebox.controlplane.testkit.Manner.floods;
import static homebox.controlplane.testkit.Manner.hangs;
import static homebox.controlplane.testkit.Manner.ok;
import static homebox.controlplane.testkit.Manner.resets;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.DeafPort;
import homebox.controlplane.testkit.HostileServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No check leaves anything behind, and Linux's own transport fails with the same reasons. */
class SocketsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void handles_stay_flat_over_hundreds_of_checks(boolean epoll) throws Exception {
    try (var desk = epoll ? ProbeDesk.epoll() : ProbeDesk.open();
        var good = HostileServer.plain(ok("hello"));
        var hangs = HostileServer.plain(hangs());
        var resets = HostileServer.plain(resets("HTTP/1.1 200"));
        var floods = HostileServer.plain(floods("HTTP/1.1 200 OK\r\n\r\n", "x"));
        var closes = HostileServer.plain(closesAtOnce());
        var deaf = new DeafPort()) {
      List<String> urls = new ArrayList<>();
      for (HostileServer each : List.of(good, hangs, resets, floods, closes)) {
        urls.add(each.url("/"));
      }
      urls.add("http://127.0.0.1:" + deaf.port() + "/");
      round(desk, urls, 1);
      ProbeDesk.until(() -> hangs.open() == 0);
      long before = ProbeDesk.handles();
      for (int i = 0; i < 5; i++) {
        round(desk, urls, 10);
      }
      ProbeDesk.until(() -> ProbeDesk.handles() <= before + 2);
      assertThat(good.accepted()).isEqualTo(51);
    }
  }

  private static void round(ProbeDesk desk, List<String> urls, int times) throws Exception {
    List<CompletableFuture<Answer>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (String url : urls) {
        all.add(desk.ask(url).timeout(300).start());
      }
    }
    for (CompletableFuture<Answer> each : all) {
      each.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void an_abandoned_look_closes_its_socket_and_never_answers() throws Exception {
    try (var desk = ProbeDesk.open();
        var server = HostileServer.plain(hangs());
        var deaf = new DeafPort()) {
      for (String url : List.of(server.url("/"), "http://127.0.0.1:" + deaf.port() + "/")) {
        Probe probe = desk.ask(url).timeout(400).probe();
        var look = new CompletableFuture<Probe.Look>();
        desk.run(() -> look.complete(probe.look()));
        if (url.equals(server.url("/"))) {
          ProbeDesk.until(() -> server.open() == 1);
        }
        desk.run(look.join()::abandon);
        var later = desk.ask("http://127.0.0.1:" + deaf.port() + "/").timeout(600).outcome();
        assertThat(later).isInstanceOf(Outcome.Failed.class);
        assertThat(look.join().answer().isComplete()).isFalse();
      }
      ProbeDesk.until(() -> server.open() == 0);
    }
  }

  /** Vert.x's own close waits for its write queue, which such a server never lets drain. */
  @Test
  void a_server_that_reads_nothing_is_let_go_too() throws Exception {
    try (var server =
            HostileServer.plain(socket -> new java.util.concurrent.CountDownLatch(1).await());
        var good = HostileServer.plain(ok("hello"));
        var desk = ProbeDesk.open()) {
      desk.ask(good.url("/")).outcome(); // whatever is opened once is open now
      ProbeDesk.until(() -> good.open() == 0);
      long before = ProbeDesk.handles();
      Outcome outcome =
          desk.ask(server.url("/"))
              .method("POST")
              .sending("x".repeat(20_000_000))
              .timeout(500)
              .outcome();
      assertThat(((Outcome.Failed) outcome).failure().reason()).isEqualTo(Reason.NO_ANSWER);
      ProbeDesk.until(() -> ProbeDesk.handles() <= before + 1); // the server's end stays
    }
  }

  @Test
  void a_connection_to_itself_is_refused() throws IOException {
    try (var desk = ProbeDesk.open()) {
      // a port that is bound to nobody else and from which the client is made to come
      int port;
      try (var once = new ServerSocket()) {
        once.setReuseAddress(true);
        once.bind(new InetSocketAddress("127.0.0.1", 0));
        port = once.getLocalPort();
      }
      assertThat(
              Dial.meets(
                  new InetSocketAddress("127.0.0.1", port),
                  new InetSocketAddress("127.0.0.1", port)))
          .isTrue();
      assertThat(desk.ask("http://127.0.0.1:" + port).failure().reason()).isEqualTo(Reason.REFUSED);
    }
  }

  @Test
  void linux_own_transport_tells_the_same() throws IOException {
    int dead;
    try (var once = new ServerSocket(0)) {
      dead = once.getLocalPort();
    }
    try (var desk = ProbeDesk.epoll();
        var deaf = new DeafPort();
        var good = HostileServer.plain(ok("hello"));
        var resets = HostileServer.plain(resets(""))) {
      assertThat(desk.ask(good.url("/")).outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(desk.ask("http://127.0.0.1:" + dead).failure().reason()).isEqualTo(Reason.REFUSED);
      assertThat(desk.ask("http://127.0.0.1:" + deaf.port()).timeout(300).failure().reason())
          .isEqualTo(Reason.NO_CONNECTION);
      assertThat(desk.ask(resets.url("/")).failure().reason()).isEqualTo(Reason.RESET);
    }
  }
}

package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.Manner;
import homebox.controlplane.testkit.QuickPace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands between us and Telegram: proxies and TLS, up and down. */
class ProxyTest {
  private static final String FAR = "https://telegram.invalid/";

  private final FakeTelegram telegram = new FakeTelegram();
  private final Desk desk = new Desk();

  @AfterEach
  void end() {
    assertThat(desk.logged()).doesNotContain("AAtheSecret").doesNotContain("hunter2");
    desk.close();
    telegram.close();
  }

  @Test
  void a_proxy_that_is_down_is_named() {
    telegram.close();
    for (boolean socks : new boolean[] {false, true}) {
      proxy(socks, telegram.port());
      assertThat(later(FAR).answer())
          .isEqualTo("the proxy 127.0.0.1:" + telegram.port() + " refuses connections");
    }
  }

  @Test
  void a_proxy_that_does_not_let_us_through_is_named() {
    try (var refusing =
        HostileServer.plain(
            Manner.says(Manner.response("407 Proxy Authentication Required", "", "")))) {
      proxy(false, refusing.port());
      assertThat(later(FAR).answer())
          .contains("the proxy 127.0.0.1:" + refusing.port() + " does not let us through")
          .endsWith(" to telegram.invalid: status: 407 Proxy Authentication Required");
    }
  }

  @Test
  void a_proxy_that_speaks_no_socks_is_named() {
    try (var http = HostileServer.plain(ProxyTest::greets)) {
      proxy(true, http.port());
      assertThat(later(FAR).answer()).contains("the proxy 127.0.0.1:" + http.port());
    }
  }

  @Test
  void a_proxy_that_hangs_delays_no_longer_than_telegram() {
    try (var deaf = HostileServer.plain(Manner.hangs())) {
      for (boolean socks : new boolean[] {false, true}) {
        proxy(socks, deaf.port());
        desk.pace = new QuickPace(desk.vertx);
        assertThat(later(FAR).answer()).contains("through the proxy 127.0.0.1:" + deaf.port());
      }
    }
  }

  @Test
  void an_http_proxy_is_asked_with_the_login() {
    proxy(false, telegram.port());

    assertThat(desk.deliver("http://telegram.invalid")).isInstanceOf(Delivery.Sent.class);
    assertThat(telegram.calls().get(0).path()).startsWith("http://telegram.invalid/bot");
    assertThat(telegram.calls().get(0).head().toLowerCase()).contains("proxy-authorization: basic");
  }

  @Test
  void a_socks_proxy_looks_the_name_up() {
    try (var socks = HostileServer.plain(this::socks)) {
      proxy(true, socks.port());
      assertThat(desk.deliver("http://telegram.invalid")).isInstanceOf(Delivery.Sent.class);
      assertThat(telegram.messages()).hasSize(1);
    }
  }

  @Test
  void tls_that_cannot_be_trusted_is_not_ambiguous() {
    Identity own = Identity.of("ip:127.0.0.1", "-1d", 10);
    try (var server = HostileServer.tls(own.context(), Manner.ok("{\"ok\":true}"))) {
      Later later = later(server.url("/"));
      assertThat(later.answer()).contains("TLS to 127.0.0.1").contains("nobody we trust");
    }
  }

  @Test
  void tls_with_somebody_who_speaks_none_is_not_ambiguous() {
    try (var plain = HostileServer.plain(ProxyTest::greets)) {
      Later later = later("https://127.0.0.1:" + plain.port());
      assertThat(later.answer())
          .contains(
              "TLS to 127.0.0.1:" + plain.port() + " failed: what answers there speaks no TLS");
    }
  }

  private void proxy(boolean socks, int port) {
    desk.proxy =
        Optional.of(new Proxy(socks, "127.0.0.1", port, Optional.of(new Secret("me:hunter2"))));
  }

  private Later later(String url) {
    var later = (Later) desk.deliver(url);
    assertThat(later.ambiguous()).isFalse();
    assertThat(later.toString()).doesNotContain("AAtheSecret").doesNotContain("hunter2");
    assertThat(later.answer()).doesNotContain("Exception");
    return later;
  }

  /** SOCKS5 with a login, by name, to our Telegram. */
  private void socks(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    in.readByte();
    in.skipNBytes(in.readByte());
    socket.getOutputStream().write(new byte[] {5, 2});
    in.readByte();
    in.skipNBytes(in.readByte());
    in.skipNBytes(in.readByte());
    socket.getOutputStream().write(new byte[] {1, 0});
    in.skipNBytes(3);
    if (in.readByte() != 3) {
      return;
    }
    in.skipNBytes(in.readByte() + 2);
    socket.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
    try (var there = new Socket("127.0.0.1", telegram.port())) {
      var back = new Thread(() -> copy(there, socket), "socks");
      back.setDaemon(true);
      back.start();
      copy(socket, there);
    }
  }

  /** Speaks first, and not what is spoken here. */
  private static void greets(Socket socket) throws IOException {
    socket.getOutputStream().write("220 mail.example.org ESMTP\r\n".getBytes());
    socket.getInputStream().read();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // the other side has had enough
    }
  }
}

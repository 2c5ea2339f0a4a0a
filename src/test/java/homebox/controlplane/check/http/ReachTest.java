package homebox.controlplane.check.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether anybody is at one of several addresses. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReachTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpProbes probes = new HttpProbes(vertx, new VertxPace(vertx), "test");

  @AfterEach
  void end() throws Exception {
    probes.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private boolean any(String... urls) throws Exception {
    List<HttpUrl> all = Arrays.stream(urls).map(HttpUrl::parse).toList();
    return probes.reachesAny(all, Duration.ofSeconds(3)).await(20, TimeUnit.SECONDS);
  }

  private static ServerSocket open() throws Exception {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @Test
  void one_of_several_is_enough_and_it_need_not_speak_http() throws Exception {
    try (ServerSocket server = open()) {
      String there = "http://127.0.0.1:" + server.getLocalPort();
      assertThat(any("http://no.such.host.invalid/", there)).isTrue();
      assertThat(any("https://localhost:" + server.getLocalPort())).isTrue();
    }
  }

  @Test
  void nobody_is_there() throws Exception {
    int port;
    try (ServerSocket server = open()) {
      port = server.getLocalPort();
    }
    assertThat(any("http://127.0.0.1:" + port, "http://no.such.host.invalid/")).isFalse();
  }
}

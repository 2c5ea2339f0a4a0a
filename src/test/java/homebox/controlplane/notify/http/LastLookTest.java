package homebox.controlplane.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Mandate;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.Manner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real lines, with TLS and without: what a server reads when the first byte may not leave. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LastLookTest {
  private final Vertx vertx = Vertx.vertx();
  private final CaughtLog log = new CaughtLog();
  private final CompletableFuture<Integer> read = new CompletableFuture<>();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile Mandate mandate = () -> false;

  @AfterEach
  void end() {
    vertx.close().await();
    log.close();
    assertThat(log.text()).doesNotContain("Stream reset", "was closed", "Unhandled", "Exception");
  }

  /** Answers whoever says something. */
  private void serve(Socket socket) throws IOException, InterruptedException {
    try {
      read.complete(socket.getInputStream().read());
    } catch (IOException closed) {
      read.complete(-1);
    }
    Manner.ok("heard").serve(socket);
  }

  private Future<HttpClientResponse> ask(HostileServer server, boolean secure, String text) {
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setSsl(secure).setTrustAll(true).setVerifyHost(false))
            .withConnectHandler(this::watch)
            .build();
    return client
        .request(HttpMethod.POST, server.port(), "127.0.0.1", "/")
        .compose(request -> request.send(text));
  }

  private void watch(HttpConnection connection) {
    connection.exceptionHandler(broken -> {});
    LastLook.at(connection, () -> mandate.holds(), lost::incrementAndGet);
  }

  private HostileServer server(boolean secure) {
    return secure
        ? HostileServer.tls(Identity.of("ip:127.0.0.1", "-1d", 10).context(), this::serve)
        : HostileServer.plain(this::serve);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_may_be_told_leaves(boolean secure) throws Exception {
    mandate = Mandate.ALWAYS;
    try (var server = server(secure)) {
      assertThat(ask(server, secure, "text").await(20, TimeUnit.SECONDS).statusCode())
          .isEqualTo(200);
    }
    assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo('P');
    assertThat(lost).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_what_may_not_nothing_leaves_and_the_line_is_closed(boolean secure) throws Exception {
    try (var server = server(secure)) {
      Future<HttpClientResponse> answer = ask(server, secure, "text");
      assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
      assertThat(answer.otherwiseEmpty().await(20, TimeUnit.SECONDS)).isNull();
    }
    assertThat(lost).hasValue(1);
  }

  @Test
  void it_is_looked_at_once() throws Exception {
    var looks = new AtomicInteger();
    mandate = () -> looks.getAndIncrement() == 0;
    try (var server = server(false)) {
      var answer = ask(server, false, "text".repeat(100_000));
      assertThat(answer.await(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(looks).hasValue(1);
  }
}

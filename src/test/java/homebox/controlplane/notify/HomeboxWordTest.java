package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.notify.StatusReport.Word;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Manner;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small servers that answer as Homebox does, or not. */
class HomeboxWordTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Optional<Word> ask(String login, Manner manner) throws Exception {
    try (HostileServer server = HostileServer.on("127.0.0.1", 0, manner)) {
      HttpUrl url = HttpUrl.parse("http://" + login + "127.0.0.1:" + server.port() + "/any/path");
      return HomeboxWord.ask(vertx, new VertxPace(vertx), url, Duration.ofSeconds(5))
          .await(30, TimeUnit.SECONDS);
    }
  }

  private Optional<Word> ask(String body) throws Exception {
    return ask("", Manner.ok(body));
  }

  @Test
  void health_and_version() throws Exception {
    assertThat(
            ask(
                "{\"health\": true, \"versions\": [], \"title\": \"Homebox\", \"message\": \"x\","
                    + " \"build\": {\"version\": \"v0.21.0\", \"commit\": \"c\"}}"))
        .contains(new Word(true, Optional.of("v0.21.0")));
    assertThat(ask("{\"health\": false}")).contains(new Word(false, Optional.empty()));
  }

  @Test
  void it_is_asked_at_its_own_address_with_its_login() throws Exception {
    var request = new AtomicReference<String>();
    ask(
        "me:pass@",
        Manner.answers(
            head -> {
              request.set(head);
              return Manner.response("200 OK", "", "{\"health\": true}");
            }));
    assertThat(request.get())
        .startsWith("GET /api/v1/status HTTP/1.1")
        .containsIgnoringCase("authorization: Basic bWU6cGFzcw==");
  }

  @Test
  void anything_else_is_no_word() throws Exception {
    assertThat(ask("<html>")).isEmpty();
    assertThat(ask("[]")).isEmpty();
    assertThat(ask("{\"health\": \"yes\"}")).isEmpty();
    assertThat(ask("{\"health\": true, \"build\": {\"version\": \"a\\nb\"}}"))
        .contains(new Word(true, Optional.empty()));
    assertThat(ask("", Manner.says(Manner.response("401 Unauthorized", "", "{\"health\": true}"))))
        .isEmpty();
    assertThat(ask("", Manner.closesAtOnce())).isEmpty();
    assertThat(ask("", Manner.floods("HTTP/1.1 200 OK\r\n\r\n", "{"))).isEmpty();
  }

  @Test
  void who_never_answers_is_not_waited_for() throws Exception {
    assertThat(ask("", Manner.hangs())).isEmpty();
  }
}

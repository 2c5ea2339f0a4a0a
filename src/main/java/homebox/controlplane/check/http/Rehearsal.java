package homebox.controlplane.check.http;

import homebox.controlplane.check.Answer;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.TextMatch;
import homebox.controlplane.config.Timing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One question to a server of our own, whose answer nobody wants. */
final class Rehearsal {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Timing TIMING = new Timing(LONG, LONG, LONG, 0, Duration.ZERO, 1);

  private Rehearsal() {}

  static Future<Void> of(Vertx vertx, HttpProbes probes) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(asked -> socket.write(HELLO)));
    return server
        .listen(0, "127.0.0.1")
        .compose(open -> ask(vertx, probes, open.actualPort()))
        .transform(any -> server.close())
        .otherwiseEmpty();
  }

  private static Future<Answer> ask(Vertx vertx, HttpProbes probes, int port) {
    var expect =
        new HttpAsk.Expect(
            List.of(new HttpAsk.StatusRange(200, 299)),
            List.of(new TextMatch.Regex(Pattern.compile("l+o"))),
            List.of(),
            Map.of());
    var ask =
        new HttpAsk(
            HttpUrl.parse("http://127.0.0.1:" + port),
            new HttpAsk.Request("GET", Map.of(), Optional.empty()),
            true,
            false,
            1024,
            expect);
    return Future.future(
        answer ->
            vertx.runOnContext(go -> probes.of(ask, TIMING).look().answer().onComplete(answer)));
  }
}

package homebox.controlplane.check.http;

import homebox.controlplane.check.Probe;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.TextMatch;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One question to a server of our own, whose answer nobody wants. */
final class Rehearsal {
  /** No start waits longer for it. */
  static final Duration MOST = Duration.ofSeconds(2);

  /** What the probe is told that it may take. */
  static final Timing TIMING = new Timing(MOST, MOST, MOST, 0, Duration.ZERO, 1);

  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private Rehearsal() {}

  /** Over when the answer is there and the server closed; after {@link #MOST} in any case. */
  static Future<Void> of(Vertx vertx, Pace pace, Function<HttpAsk, Probe> probes) {
    Promise<Void> over = Promise.promise();
    Pace.Timer limit = pace.after(MOST, over::tryComplete);
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(asked -> socket.write(HELLO)));
    server
        .listen(0, "127.0.0.1")
        .compose(open -> ask(vertx, probes, open.actualPort(), over.future()))
        .transform(any -> server.close())
        .onComplete(
            done -> {
              limit.cancel();
              over.tryComplete();
            });
    return over.future();
  }

  /** Until the answer is there, or nobody waits for it any more. */
  private static Future<Void> ask(
      Vertx vertx, Function<HttpAsk, Probe> probes, int port, Future<Void> over) {
    Promise<Void> answered = Promise.promise();
    Context home = vertx.getOrCreateContext();
    home.runOnContext(
        go -> {
          if (over.isComplete()) { // the client may be closed by now
            answered.complete();
            return;
          }
          Probe.Look look = probes.apply(hello(port)).look();
          look.answer().onComplete(answer -> answered.tryComplete());
          over.onComplete(
              late -> {
                if (answered.tryComplete()) {
                  home.runOnContext(now -> look.abandon());
                }
              });
        });
    return answered.future();
  }

  private static HttpAsk hello(int port) {
    var expect =
        new HttpAsk.Expect(
            List.of(new HttpAsk.StatusRange(200, 299)),
            List.of(new TextMatch.Regex(Pattern.compile("l+o"))),
            List.of(),
            Map.of());
    return new HttpAsk(
        HttpUrl.parse("http://127.0.0.1:" + port),
        new HttpAsk.Request("GET", Map.of(), Optional.empty()),
        true,
        false,
        1024,
        expect);
  }
}

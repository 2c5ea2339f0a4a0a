package homebox.controlplane.web;

import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.netty.channel.unix.Errors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people reach us. One that is taken stops nothing: it is said, and tried again every ten
 * seconds.
 */
final class Port {
  private static final Logger log = LoggerFactory.getLogger(Port.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int QUICKLY = 2; // a fifth of the usual time, for a quarter more bytes
  private static final int WORTH_COMPRESSING = 1_000; // what fits into one packet is not
  private static final int ADDRESS_IN_USE = -98; // EADDRINUSE of Linux (errno(3))

  private final Vertx vertx;
  private final Pace pace;
  private final Settings.Web web;
  private final String what;
  private final UnaryOperator<HttpServer> guard;
  private Pace.Timer timer = () -> {};
  private volatile HttpServer server;
  private volatile boolean taken;
  private boolean said;
  private boolean closed;

  /**
   * Not open yet.
   *
   * @param what people find there
   * @param guard looks at who comes
   */
  Port(Vertx vertx, Pace pace, Settings.Web web, String what, UnaryOperator<HttpServer> guard) {
    this.vertx = vertx;
    this.pace = pace;
    this.web = web;
    this.what = what;
    this.guard = guard;
  }

  /** The port on which it listens; empty while it does not. May be asked from anywhere. */
  OptionalInt actual() {
    HttpServer open = server;
    return open == null ? OptionalInt.empty() : OptionalInt.of(open.actualPort());
  }

  /** Host and port, if somebody else has them. May be asked from anywhere. */
  Optional<String> taken() {
    return taken ? Optional.of(web.host() + ":" + web.port()) : Optional.empty();
  }

  /** Always succeeds: whether the page can be seen is no reason not to check. */
  Future<Void> open(Router router) {
    var options =
        new HttpServerOptions()
            .setHost(web.host())
            .setPort(web.port())
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxInitialLineLength(MOST_HEADER_BYTES) // ?ids= of some hundred services
            .setIdleTimeout(120)
            // through a proxy it would be a tunnel in which nobody says who is at its other end
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true)
            .setCompressionLevel(QUICKLY)
            .setCompressionContentSizeThreshold(WORTH_COMPRESSING);
    return guard
        .apply(vertx.createHttpServer(options))
        .requestHandler(router)
        .invalidRequestHandler(Problem::unreadable)
        .listen()
        .map(this::listening)
        .otherwise(refused -> againLater(router, refused));
  }

  /** What is being answered has a second to end. */
  Future<Void> close() {
    closed = true;
    timer.cancel();
    return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
  }

  private Void listening(HttpServer started) {
    server = started;
    taken = false;
    if (closed) {
      started.close();
    }
    log.info("{} on http://{}:{}", what, host(), started.actualPort());
    return null;
  }

  private Void againLater(Router router, Throwable refused) {
    taken = true;
    if (!said) {
      said = true;
      log.error(
          "web.port: {} on {} cannot be used ({}) — stop the other process or set another web.port;"
              + " checking goes on, the page tries again every {} s",
          web.port(),
          web.host(),
          reason(refused),
          AGAIN.toSeconds());
    }
    if (!closed) {
      timer = pace.after(AGAIN, () -> open(router));
    }
    return null;
  }

  /** Java's own sockets and the native ones say it in two ways. */
  private static String reason(Throwable refused) {
    boolean taken =
        refused instanceof Errors.NativeIoException unix
            ? unix.expectedErr() == ADDRESS_IN_USE
            : refused instanceof BindException;
    return taken ? "it is taken" : refused.getMessage();
  }

  private String host() {
    String host = web.host();
    return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
  }
}

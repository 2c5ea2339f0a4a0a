package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who are connected: so many and no more, and each has to say within a time what it wants, be
 * it byte by byte. One event loop's alone.
 */
final class Callers {
  private static final Logger log = LoggerFactory.getLogger(Callers.class);

  /** All listeners of the feed, and as many who ask for something else. */
  static final int MOST = 2 * Feed.MOST;

  /** From the connection, or the last answer, to the end of the next request's headers. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Pace pace;
  private final int most;
  private final Map<HttpConnection, Pace.Timer> waiting = new HashMap<>();
  private int connected;
  private boolean full;

  /** {@code most}: so many at once. */
  Callers(Pace pace, int most) {
    this.pace = pace;
    this.most = most;
  }

  /** Somebody is there; one too many is sent away without a word. */
  void come(HttpConnection connection) {
    connected++;
    connection.closeHandler(
        gone -> {
          connected--;
          stopWaiting(connection);
        });
    if (connected > most) {
      say();
      connection.close();
    } else {
      full = false;
      waitFor(connection);
    }
  }

  /** Before all that answers. */
  void mount(Router router) {
    router.route().handler(this::hear);
  }

  private void hear(RoutingContext ctx) {
    HttpConnection connection = ctx.request().connection();
    stopWaiting(connection);
    ctx.addEndHandler(
        answered -> {
          if (answered.succeeded()) {
            waitFor(connection);
          }
        });
    ctx.next();
  }

  private void waitFor(HttpConnection connection) {
    stopWaiting(connection);
    waiting.put(connection, pace.after(PATIENCE, connection::close));
  }

  private void stopWaiting(HttpConnection connection) {
    Pace.Timer timer = waiting.remove(connection);
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Once, until there was room again. */
  private void say() {
    if (!full) {
      full = true;
      log.warn("web: {} connections are open; further ones are closed until some have gone", most);
    }
  }
}

package homebox.controlplane.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer asks of the browser. HTTPS belongs to a proxy in front of us, and with it
 * Strict-Transport-Security.
 */
final class Manners {
  /** Whatever it is, it is no page: nothing in it runs, and nobody shows it in a frame. */
  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final String NOTHING_OF_THE_DEVICE =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

  private Manners() {}

  /** Before all other routes. */
  static void mount(Router router) {
    router.route().handler(Manners::ask);
  }

  private static void ask(RoutingContext ctx) {
    of(ctx.response());
    ctx.next();
  }

  static void of(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "SAMEORIGIN") // for browsers that know no frame-ancestors
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Permissions-Policy", NOTHING_OF_THE_DEVICE)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
}

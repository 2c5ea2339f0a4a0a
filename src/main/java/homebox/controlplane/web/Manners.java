package homebox.controlplane.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What every answer asks of the browser. */
final class Manners {
  private Manners() {}

  /** Before all other routes. */
  static void mount(Router router) {
    router.route().handler(Manners::ask);
  }

  private static void ask(RoutingContext ctx) {
    ctx.response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    ctx.next();
  }
}

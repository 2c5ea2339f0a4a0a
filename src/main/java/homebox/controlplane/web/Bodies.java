package homebox.controlplane.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Bodies of requests have a bound. Where none is wanted a short one is thrown away as it comes. */
final class Bodies {
  /** Bytes. */
  static final long MOST = 64 * 1024;

  private Bodies() {}

  /** Before all routes that may read one. */
  static void mount(Router router) {
    router.route().handler(Bodies::look);
  }

  private static void look(RoutingContext ctx) {
    String length = ctx.request().getHeader("Content-Length");
    if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > MOST) {
      ctx.addEndHandler(answered -> ctx.request().connection().close()); // it is not read through
      ctx.fail(413);
    } else {
      ctx.next();
    }
  }
}

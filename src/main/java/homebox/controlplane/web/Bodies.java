package homebox.controlplane.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Bodies of requests have a bound. Where none is wanted a short one is thrown away as it comes. One
 * that comes in pieces is the last of its connection (RFC 9112 §6.1): a proxy before us may have
 * read another length, and what comes after it may be somebody else's.
 */
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
      if (ctx.request().headers().contains("Transfer-Encoding")) { // it may have had a length, too
        ctx.response().putHeader("Connection", "close");
        ctx.addEndHandler(answered -> ctx.request().connection().close());
      }
      ctx.next();
    }
  }
}

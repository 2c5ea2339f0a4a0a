package homebox.controlplane.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page, read from the jar once: nothing is unpacked to the disk to serve it. */
final class Webroot {
  private final Buffer index;

  /** The page under this title, {@code web.title}. */
  Webroot(String title) {
    this.index = Buffer.buffer(read("/webroot/index.html").replace("{{title}}", escaped(title)));
  }

  void mount(Router router) {
    Reading.at(router, "/").handler(this::page);
  }

  private void page(RoutingContext ctx) {
    ctx.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'")
        .putHeader("X-Content-Type-Options", "nosniff");
    Reading.end(ctx, index);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String read(String name) {
    try (InputStream in = Webroot.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource " + name, broken);
    }
  }
}

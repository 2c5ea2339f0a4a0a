package homebox.controlplane.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page, read from the jar once: nothing is unpacked to the disk to serve it. */
final class Webroot {
  private final Buffer index = read("/webroot/index.html");

  void mount(Router router) {
    router
        .get("/")
        .handler(
            ctx ->
                ctx.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Cache-Control", "no-cache")
                    .putHeader(
                        "Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(index));
  }

  private static Buffer read(String name) {
    try (InputStream in = Webroot.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource " + name, broken);
    }
  }
}

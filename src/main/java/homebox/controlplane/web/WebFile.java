package homebox.controlplane.web;

import homebox.controlplane.config.Fingerprint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** One file of the page, whole in memory; compressed once, when the first one asks for that. */
final class WebFile {
  /** The address never changes its content: a browser need not ask again. */
  static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** To be kept, and asked about each time. */
  static final String ASK_FIRST = "no-cache";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final String type;
  private final byte[] body;
  private final String hash;
  private Buffer packed;

  /** A file of this name, whose ending says what it is. */
  WebFile(String name, byte[] body) {
    this.type = type(name);
    this.body = body;
    this.hash = Fingerprint.of(body);
  }

  /** The content type, or an error: what has none is not served. */
  private static String type(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("no content type is known for " + name);
    }
    return type;
  }

  /** Short for its content. */
  String hash() {
    return hash;
  }

  /** Answers with it, or that it is still the same. */
  void send(RoutingContext ctx, String cache) {
    String tag = "W/\"" + hash + "\""; // compressed or not, it means the same
    HttpServerResponse response =
        ctx.response()
            .putHeader("Cache-Control", cache)
            .putHeader("ETag", tag)
            .putHeader("Vary", "Accept-Encoding");
    String known = ctx.request().getHeader("If-None-Match");
    if (known != null && known.contains(hash)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", type);
    String accepted = ctx.request().getHeader("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      response.putHeader("Content-Encoding", "gzip");
      Reading.end(ctx, packed());
    } else {
      Reading.end(ctx, Buffer.buffer(body));
    }
  }

  private Buffer packed() {
    if (packed == null) {
      var out = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(out)) {
        gzip.write(body);
      } catch (IOException impossible) { // nothing is read or written outside the memory
        throw new UncheckedIOException(impossible);
      }
      packed = Buffer.buffer(out.toByteArray());
    }
    return packed;
  }
}

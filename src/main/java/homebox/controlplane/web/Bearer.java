package homebox.controlplane.web;

import homebox.controlplane.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code Authorization: Bearer …} (RFC 6750). */
final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** True if the request shows this token. Takes as long whether it is nearly right or not. */
  static boolean shows(HttpServerRequest request, Secret token) {
    String header = request.getHeader("Authorization");
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            bytes(header.substring(SCHEME.length()).strip()), bytes(token.reveal()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

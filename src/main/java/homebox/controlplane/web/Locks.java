package homebox.controlplane.web;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The two keys that open what is not for everybody: {@code web.admin_password} with HTTP Basic (RFC
 * 7617), {@code web.api_token} as a bearer (RFC 6750). They are compared in constant time.
 */
final class Locks {
  private static final String USER = "admin";

  private final Optional<byte[]> login;
  private final Optional<byte[]> token;

  Locks(Settings.Access access) {
    this.login = access.password().map(password -> digest(USER + ":" + password.reveal()));
    this.token = access.token().map(Secret::reveal).map(Locks::digest);
  }

  /**
   * True if there is a lock for that kind of key. Where there is none the header is not meant for
   * us: a proxy with a login of its own leaves it in.
   */
  boolean concern(String authorization) {
    return lock(authorization).isPresent();
  }

  /** True if that key fits. */
  boolean openFor(String authorization) {
    Optional<byte[]> shown = isBasic(authorization) ? basic(authorization) : bearer(authorization);
    return lock(authorization)
        .filter(lock -> shown.filter(key -> MessageDigest.isEqual(lock, key)).isPresent())
        .isPresent();
  }

  /** True if that is the password. */
  boolean openForPassword(String password) {
    byte[] shown = digest(USER + ":" + password);
    return login.filter(lock -> MessageDigest.isEqual(lock, shown)).isPresent();
  }

  private Optional<byte[]> lock(String authorization) {
    if (isBasic(authorization)) {
      return login;
    }
    return isScheme(authorization, "bearer") ? token : Optional.empty();
  }

  private static Optional<byte[]> basic(String authorization) {
    try {
      byte[] pair = Base64.getDecoder().decode(rest(authorization));
      return Optional.of(digest(new String(pair, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> bearer(String authorization) {
    return Optional.of(digest(rest(authorization)));
  }

  static boolean isBasic(String authorization) {
    return isScheme(authorization, "basic");
  }

  private static boolean isScheme(String authorization, String scheme) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(scheme + " ");
  }

  private static String rest(String authorization) {
    return authorization.substring(authorization.indexOf(' ')).strip();
  }

  /** All of one length: how long it takes to compare them tells nothing. */
  private static byte[] digest(String text) {
    return WebFile.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}

package homebox.controlplane.web;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The two keys that open what is not for everybody: {@code web.admin_password} with HTTP Basic (RFC
 * 7617), which {@link Passwords} knows, and {@code web.api_token} as a bearer (RFC 6750), which is
 * compared in constant time.
 */
final class Locks {
  private static final String USER = "admin";

  private final boolean login;
  private final Optional<byte[]> token;

  Locks(Settings.Access access) {
    this.login = access.password().isPresent();
    this.token = access.token().map(Secret::reveal).map(Locks::digest);
  }

  /**
   * True if there is a lock for that kind of key. Where there is none the header is not meant for
   * us: a proxy with a login of its own leaves it in.
   */
  boolean concern(String authorization) {
    return isBasic(authorization) ? login : isScheme(authorization, "bearer") && token.isPresent();
  }

  /** True if that token fits. */
  boolean openFor(String authorization) {
    byte[] shown = digest(rest(authorization));
    return token.filter(lock -> MessageDigest.isEqual(lock, shown)).isPresent();
  }

  /** The password that is shown; empty: of another user, or unreadable. */
  static Optional<String> password(String authorization) {
    try {
      byte[] pair = Base64.getDecoder().decode(rest(authorization));
      return Optional.of(new String(pair, StandardCharsets.UTF_8))
          .filter(text -> text.startsWith(USER + ":"))
          .map(text -> text.substring(USER.length() + 1));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
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
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

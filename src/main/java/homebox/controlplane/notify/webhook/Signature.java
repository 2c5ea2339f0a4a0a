package homebox.controlplane.notify.webhook;

import homebox.controlplane.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows who knows the secret that a body is ours. */
final class Signature {
  static final String HEADER = "X-Control-Plane-Signature";

  private static final String HMAC = "HmacSHA256";

  private Signature() {}

  /** {@code sha256=} and the HMAC of the body in hexadecimal. */
  static String of(byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }
}

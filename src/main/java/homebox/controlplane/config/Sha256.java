package homebox.controlplane.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Short for some bytes, also where somebody means harm; else {@link Fingerprint} is quicker. */
public final class Sha256 {
  private Sha256() {}

  /** Its 32 bytes. */
  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("each Java has SHA-256", impossible);
    }
  }
}

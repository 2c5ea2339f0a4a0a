package homebox.controlplane.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** The id of a service that has none written. */
final class Ids {
  private static final int LONGEST = 55;

  private Ids() {}

  /** The name in small letters without accents, everything else one dash; may be empty. */
  static String plain(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST).replaceAll("-$", "");
  }

  /** Likewise, told apart from others by a hash. */
  static String distinct(String group, String name) {
    byte[] text = (group + "/" + name).getBytes(StandardCharsets.UTF_8);
    return plain(name) + "-" + HexFormat.of().formatHex(sha256(text), 0, 4);
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("each Java has SHA-256", impossible);
    }
  }
}

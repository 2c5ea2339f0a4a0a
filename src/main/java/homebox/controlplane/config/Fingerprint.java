package homebox.controlplane.config;

import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * Short for some bytes, so that it is seen when they are others. No defence against who means harm:
 * that is SHA-256, which takes a tenth of a second for a big answer or file while nothing is
 * compiled yet. These two are the machine's own code from the first byte on.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** 20 hexadecimal digits or a few more. */
  public static String of(byte[] bytes) {
    return "%08x%08x%04x"
        .formatted(sum(new CRC32(), bytes), sum(new Adler32(), bytes), bytes.length);
  }

  private static long sum(Checksum sum, byte[] bytes) {
    sum.update(bytes);
    return sum.getValue();
  }
}

package homebox.controlplane.history;

import java.io.ByteArrayOutputStream;

/**
 * Whole numbers from 0 on in groups of seven bits, low ones first, the high bit set on all but the
 * last: small ones are short.
 */
final class Varints {
  private final byte[] bytes;
  private int at;

  /** Reads from the first one on. */
  Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  boolean more() {
    return at < bytes.length;
  }

  /** The next one; 0 when there is none. */
  long next() {
    long value = 0;
    for (int shift = 0; at < bytes.length; shift += 7) {
      byte part = bytes[at++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    return value;
  }

  /** Leaves out the next ones. */
  void skip(int numbers) {
    for (int left = numbers; left > 0 && at < bytes.length; at++) {
      left -= bytes[at] >= 0 ? 1 : 0;
    }
  }
}

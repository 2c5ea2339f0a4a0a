package homebox.controlplane.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What JSON is made of, in UTF-8 as Jackson writes it: surrogates are escaped, one by one. */
final class PlainBytes {
  private static final int FIRST = 512;
  private static final int LONGEST_NUMBER = 20;
  private static final int MOST_DIGITS = 19;
  private static final int LONGEST_CHAR = 6; // an escaped one
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[FIRST];
  private int length;
  private boolean surrogates;

  /** True if some are in it: in a text they are not escaped. */
  boolean surrogates() {
    return surrogates;
  }

  Buffer buffer() {
    return Buffer.buffer(length).appendBytes(bytes, 0, length);
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  void ascii(char one) {
    room(1);
    put(one);
  }

  /** Instead of a comma that nothing came after. */
  void end(char bracket) {
    length -= bytes[length - 1] == ',' ? 1 : 0;
    ascii(bracket);
  }

  void ascii(String text) {
    room(text.length());
    plain(text);
  }

  void number(long value) {
    room(LONGEST_NUMBER);
    if (value < 0) {
      put('-');
    }
    long rest = value < 0 ? value : -value; // the smallest one has no positive counterpart
    length += digits(rest);
    int at = length;
    do {
      bytes[--at] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digits(long negative) {
    int digits = 1;
    for (long power = -10; digits < MOST_DIGITS && negative <= power; power *= 10) {
      digits++;
    }
    return digits;
  }

  /** With its quotes. */
  void string(String text) {
    room(text.length() + 2);
    put('"');
    int rest = plain(text);
    if (rest < text.length()) {
      room(LONGEST_CHAR * (text.length() - rest) + 1);
      for (int n = rest; n < text.length(); n++) {
        any(text.charAt(n));
      }
    }
    put('"');
  }

  /** Writes what stands for itself up to the first that does not, and says where that is. */
  private int plain(String text) {
    byte[] into = bytes; // as locals, which makes it twice as quick
    int at = length;
    int size = text.length();
    int n = 0;
    for (; n < size && plain(text.charAt(n)); n++) {
      into[at + n] = (byte) text.charAt(n);
    }
    length = at + n;
    return n;
  }

  private static boolean plain(char one) {
    return one >= ' ' && one < 0x80 && one != '"' && one != '\\';
  }

  private void any(char one) {
    if (plain(one)) {
      put(one);
    } else if (one < 0x80) {
      escape(one);
    } else if (one < 0x800) {
      put(0xc0 | one >> 6);
      put(0x80 | one & 0x3f);
    } else if (Character.isSurrogate(one)) {
      surrogates = true;
      hex(one);
    } else {
      put(0xe0 | one >> 12);
      put(0x80 | one >> 6 & 0x3f);
      put(0x80 | one & 0x3f);
    }
  }

  private void escape(char one) {
    switch (one) {
      case '"', '\\' -> escaped(one);
      case '\b' -> escaped('b');
      case '\t' -> escaped('t');
      case '\n' -> escaped('n');
      case '\f' -> escaped('f');
      case '\r' -> escaped('r');
      default -> hex(one);
    }
  }

  private void escaped(char letter) {
    put('\\');
    put(letter);
  }

  private void hex(char one) {
    escaped('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[one >> shift & 0xf]);
    }
  }

  private void put(int one) {
    bytes[length++] = (byte) one;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}

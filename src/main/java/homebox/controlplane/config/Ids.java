package homebox.controlplane.config;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;

/** The id of a service that has none written. */
public final class Ids {
  private static final int LONGEST = 55;

  private Ids() {}

  /**
   * What a service without a group would be called by, were it configured beside those that are
   * there.
   *
   * @param taken true for the id of another service
   */
  public static String of(String name, Predicate<String> taken) {
    String plain = plain(name);
    return plain.isEmpty() || taken.test(plain) ? distinct("", name) : plain;
  }

  /** The name in small letters without accents, everything else one dash; may be empty. */
  public static String plain(String name) {
    String letters = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    String plain = dashed(letters.toLowerCase(Locale.ROOT));
    int end = Math.min(plain.length(), LONGEST);
    return plain.substring(0, end > 0 && plain.charAt(end - 1) == '-' ? end - 1 : end);
  }

  /** No patterns here: ten thousand names are read at the start. */
  private static String dashed(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9')) {
        out.append(each);
      } else if (!isAccent(each) && !out.isEmpty() && out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    return out.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAccent(char each) {
    int type = Character.getType(each);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** Likewise, told apart from others by a hash. */
  static String distinct(String group, String name) {
    byte[] text = (group + "/" + name).getBytes(StandardCharsets.UTF_8);
    return plain(name) + "-" + HexFormat.of().formatHex(Sha256.of(text), 0, 4);
  }
}

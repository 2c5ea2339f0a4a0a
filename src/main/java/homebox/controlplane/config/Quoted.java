package homebox.controlplane.config;

import java.util.regex.Pattern;

/** Foreign text inside our sentences: short, on one line. */
final class Quoted {
  private static final int MOST = 40;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}_. /*-]{1,64}");

  private Quoted() {}

  /** In quotes. */
  static String value(String text) {
    return "\"" + plain(text) + "\"";
  }

  /** A key as part of a path; what looks like no key may be a mislaid secret and is not shown. */
  static String key(String name) {
    return isWord(name) || KEY.matcher(name).matches() ? name : "(a strange key)";
  }

  /** The usual case, without a pattern. */
  private static boolean isWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      if ((each < 'a' || each > 'z') && each != '_') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 64;
  }

  private static String plain(String text) {
    String oneLine = text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    int length = oneLine.codePointCount(0, oneLine.length());
    return length <= MOST
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, MOST)) + "…";
  }
}

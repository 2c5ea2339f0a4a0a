package homebox.controlplane.config;

/** Foreign text inside our sentences: short, on one line. */
final class Quoted {
  private static final int MOST = 40;

  private Quoted() {}

  /** In quotes. */
  static String value(String text) {
    return "\"" + plain(text) + "\"";
  }

  /** A key as part of a path; what looks like no key may be a mislaid secret and is not shown. */
  static String key(String name) {
    return name.matches("[\\p{L}\\p{N}_. /*-]{1,64}") ? name : "(a strange key)";
  }

  private static String plain(String text) {
    String oneLine = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    int length = oneLine.codePointCount(0, oneLine.length());
    return length <= MOST
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, MOST)) + "…";
  }
}

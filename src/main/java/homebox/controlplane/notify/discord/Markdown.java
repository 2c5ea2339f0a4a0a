package homebox.controlplane.notify.discord;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of which Discord takes nothing for a sign. */
final class Markdown {
  /** Read by Discord as they are; a backslash in them would become a part of them. */
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>]+");

  private static final Pattern SIGN = Pattern.compile("[\\\\*_~`|<>\\[\\]]");

  /** What counts at the begin of a line only: headings, lists, small print. */
  private static final Pattern LINE = Pattern.compile("(?m)^( *)([#+-]|[0-9]+(?=\\.))");

  private Markdown() {}

  static String plain(String text) {
    Matcher address = ADDRESS.matcher(text);
    var out = new StringBuilder();
    int from = 0;
    while (address.find()) {
      out.append(escaped(text.substring(from, address.start()))).append(address.group());
      from = address.end();
    }
    return out.append(escaped(text.substring(from))).toString();
  }

  private static String escaped(String text) {
    String signs = SIGN.matcher(text).replaceAll("\\\\$0");
    return LINE.matcher(signs).replaceAll(Markdown::lineBegin);
  }

  /** Before a number's point, else before the sign. */
  private static String lineBegin(MatchResult found) {
    String sign = found.group(2);
    boolean number = Character.isDigit(sign.charAt(0));
    return Matcher.quoteReplacement(found.group(1) + (number ? sign + "\\" : "\\" + sign));
  }
}

package homebox.controlplane.config;

import homebox.controlplane.config.HttpAsk.StatusRange;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Types of what is expected of an answer. */
final class Matches {
  private static final Pattern STATUS =
      Pattern.compile("([1-5])xx|([1-5][0-9]{2})(?:\\s*-\\s*([1-5][0-9]{2}))?");
  private static final int LONGEST = 10_000;

  private Matches() {}

  /** {@code 200}, {@code 2xx} or {@code 200-299}. */
  static Word<StatusRange> status() {
    return Word.of("a status such as 200, 2xx or 200-299", Matches::asStatus);
  }

  /** A text, or {@code /regex/}. */
  static Word<TextMatch> text() {
    return Word.of("a text, or /regex/", Matches::asMatch);
  }

  private static StatusRange asStatus(String text) {
    if (text.length() == 3 && text.charAt(0) >= '1' && text.charAt(0) <= '5' && areDigits(text)) {
      int status = Integer.parseInt(text);
      return new StatusRange(status, status);
    }
    Matcher found = STATUS.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!found.matches()) {
      throw Words.misfit("is no HTTP status — write one such as 200, 2xx or 200-299");
    }
    if (found.group(1) != null) {
      int from = Integer.parseInt(found.group(1)) * 100;
      return new StatusRange(from, from + 99);
    }
    int from = Integer.parseInt(found.group(2));
    int to = found.group(3) == null ? from : Integer.parseInt(found.group(3));
    return Words.require(
        new StatusRange(from, to),
        from <= to,
        "ends before it begins — write the smaller one first");
  }

  private static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static TextMatch asMatch(String text) {
    Words.require(text, text.length() <= LONGEST, "is longer than 10000 characters — shorten it");
    boolean pattern = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    return pattern
        ? new TextMatch.Regex(compiled(text.substring(1, text.length() - 1)))
        : new TextMatch.Contains(text);
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException broken) {
      String at = broken.getIndex() < 0 ? "" : " at character " + (broken.getIndex() + 1);
      String why = broken.getDescription().toLowerCase(Locale.ROOT);
      throw Words.misfit(
          "is no regular expression (" + why + at + ") — mend it; \\ takes a sign literally");
    } catch (StackOverflowError nested) {
      throw Words.misfit("is nested too deeply for a regular expression — make it simpler");
    }
  }
}

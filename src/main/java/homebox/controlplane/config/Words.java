package homebox.controlplane.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The plain types of values. */
final class Words {
  private static final Set<String> YES = Set.of("true", "yes", "on");
  private static final Set<String> NO = Set.of("false", "no", "off");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final int SURELY_INT = 9;

  private Words() {}

  /** True or false. */
  static Word<Boolean> truth() {
    return Word.of("true or false", Words::asTruth);
  }

  /** A number without fraction; {@code 010} is ten. */
  static Word<Integer> whole(int least, int most) {
    String range = "a whole number from " + least + " to " + most;
    return Word.of(
        range,
        text -> {
          String plain = text.strip();
          boolean number = WHOLE.matcher(plain).matches();
          OptionalInt value = number ? asInt(plain) : OptionalInt.empty();
          return require(
              value.orElse(least),
              value.isPresent() && least <= value.getAsInt() && value.getAsInt() <= most,
              (number ? "is out of range" : "is no whole number") + " — write " + range);
        });
  }

  private static OptionalInt asInt(String digits) {
    boolean signed = digits.charAt(0) == '+' || digits.charAt(0) == '-';
    boolean small = digits.length() - (signed ? 1 : 0) <= SURELY_INT;
    return small ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
  }

  /** One of these words, whatever the case. */
  static Word<String> choice(String... words) {
    List<String> known = List.of(words);
    String expects = String.join(", ", known.subList(0, known.size() - 1)) + " or " + last(known);
    return Word.of(
        expects,
        text ->
            known.stream()
                .filter(word -> word.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> misfit("is not known here — write " + expects)));
  }

  /** A text of any form, line breaks too. */
  static Word<String> text(int most) {
    return Word.of(
        "a text of at most " + most + " characters",
        text ->
            require(
                text,
                text.codePointCount(0, text.length()) <= most,
                "is longer than " + most + " characters — shorten it"));
  }

  /** A text on one line. */
  static Word<String> line(int most) {
    return Word.of(
        "1 to " + most + " characters on one line",
        text -> {
          String plain = text.strip();
          boolean fits = plain.length() <= most || plain.codePointCount(0, plain.length()) <= most;
          require(plain, fits, "is longer than " + most + " characters — shorten it");
          return require(
              plain, isOneLine(plain), "holds a line break or a control character — remove it");
        });
  }

  /** Whatever fits a pattern; {@code what} with its article. */
  static Word<String> like(String pattern, String what, String example) {
    Pattern compiled = Pattern.compile(pattern);
    String bare = what.replaceFirst("^an? ", "");
    return Word.of(
        what + " such as " + example,
        text -> {
          String plain = text.strip();
          boolean fits = plain.length() <= 2_000 && compiled.matcher(plain).matches();
          return require(plain, fits, "is no " + bare + " — write one such as " + example);
        });
  }

  /** What nobody may see. */
  static Word<Secret> secret() {
    return text(10_000).quietly().map(String::strip).map(Secret::new);
  }

  /** A file's place. */
  static Word<Path> path() {
    return line(1_000)
        .map(
            text -> {
              try {
                return Path.of(text);
              } catch (InvalidPathException strange) {
                throw misfit("is no path of this machine — write one such as data/history.db");
              }
            });
  }

  /** A zone as in {@code Europe/Paris}. */
  static Word<ZoneId> zone() {
    return Word.of(
        "a time zone such as Europe/Paris",
        text -> {
          try {
            return ZoneId.of(text.strip());
          } catch (DateTimeException unknown) {
            throw misfit("is no time zone — write one such as Europe/Paris or UTC");
          }
        });
  }

  /** {@code HH:MM}. */
  static Word<LocalTime> timeOfDay() {
    return like("([01]?[0-9]|2[0-3]):[0-5][0-9]", "a time of day", "08:00")
        .map(text -> LocalTime.parse(text.length() == 4 ? "0" + text : text));
  }

  static <T> T require(T value, boolean fits, String otherwise) {
    if (!fits) {
      throw misfit(otherwise);
    }
    return value;
  }

  static IllegalArgumentException misfit(String what) {
    return new IllegalArgumentException(what);
  }

  private static Boolean asTruth(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return require(
        YES.contains(plain),
        YES.contains(plain) || NO.contains(plain),
        "is neither true nor false — write one of the two");
  }

  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (Character.isISOControl(each) || each == 0x2028 || each == 0x2029) {
        return false;
      }
    }
    return true;
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }
}

package homebox.controlplane.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of recurring and single times. */
final class Calendars {
  private static final String DAY = "(mon|tue|wed|thu|fri|sat|sun)";
  private static final String TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9]";
  private static final String HOURS =
      "(?i)("
          + DAY
          + "(-"
          + DAY
          + ")?(,"
          + DAY
          + "(-"
          + DAY
          + ")?)*\\s+)?"
          + TIME
          + "-("
          + TIME
          + "|24:00)";
  private static final String MOMENT =
      "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[T ]"
          + TIME
          + "(:[0-5][0-9])?(Z|[+-][0-9]{2}:?[0-9]{2})?";
  private static final Pattern CRON_PART =
      Pattern.compile("(\\*|([0-9]{1,2})(?:-([0-9]{1,2}))?)(?:/([0-9]{1,2}))?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private record Field(int least, int most, List<String> names) {
    boolean fits(String text) {
      String numbers = text;
      for (int i = 0; i < names.size(); i++) {
        numbers = numbers.replace(names.get(i), String.valueOf(i + least));
      }
      return List.of(numbers.split(",", -1)).stream().allMatch(this::part);
    }

    private boolean part(String part) {
      Matcher found = CRON_PART.matcher(part);
      return found.matches()
          && inside(found.group(2))
          && inside(found.group(3))
          && !"0".equals(found.group(4))
          && (found.group(3) == null
              || Integer.parseInt(found.group(2)) <= Integer.parseInt(found.group(3)));
    }

    private boolean inside(String number) {
      return number == null
          || (least <= Integer.parseInt(number) && Integer.parseInt(number) <= most);
    }
  }

  private static final List<Field> FIELDS =
      List.of(
          new Field(0, 59, List.of()),
          new Field(0, 23, List.of()),
          new Field(1, 31, List.of()),
          new Field(1, 12, MONTHS),
          new Field(0, 7, DAYS));

  private Calendars() {}

  /** {@code mon-fri 08:00-20:00}. */
  static Word<Hours.Span> hours() {
    return Words.like(HOURS, "hours", "mon-fri 08:00-20:00").map(Hours.Span::parse);
  }

  /** A date with a time of day. */
  static Word<WrittenMoment> moment() {
    return Words.like(MOMENT, "a date and time", "2026-12-24T18:00").map(Calendars::written);
  }

  private static WrittenMoment written(String text) {
    try {
      return WrittenMoment.parse(text);
    } catch (DateTimeException unknown) {
      throw Words.misfit("is no day of the calendar — write one such as 2026-12-24T18:00");
    }
  }

  /** Five fields as in crontab(5). */
  static Word<String> cron() {
    return Word.of(
        "a schedule such as 0 3 * * sun (minute hour day month weekday)",
        text -> {
          String plain = text.strip().toLowerCase(Locale.ROOT);
          String[] fields = plain.split("\\s+");
          boolean fits = fields.length == FIELDS.size();
          for (int i = 0; fits && i < fields.length; i++) {
            fits = FIELDS.get(i).fits(fields[i]);
          }
          return Words.require(
              plain,
              fits && isKnown(plain),
              "is no schedule — write minute hour day month weekday, such as 0 3 * * sun");
        });
  }

  private static boolean isKnown(String cron) {
    try {
      return new Crontab(cron, ZoneOffset.UTC).next(Instant.EPOCH).isPresent();
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}

package homebox.controlplane.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes: numbers with units. */
final class Amounts {
  private static final Pattern DURATION =
      Pattern.compile("([+-]?[0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*(ms|s|m|h|d)?");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)\\s*([kmgt]?)(i?)b?");

  private static final int SURELY_INT = 9;

  private Amounts() {}

  /** A duration; without unit it is seconds. */
  static Word<Duration> duration(String least, String most) {
    Duration from = parse(least);
    Duration to = parse(most);
    return Word.of(
        "a duration from " + least + " to " + most + " (30 or 0.5 for seconds, 500ms, 5m, 2h, 7d)",
        text -> {
          Duration value = parse(text);
          boolean fits = value.compareTo(from) >= 0 && value.compareTo(to) <= 0;
          return Words.require(
              value, fits, "is out of range — write a duration from " + least + " to " + most);
        });
  }

  /** A number of bytes: {@code 500000}, {@code 512KB}, {@code 1MiB}. */
  static Word<Long> bytes(long least, long most, String range) {
    return Word.of(
        "a size from " + range + " (bytes, or 512KB, 1MiB)",
        text -> {
          long value = bytes(text);
          return Words.require(
              value,
              least <= value && value <= most,
              "is out of range — write a size from " + range);
        });
  }

  /** Throws IllegalArgumentException where it is none. */
  static Duration parse(String text) {
    OptionalLong usual = usual(text);
    return usual.isPresent() ? Duration.ofMillis(usual.getAsLong()) : parseAny(text);
  }

  /** In ms, without any pattern: digits alone, or with a unit right behind them. */
  private static OptionalLong usual(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0 || end > SURELY_INT) {
      return OptionalLong.empty();
    }
    Long unit = end == text.length() ? MILLIS.get("s") : MILLIS.get(text.substring(end));
    return unit == null
        ? OptionalLong.empty()
        : OptionalLong.of(Integer.parseInt(text.substring(0, end)) * unit);
  }

  private static Duration parseAny(String text) {
    Matcher found = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!found.matches()) {
      throw Words.misfit("is no duration — write seconds (30, 0.5) or 500ms, 30s, 5m, 2h, 7d");
    }
    long unit = MILLIS.get(found.group(2) == null ? "s" : found.group(2));
    // to the microsecond, so that nothing positive becomes negative and sums stay exact
    BigDecimal micros = new BigDecimal(found.group(1)).multiply(BigDecimal.valueOf(unit * 1_000));
    boolean sane = micros.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000)) < 0;
    return Duration.ofNanos(sane ? micros.longValue() * 1_000 : Long.MAX_VALUE);
  }

  private static long bytes(String text) {
    Matcher found = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!found.matches() || (found.group(2).isEmpty() && !found.group(3).isEmpty())) {
      throw Words.misfit("is no size — write bytes (500000) or 512KB, 1MiB, 2GB");
    }
    int power = "kmgt".indexOf(found.group(2)) + 1;
    long unit =
        (long)
            Math.pow(
                found.group(3).isEmpty() ? 1_000 : 1_024, found.group(2).isEmpty() ? 0 : power);
    return new BigDecimal(found.group(1))
        .multiply(BigDecimal.valueOf(unit))
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}

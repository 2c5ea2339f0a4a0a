package homebox.controlplane.notify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Lengths of time as people say them, cut and never rounded up: 4 min 12 s is not yet over. */
final class Durations {
  private final Texts texts;

  Durations(Texts texts) {
    this.texts = texts;
  }

  /** 120 ms, 2 s, 6.2 s, 4 min 12 s, 2 h 5 min, 3 d 4 h. */
  String rough(Duration length) {
    return text(length, 1);
  }

  /** The same, but to the millisecond under a minute: 5.001 s is more than 5 s. */
  String exact(Duration length) {
    return text(length, 3);
  }

  private String text(Duration given, int decimals) {
    Duration length = given.isNegative() ? Duration.ZERO : given;
    if (!length.isZero() && length.toMillis() == 0) {
      return "< 1 ms";
    }
    if (length.toSeconds() < 1) {
      return length.toMillis() + " ms";
    }
    if (length.toMinutes() < 1) {
      return seconds(length.toMillis(), decimals) + " s";
    }
    if (length.toHours() < 1) {
      return both(length.toMinutes(), "min", length.toSecondsPart(), "s");
    }
    return length.toDays() < 1
        ? both(length.toHours(), "h", length.toMinutesPart(), "min")
        : both(length.toDays(), texts.raw("unit.day"), length.toHoursPart(), "h");
  }

  private String seconds(long millis, int decimals) {
    BigDecimal cut = BigDecimal.valueOf(millis, 3).setScale(decimals, RoundingMode.DOWN);
    return cut.stripTrailingZeros().toPlainString().replace(".", texts.raw("decimal"));
  }

  private static String both(long most, String unit, int rest, String smaller) {
    return most + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }
}

package homebox.controlplane.history.adoption;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code 2026-02-16 23:40:28.173802}, as Python's {@code str(datetime.now())} and {@code
 * isoformat()} write it: with a blank or a T, with or without a fraction, seldom with an offset.
 */
final class OldTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int DAY = 10;
  private static final int LAST_YEAR = 9_999;

  private OldTime() {}

  /** A {@link LocalDateTime}, or an {@link OffsetDateTime} where it says which; empty: none. */
  static Optional<TemporalAccessor> of(String text) {
    String trimmed = text.strip();
    if (trimmed.length() <= DAY) {
      return Optional.empty();
    }
    String form =
        trimmed.charAt(DAY) == ' '
            ? trimmed.substring(0, DAY) + 'T' + trimmed.substring(DAY + 1)
            : trimmed;
    try {
      TemporalAccessor read = FORM.parse(form); // parseBest tries by exceptions: 10 µs each
      return Math.abs(read.get(ChronoField.YEAR)) > LAST_YEAR ? Optional.empty() : best(read);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Optional<TemporalAccessor> best(TemporalAccessor read) {
    return read.isSupported(ChronoField.OFFSET_SECONDS)
        ? Optional.of(OffsetDateTime.from(read))
        : Optional.of(LocalDateTime.from(read));
  }
}

package homebox.controlplane.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Times as people write them into an address. */
final class Times {
  private Times() {}

  /**
   * A day, or a time with or without its offset; what has none is in {@code zone}. The first space
   * stands for the T; a second one is a {@code +} that was not encoded.
   */
  static Optional<Instant> read(String text, ZoneId zone) {
    String iso = text.replaceFirst("^([0-9-]+) ", "$1T").replace(' ', '+');
    DateTimeFormatter form =
        iso.length() <= 10 ? DateTimeFormatter.ISO_LOCAL_DATE : DateTimeFormatter.ISO_DATE_TIME;
    try {
      TemporalAccessor read =
          form.parseBest(iso, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(instant(read, zone)).filter(Times::isUsable);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Instant instant(TemporalAccessor read, ZoneId zone) {
    if (read instanceof ZonedDateTime exact) {
      return exact.toInstant();
    }
    return read instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : LocalDate.from(read).atStartOfDay(zone).toInstant();
  }

  /** Years of nine digits have no milliseconds. */
  private static boolean isUsable(Instant instant) {
    return Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1_000;
  }
}

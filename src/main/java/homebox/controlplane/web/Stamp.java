package homebox.controlplane.web;

import homebox.controlplane.time.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A time as the API shows it, with its zone's offset: {@code 2026-11-28T09:03:07.042+01:00}. A
 * formatter took a third of the time that the first list takes.
 */
final class Stamp {
  private static final int OFFSET = "+01:00".length();

  private Stamp() {}

  static String of(Instant instant, ZoneId zone) {
    ZonedDateTime at = instant.atZone(zone);
    String offset = at.getOffset().getId(); // Z, or with seconds a hundred years ago
    return TimeText.append(new StringBuilder(30), at.toLocalDateTime(), 'T')
        .append(offset, 0, Math.min(OFFSET, offset.length()))
        .toString();
  }
}

package homebox.controlplane.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date with a time of day as people write it, in a zone of its own or in that of others. */
record WrittenMoment(LocalDateTime local, Optional<ZoneOffset> offset) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'H:mm[:ss]");
  private static final Pattern FORM = Pattern.compile("(.*?)(Z|[+-][0-9]{2}:?[0-9]{2})?");

  /** Throws a DateTimeException for a day that no calendar has. */
  static WrittenMoment parse(String text) {
    Matcher found = FORM.matcher(text);
    boolean fits = found.matches();
    assert fits : text;
    LocalDateTime local = LocalDateTime.parse(found.group(1).replace(' ', 'T'), LOCAL);
    if (!text.startsWith(local.toLocalDate().toString())) {
      throw new DateTimeException("no such day: " + text);
    }
    return new WrittenMoment(local, Optional.ofNullable(found.group(2)).map(ZoneOffset::of));
  }

  /** Where it has no zone of its own it is read there; a time that is left out is an hour later. */
  Instant in(ZoneId zone) {
    return local.atZone(offset.map(ZoneId.class::cast).orElse(zone)).toInstant();
  }
}

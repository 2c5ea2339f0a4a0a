package homebox.controlplane.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Recurring times, five fields as in crontab(5), read in a zone. A time that the summer time leaves
 * out comes an hour later, one that it has twice comes once, the first time.
 */
public final class Crontab {
  /** By how much a zone's clock is set at most, and more. */
  private static final Duration SET = Duration.ofHours(3);

  private final String text;
  private final ZoneId zone;
  private final ExecutionTime times;
  private volatile Between lately;

  /** Two of these times that follow each other. */
  private record Between(Optional<Instant> last, Optional<Instant> next) {
    boolean has(Instant moment) {
      return last.filter(begin -> !begin.isAfter(moment)).isPresent()
          && next.filter(moment::isBefore).isPresent();
    }
  }

  /**
   * In a zone.
   *
   * @param text in small letters, its fields checked
   * @throws IllegalArgumentException if it is none
   */
  Crontab(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
    var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    this.times =
        ExecutionTime.forCron(new CronParser(definition).parse(text.toUpperCase(Locale.ROOT)));
  }

  /**
   * One that was kept as {@link #text()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Crontab of(String text, ZoneId zone) {
    return new Crontab(text, zone);
  }

  /** Its five fields. */
  public String text() {
    return text;
  }

  /** Where it is read. */
  public ZoneId zone() {
    return zone;
  }

  /** The last of these times that is not after that moment; empty if there was none for years. */
  public Optional<Instant> last(Instant moment) {
    return around(moment).last();
  }

  /** The first of these times after that moment; empty if there will be none for years. */
  public Optional<Instant> next(Instant moment) {
    return around(moment).next();
  }

  /** Whoever asks again soon is answered from memory: to find them is work. */
  private Between around(Instant moment) {
    Between known = lately;
    if (known == null || !known.has(moment)) {
      known = new Between(findLast(moment), findNext(moment));
      lately = known;
    }
    return known;
  }

  private Optional<Instant> findLast(Instant moment) {
    LocalDateTime local = moment.atZone(zone).toLocalDateTime().plus(SET);
    Optional<LocalDateTime> found = lastLocal(local.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1));
    while (found.isPresent() && instant(found.get()).isAfter(moment)) {
      found = lastLocal(found.get());
    }
    return found.map(this::instant);
  }

  private Optional<Instant> findNext(Instant moment) {
    LocalDateTime local = moment.atZone(zone).toLocalDateTime().minus(SET);
    Optional<LocalDateTime> found = nextLocal(local.truncatedTo(ChronoUnit.MINUTES));
    while (found.isPresent() && !instant(found.get()).isAfter(moment)) {
      found = nextLocal(found.get());
    }
    return found.map(this::instant);
  }

  private Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  /** Asked where no clock is ever set: what summer time means is said above, not by a library. */
  private Optional<LocalDateTime> lastLocal(LocalDateTime before) {
    return times.lastExecution(before.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Crontab that && text.equals(that.text) && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text + " (" + zone + ")";
  }
}

package homebox.controlplane.history.adoption;

import homebox.controlplane.store.OldCheck;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads rows in the order in which they were written. What it has read makes what it reads next: a
 * local time may mean two moments.
 */
public final class Reader {
  /** Different names that are kept. */
  static final int NAMES = 10_000;

  private static final long YEAR_2000 = 946_684_800_000L;
  private static final double DAY_SECONDS = 86_400;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ERROR = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern STRANGE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]+");

  private final ZoneRules rules;
  private final long until;
  private final Map<String, RowClock> clocks = new HashMap<>();

  /**
   * Reads.
   *
   * @param zone in which the timestamps are local
   * @param until epoch ms: nothing that was written can be from then or later
   */
  public Reader(ZoneId zone, long until) {
    this.rules = zone.getRules();
    this.until = until;
  }

  /** Rows, and how many could not be read. */
  public record Read(List<OldRow> rows, Map<Flaw, Integer> flaws, OptionalLong firstFlaw) {}

  /** True if rows of that name were read before. */
  public boolean knows(String service) {
    return clocks.containsKey(service);
  }

  /** For who goes on: the moments of the last rows of a service, the oldest first. */
  public void remember(String service, List<Long> moments) {
    var clock = new RowClock(rules);
    moments.forEach(clock::place);
    clocks.put(service, clock);
  }

  /** The name of the service of a row; empty if it has none. */
  public static Optional<String> name(OldCheck check) {
    if (!(check.service() instanceof String text)) {
      return Optional.empty();
    }
    String name = cut(plain(text, CONTROL).strip(), LONGEST_NAME);
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** Reads the next rows. */
  public Read read(List<OldCheck> checks) {
    var rows = new ArrayList<OldRow>(checks.size());
    var flaws = new EnumMap<Flaw, Integer>(Flaw.class);
    OptionalLong first = OptionalLong.empty();
    for (OldCheck check : checks) {
      Optional<Flaw> flaw = read(check, rows);
      if (flaw.isPresent()) {
        flaws.merge(flaw.get(), 1, Integer::sum);
        first = first.isPresent() ? first : OptionalLong.of(check.row());
      }
    }
    return new Read(rows, flaws, first);
  }

  /** Adds it to {@code rows}, or says why not. */
  private Optional<Flaw> read(OldCheck check, List<OldRow> rows) {
    Optional<String> name = name(check);
    if (name.isEmpty()) {
      return Optional.of(Flaw.NAME);
    }
    if (!knows(name.get()) && clocks.size() >= NAMES) {
      return Optional.of(Flaw.NAMES);
    }
    Optional<Boolean> healthy = healthy(check.healthy());
    OptionalLong took = millis(check.responseTime());
    Optional<TemporalAccessor> time =
        check.timestamp() instanceof String text ? OldTime.of(text) : Optional.empty();
    if (time.isEmpty() || healthy.isEmpty() || took.isEmpty()) {
      return Optional.of(
          time.isEmpty() ? Flaw.TIME : healthy.isEmpty() ? Flaw.HEALTH : Flaw.RESPONSE_TIME);
    }
    RowClock clock = clocks.computeIfAbsent(name.get(), each -> new RowClock(rules));
    long moment = moment(clock, time.get());
    if (moment < YEAR_2000) {
      return Optional.of(Flaw.TIME);
    }
    if (moment >= until) {
      return Optional.of(Flaw.FUTURE);
    }
    boolean inOrder = clock.inOrder(moment);
    long at = clock.place(moment);
    if (at >= until) {
      return Optional.of(Flaw.FUTURE);
    }
    rows.add(
        new OldRow(
            name.get(),
            at,
            inOrder,
            healthy.get(),
            took.getAsLong(),
            status(check.status()),
            error(check)));
    return Optional.empty();
  }

  private static long moment(RowClock clock, TemporalAccessor time) {
    return time instanceof OffsetDateTime sure
        ? sure.toInstant().toEpochMilli()
        : clock.read((LocalDateTime) time);
  }

  private static Optional<Boolean> healthy(Object value) {
    if (value instanceof Number number) {
      double given = number.doubleValue();
      return given == 0 || given == 1 ? Optional.of(given == 1) : Optional.empty();
    }
    return Optional.empty();
  }

  private static OptionalLong millis(Object value) {
    if (value instanceof Number number) {
      double seconds = number.doubleValue();
      if (seconds >= 0 && seconds <= DAY_SECONDS) {
        return OptionalLong.of(Math.round(seconds * 1_000));
      }
    }
    return OptionalLong.empty();
  }

  private static Integer status(Object value) {
    return value instanceof Integer status && status >= 0 && status <= 999 ? status : null;
  }

  private static String error(OldCheck check) {
    if (!(check.error() instanceof String text) || text.isBlank()) {
      return null;
    }
    return cut(plain(text, STRANGE).strip(), LONGEST_ERROR);
  }

  /** Without what is no character to see; there seldom is any. */
  private static String plain(String text, Pattern strange) {
    return text.chars().anyMatch(Character::isISOControl)
        ? strange.matcher(text).replaceAll(" ")
        : text;
  }

  /** Not in the middle of a character. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}

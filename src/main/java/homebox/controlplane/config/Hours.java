package homebox.controlplane.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** When a channel is told of what gets worse: in any of these spans, by the clock of this zone. */
public record Hours(List<Span> spans, ZoneId zone) {
  /** Copies the list. */
  public Hours {
    spans = List.copyOf(spans);
  }

  /** True if it is such a time. */
  public boolean at(Instant now) {
    LocalDateTime there = LocalDateTime.ofInstant(now, zone);
    int minute = there.getHour() * 60 + there.getMinute();
    return spans.stream().anyMatch(span -> span.holds(there.getDayOfWeek(), minute));
  }

  /**
   * A part of some days; one that ends no later than it begins goes on into the next day.
   *
   * @param days those on which it begins
   * @param from minutes after midnight
   * @param until likewise; 1440 is the next midnight
   */
  public record Span(Set<DayOfWeek> days, int from, int until) {
    private static final List<String> NAMES =
        List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Copies the set. */
    public Span {
      days = Set.copyOf(days);
    }

    /** Reads {@code mon-fri 08:00-20:00}, which has been checked. */
    static Span parse(String written) {
      String[] parts = written.strip().toLowerCase(Locale.ROOT).split("\\s+");
      String[] times = parts[parts.length - 1].split("-");
      Set<DayOfWeek> days =
          parts.length == 1 ? EnumSet.allOf(DayOfWeek.class) : days(parts[0].split(","));
      return new Span(days, minutes(times[0]), minutes(times[1]));
    }

    private static Set<DayOfWeek> days(String... ranges) {
      var days = EnumSet.noneOf(DayOfWeek.class);
      for (String range : ranges) {
        String[] ends = range.split("-");
        DayOfWeek last = day(ends[ends.length - 1]);
        DayOfWeek next = day(ends[0]);
        days.add(next);
        while (next != last) {
          next = next.plus(1);
          days.add(next);
        }
      }
      return days;
    }

    private static DayOfWeek day(String name) {
      return DayOfWeek.of(NAMES.indexOf(name) + 1);
    }

    private static int minutes(String time) {
      String[] parts = time.split(":");
      return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }

    private boolean holds(DayOfWeek day, int minute) {
      if (from < until) {
        return days.contains(day) && from <= minute && minute < until;
      }
      return (days.contains(day) && minute >= from)
          || (days.contains(day.minus(1)) && minute < until);
    }
  }
}

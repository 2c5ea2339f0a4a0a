package homebox.controlplane.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When the report of a day is due: once for every date of the zone, whatever the clocks do there. A
 * time that spring passes over is told an hour later by the wall (java.time moves it by the gap),
 * one that autumn has twice is told the first time.
 */
public record Timetable(LocalTime at, ZoneId zone) {
  /** A report that is later than this is of no use any more. */
  public static final Duration LATEST = Duration.ofHours(1);

  /** A day's report and its moment. */
  public record Slot(LocalDate day, Instant due) {
    /** Due, and not too late. */
    public boolean open(Instant now) {
      return !now.isBefore(due) && Duration.between(due, now).compareTo(LATEST) < 0;
    }
  }

  /** The last one that was due by then, now included. */
  public Slot last(Instant now) {
    LocalDate day = now.atZone(zone).toLocalDate().plusDays(1); // a gap may end in the next day
    while (slot(day).due().isAfter(now)) {
      day = day.minusDays(1);
    }
    return slot(day);
  }

  /** The one after it; a date that the zone leaves out has none. */
  public Slot next(Instant now) {
    return last(slot(last(now).day().plusDays(1)).due());
  }

  private Slot slot(LocalDate day) {
    return new Slot(day, day.atTime(at).atZone(zone).toInstant());
  }
}

package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.report.Timetable.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the report of a day is due, over the changes of the clocks too. */
class TimetableTest {
  @ParameterizedTest
  @CsvSource({
    // zone, time, now, the day of the last one, when it was due, when the next one is
    "Europe/Paris, 08:00, 2026-06-01T06:00:00Z, 2026-06-01, 2026-06-01T06:00:00Z, 2026-06-02T06:00:00Z",
    "Europe/Paris, 08:00, 2026-06-01T05:59:59.999Z, 2026-05-31, 2026-05-31T06:00:00Z, 2026-06-01T06:00:00Z",
    // spring: 02:30 is not there on 29 March; it comes when the hour is over
    "Europe/Paris, 02:30, 2026-03-29T01:29:59Z, 2026-03-28, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
    "Europe/Paris, 02:30, 2026-03-29T01:30:00Z, 2026-03-29, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    // 08:00 by the wall is an hour earlier from that day on
    "Europe/Paris, 08:00, 2026-03-28T12:00:00Z, 2026-03-28, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
    // autumn: 02:30 is there twice on 25 October; the first one counts
    "Europe/Paris, 02:30, 2026-10-25T00:30:00Z, 2026-10-25, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Paris, 02:30, 2026-10-25T01:30:00Z, 2026-10-25, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Paris, 08:00, 2026-10-24T12:00:00Z, 2026-10-24, 2026-10-24T06:00:00Z, 2026-10-25T07:00:00Z",
    // half an hour, at two o'clock
    "Australia/Lord_Howe, 02:15, 2026-10-03T15:45:00Z, 2026-10-04, 2026-10-03T15:45:00Z, 2026-10-04T15:15:00Z",
    "America/New_York, 00:00, 2026-11-01T04:00:00Z, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
  })
  void it_is_due(ZoneId zone, LocalTime at, Instant now, LocalDate day, Instant due, Instant next) {
    var timetable = new Timetable(at, zone);
    assertThat(timetable.last(now)).isEqualTo(new Slot(day, due));
    assertThat(timetable.next(now).due()).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-0.001S, false",
    "PT0S, true",
    "PT59M59.999S, true",
    "PT1H, false",
    "PT20H, false"
  })
  void it_is_sent_late_by_less_than_an_hour(Duration late, boolean sent) {
    Instant due = Instant.parse("2026-06-01T06:00:00Z");
    assertThat(new Slot(LocalDate.parse("2026-06-01"), due).open(due.plus(late))).isEqualTo(sent);
  }

  /** A walk of a year in any zone: every date that the zone has once, in order, never twice. */
  @Property(tries = 60)
  void every_day_has_one(
      @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 59) int minute,
      @ForAll @IntRange(min = 0, max = 6) int which) {
    String[] zones = {
      "Europe/Paris",
      "America/New_York",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "Asia/Tehran",
      "America/Sao_Paulo",
      "UTC"
    };
    ZoneId zone = ZoneId.of(zones[which]);
    var timetable = new Timetable(LocalTime.of(hour, minute), zone);
    Map<LocalDate, Instant> told = new LinkedHashMap<>();
    Instant now = Instant.parse("2011-01-01T12:00:00Z");
    while (told.size() < 370) {
      Slot next = timetable.next(now);
      assertThat(next.due()).isAfter(now);
      assertThat(Duration.between(now, next.due())).isLessThan(Duration.ofHours(50));
      assertThat(timetable.last(next.due())).isEqualTo(next);
      assertThat(told.put(next.day(), next.due())).isNull();
      now = next.due();
    }
  }
}

package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {
  private static final long HOUR = Hours.HOUR;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "Europe/Paris, 2026-03-28, 24",
    "Europe/Paris, 2026-03-29, 23",
    "Europe/Paris, 2026-10-25, 25",
    "America/Havana, 2026-03-08, 23",
    "America/Havana, 2026-11-01, 25",
    "America/Asuncion, 2024-10-06, 23",
    "Pacific/Apia, 2011-12-30, 0",
    "Pacific/Apia, 2011-12-31, 24",
    "UTC, 2026-03-29, 24"
  })
  void a_day_has_as_many_hours_as_the_clocks_say(String zone, String date, int hours) {
    var days = new Days(ZoneId.of(zone));
    assertThat(days.length(LocalDate.parse(date).toEpochDay())).isEqualTo(hours * HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2026-03-01", "Europe/Paris, 2026-10-01", "Asia/Kolkata, 2026-02-01",
    "Asia/Kathmandu, 2026-02-01", "Australia/Lord_Howe, 2026-03-15", "America/Havana, 2026-10-15",
    "Pacific/Apia, 2011-12-15", "Australia/Eucla, 2026-01-01", "Africa/Casablanca, 2026-02-01"
  })
  void slices_tile_the_hours_and_the_days(String zone, String from) {
    var days = new Days(ZoneId.of(zone));
    long begin = Hours.begin(Instant.parse(from + "T00:00:00Z").toEpochMilli());
    long next = begin;
    List<Long> all = new ArrayList<>();
    for (int n = 0; n < 45 * 24; n++) {
      for (long slice : days.slices(begin + n * HOUR)) {
        assertThat(slice).isEqualTo(next);
        next = days.sliceEnd(slice);
        assertThat(days.of(next - 1)).as("one day only").isEqualTo(days.of(slice));
        all.add(slice);
      }
    }
    assertThat(next).isEqualTo(begin + 45 * 24 * HOUR);
    assertThat(Days.sliceBegins(begin, next).stream().map(Object::toString))
        .containsAll(all.stream().map(Object::toString).toList());
    for (long day = days.of(begin) + 1; day < days.of(next); day++) {
      if (days.length(day) > 0) {
        assertThat(all).contains(days.begin(day));
      }
    }
  }

  @Test
  void the_begins_of_days_are_those_of_the_calendar() {
    var days = new Days(ZoneId.of("Pacific/Apia"));
    long now = Instant.parse("2012-02-16T12:00:00Z").toEpochMilli();
    DayBegins begins = DayBegins.around(days, now);
    for (long at = now - 300 * 24 * HOUR; at < now + 24 * HOUR; at += HOUR / 2) {
      assertThat(begins.today(at)).isEqualTo(days.of(at));
      assertThat(begins.begin(days.of(at))).isEqualTo(days.begin(days.of(at)));
    }
  }
}

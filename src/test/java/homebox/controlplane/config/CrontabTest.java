package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurring times, through both changes of the clock. */
class CrontabTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static Instant at(String moment) {
    return moment.endsWith("Z")
        ? Instant.parse(moment)
        : ZonedDateTime.of(LocalDateTime.parse(moment), PARIS).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * sun, 2026-11-27T12:00, 2026-11-22T03:00, 2026-11-29T03:00",
    "0 3 * * 7, 2026-11-27T12:00, 2026-11-22T03:00, 2026-11-29T03:00",
    "0 3 * * 0, 2026-11-22T03:00, 2026-11-22T03:00, 2026-11-29T03:00",
    "0 3 * * *, 2026-11-27T02:59:59, 2026-11-26T03:00, 2026-11-27T03:00",
    "*/15 8-10 * * mon-fri, 2026-11-27T09:20, 2026-11-27T09:15, 2026-11-27T09:30",
    "0 0 1 jan *, 2026-11-27T12:00, 2026-01-01T00:00, 2027-01-01T00:00",
    "0 0 29 2 *, 2026-11-27T12:00, 2024-02-29T00:00, 2028-02-29T00:00",
    "'30 4 1,15 * 5', 2026-11-27T12:00, 2026-11-27T04:30, 2026-12-01T04:30", // the day or the
    // weekday
  })
  void the_last_and_the_next(String cron, String now, String last, String next) {
    var times = new Crontab(cron, PARIS);
    assertThat(times.last(at(now))).contains(at(last));
    assertThat(times.next(at(now))).contains(at(next));
  }

  @Test
  void a_time_that_the_summer_leaves_out_comes_an_hour_later() {
    var times = new Crontab("30 2 * * *", PARIS); // 2026-03-29: 02:00 is 03:00
    assertThat(times.next(at("2026-03-28T12:00"))).contains(at("2026-03-29T01:30:00Z"));
    assertThat(times.last(at("2026-03-29T12:00"))).contains(at("2026-03-29T01:30:00Z"));
    assertThat(times.last(at("2026-03-29T01:29:59Z"))).contains(at("2026-03-28T02:30"));
    assertThat(times.next(at("2026-03-29T01:30:00Z"))).contains(at("2026-03-30T02:30"));
  }

  @Test
  void a_time_that_the_winter_has_twice_comes_once() {
    var times = new Crontab("30 2 * * *", PARIS); // 2026-10-25: 03:00 is 02:00
    assertThat(times.next(at("2026-10-24T12:00"))).contains(at("2026-10-25T00:30:00Z"));
    assertThat(times.next(at("2026-10-25T00:30:00Z"))).contains(at("2026-10-26T02:30"));
    assertThat(times.last(at("2026-10-25T01:10:00Z"))).contains(at("2026-10-25T00:30:00Z"));
    assertThat(times.last(at("2026-10-25T12:00"))).contains(at("2026-10-25T00:30:00Z"));
  }

  @Property(tries = 300)
  void between_the_last_and_the_next_there_is_none(
      @ForAll @IntRange(min = 0, max = 525_599) int minute,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(max = 59) int second) {
    var times = new Crontab("7 " + hour + " * * *", PARIS);
    Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(minute * 60L + second);
    Instant last = times.last(now).orElseThrow();
    Instant next = times.next(now).orElseThrow();
    assertThat(last).isBeforeOrEqualTo(now);
    assertThat(next).isAfter(now);
    assertThat(times.next(last)).contains(next);
    assertThat(times.last(next.minusMillis(1))).contains(last);
  }
}

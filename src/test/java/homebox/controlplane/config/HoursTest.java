package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a channel is told. 2026-11-27 is a Friday. */
class HoursTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static boolean at(String hours, String local) {
    List<Hours.Span> spans = Stream.of(hours.split(";")).map(Hours.Span::parse).toList();
    Instant now = LocalDateTime.parse(local).atZone(PARIS).toInstant();
    return new Hours(spans, PARIS).at(now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08:00-20:00|2026-11-27T08:00|true",
        "08:00-20:00|2026-11-27T07:59:59|false",
        "08:00-20:00|2026-11-27T19:59:59|true",
        "08:00-20:00|2026-11-27T20:00|false",
        "8:00-24:00|2026-11-27T23:59:59|true",
        "mon-fri 08:00-20:00|2026-11-27T12:00|true",
        "mon-fri 08:00-20:00|2026-11-28T12:00|false",
        "Mon,Wed-Fri 08:00-20:00|2026-11-24T12:00|false",
        "Mon,Wed-Fri 08:00-20:00|2026-11-25T12:00|true",
        "sat-mon 08:00-20:00|2026-11-29T12:00|true",
        "sat-mon 08:00-20:00|2026-11-27T12:00|false",
        "fri 22:00-06:00|2026-11-27T23:00|true",
        "fri 22:00-06:00|2026-11-28T05:59|true",
        "fri 22:00-06:00|2026-11-28T06:00|false",
        "fri 22:00-06:00|2026-11-28T23:00|false",
        "fri 22:00-06:00|2026-11-27T05:00|false",
        "sun 22:00-06:00|2026-11-30T05:00|true",
        "mon 08:00-09:00;fri 08:00-09:00|2026-11-27T08:30|true",
        "00:00-24:00|2026-11-27T00:00|true",
      })
  void spans(String hours, String local, boolean told) {
    assertThat(at(hours, local)).isEqualTo(told);
  }

  /** Half past two is twice on that night, and both times are meant. */
  @Test
  void the_clock_of_the_zone_counts_whatever_it_does() {
    var hours = new Hours(List.of(Hours.Span.parse("02:00-03:00")), PARIS);
    assertThat(hours.at(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(hours.at(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(hours.at(Instant.parse("2026-10-25T02:30:00Z"))).isFalse();
  }
}

package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Paris"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Asia/Kathmandu"));

  @Test
  void has_all_digits_and_the_offset_of_its_zone() {
    Instant at = Instant.parse("2026-07-01T03:04:05.006Z");
    assertThat(Stamp.of(at, ZoneId.of("Europe/Paris"))).isEqualTo("2026-07-01T05:04:05.006+02:00");
    assertThat(Stamp.of(at, ZoneId.of("UTC"))).isEqualTo("2026-07-01T03:04:05.006Z");
  }

  @Test
  void is_what_a_formatter_would_write() {
    var random = new Random(4);
    long end = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    for (int n = 0; n < 2_000; n++) {
      Instant at = Instant.ofEpochMilli((long) (random.nextDouble() * end));
      for (ZoneId zone : ZONES) {
        assertThat(Stamp.of(at, zone)).isEqualTo(FORM.format(at.atZone(zone)));
      }
    }
  }
}

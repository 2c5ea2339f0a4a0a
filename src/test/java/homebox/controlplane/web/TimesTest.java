package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in an address, as people write them. */
class TimesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-07-01, 2026-06-30T22:00:00Z",
    "2026-01-01, 2025-12-31T23:00:00Z",
    "2026-07-01T10:00, 2026-07-01T08:00:00Z",
    "2026-07-01 10:00, 2026-07-01T08:00:00Z",
    "2026-07-01T10:00:30.5, 2026-07-01T08:00:30.500Z",
    "2026-07-01T10:00:00Z, 2026-07-01T10:00:00Z",
    "2026-07-01T10:00:00+02:00, 2026-07-01T08:00:00Z",
    "2026-07-01T10:00:00 02:00, 2026-07-01T08:00:00Z",
    "2026-07-01T10:00:00.000-05:00, 2026-07-01T15:00:00Z",
    "2026-03-29T02:30, 2026-03-29T01:30:00Z" // an hour that there is not, in Paris
  })
  void are_read(String text, Instant instant) {
    assertThat(Times.read(text, PARIS)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "20260701",
        "10:00",
        "1782900000000",
        "2026-07-01T25:00",
        "+999999999-01-01T00:00",
        "2026-07-01T10:00:00+99:00"
      })
  void anything_else_is_none(String text) {
    assertThat(Times.read(text, PARIS)).isEmpty();
  }
}

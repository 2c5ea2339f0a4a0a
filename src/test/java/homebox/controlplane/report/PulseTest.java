package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** design.md §7: what the watchdog is told by our silence. */
class PulseTest {
  @ParameterizedTest
  @CsvSource({
    "true, 0, 0, 0, ''",
    "true, 60000, 59999, 300000, ''",
    "false, 0, 0, 0, timers do not come",
    "true, 61000, 0, 0, checks begin 61 s late",
    "true, 0, 60000, 0, answers have not been stored for 60 s",
    "true, 0, 0, 300001, a message has waited for 5 min",
    "true, 61000, 61000, 0, checks begin 61 s late"
  })
  void is_well_or_says_what_is_not(
      boolean ticking, long late, long unwritten, long untold, String ailment) {
    var pulse =
        new Pulse(
            ticking,
            Duration.ofMillis(late),
            Duration.ofMillis(unwritten),
            Duration.ofMillis(untold));
    assertThat(pulse.ailment().orElse("")).isEqualTo(ailment);
  }
}

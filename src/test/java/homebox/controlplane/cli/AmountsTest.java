package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lengths and sizes are shown. */
class AmountsTest {
  @ParameterizedTest
  @CsvSource({"PT0S, 0 ms", "PT0.999S, 999 ms", "PT1S, 1.0 s", "PT6.243S, 6.2 s", "PT90S, 90.0 s"})
  void lengths(Duration took, String shown) {
    assertThat(CheckTable.time(took)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 kB", "1, 1 kB", "102400, 103 kB", "1000000, 1.0 MB", "2345678901, 2345.7 MB"})
  void sizes(long bytes, String shown) {
    assertThat(BackupCommand.size(bytes)).isEqualTo(shown);
  }

  @Test
  void the_machine_s_language_changes_no_number() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(CheckTable.time(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
    } finally {
      Locale.setDefault(before);
    }
  }
}

package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Spread;
import homebox.controlplane.testkit.Exposition;
import homebox.controlplane.web.MetricText.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format, by its letter. */
class MetricTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT0.0125S, 0.0125",
    "PT0.000000001S, 0.000000001",
    "PT1S, 1",
    "PT3600.5S, 3600.5",
    "P36500D, 3153600000"
  })
  void a_length_is_written_exactly_and_without_an_exponent(Duration length, String written) {
    assertThat(MetricText.seconds(length)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "a \"quoted\" one",
        "back\\slash",
        "back\\",
        "{a=\"b\",}",
        "Söhne 🏠"
      })
  void a_label_is_read_as_it_was_meant(String value) {
    String text =
        new MetricText()
            .head("m", Kind.GAUGE, "h")
            .line("m", Labels.of("l", value), 1)
            .buffer()
            .toString();
    assertThat(Exposition.of(text).value("m", "l", value)).isEqualTo(1);
  }

  @Test
  void a_spread_counts_each_length_at_its_bound_and_all_above() {
    var spread = new Spread();
    for (String length : new String[] {"PT0S", "PT0.001S", "PT0.0010001S", "PT0.5S", "PT61S"}) {
      spread.add(Duration.parse(length));
    }
    String text =
        new MetricText()
            .head("m", Kind.HISTOGRAM, "h")
            .spread("m", spread.counts())
            .buffer()
            .toString();
    Exposition read = Exposition.of(text);
    assertThat(read.value("m_bucket", "le", "0.001")).isEqualTo(2);
    assertThat(read.value("m_bucket", "le", "0.002")).isEqualTo(3);
    assertThat(read.value("m_bucket", "le", "0.25")).isEqualTo(3);
    assertThat(read.value("m_bucket", "le", "0.5")).isEqualTo(4);
    assertThat(read.value("m_bucket", "le", "60")).isEqualTo(4);
    assertThat(read.value("m_bucket", "le", "+Inf")).isEqualTo(5);
    assertThat(read.value("m_count")).isEqualTo(5);
    assertThat(read.value("m_sum")).isEqualTo(61.5020001);
  }

  @Test
  void a_length_below_zero_counts_as_none() {
    var spread = new Spread();
    spread.add(Duration.ofMillis(-5));
    assertThat(spread.counts().count()).isEqualTo(1);
    assertThat(spread.counts().sum()).isZero();
  }
}

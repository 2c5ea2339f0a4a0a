package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
  @ParameterizedTest
  @ValueSource(strings = {"5\nm", "5\r\nm", "5\u0085m", "5\u2028m", "5\u2029m", "5\u0000m"})
  void whatever_ends_a_line_somewhere_stays_on_ours(String written) {
    assertThat(Quoted.value(written)).isEqualTo("\"5 m\"");
  }
}

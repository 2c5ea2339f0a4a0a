package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeldomTest {
  @Test
  void the_first_in_a_while_and_nobody_else() {
    var pace = new HandPace(Instant.EPOCH);
    var seldom = new Seldom(pace, Duration.ofMinutes(1));
    assertThat(seldom.now()).isTrue();
    pace.advance(Duration.ofSeconds(59));
    assertThat(seldom.now()).isFalse();
    pace.advance(Duration.ofSeconds(1));
    assertThat(seldom.now()).isTrue();
    assertThat(seldom.now()).isFalse();
  }
}

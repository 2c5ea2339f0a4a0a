package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the node that decides asks itself, whose share it may be. */
class RecalledTest {
  private final HandPace pace = new HandPace(Instant.parse("2026-02-16T12:00:00Z"));
  private final Recalled recalled = new Recalled(pace);

  @Test
  void what_is_well_is_its_nodes() {
    recalled.heard("box", true, false);
    assertThat(recalled.has("box")).isFalse();
  }

  @Test
  void what_is_not_well_is_asked_from_here_until_it_is() {
    recalled.heard("box", false, true);
    pace.advance(Recalled.WHILE.multipliedBy(10));
    assertThat(recalled.has("box")).isTrue();
    assertThat(recalled.has("nas")).isFalse();
    recalled.heard("box", true, false);
    assertThat(recalled.has("box")).isFalse();
  }

  @Test
  void what_its_node_says_nothing_of_is_asked_from_here_for_a_while() {
    recalled.mute("box");
    recalled.heard("box", true, false);
    assertThat(recalled.has("box")).isTrue();
    pace.advance(Recalled.WHILE);
    assertThat(recalled.has("box")).isFalse();
    recalled.heard("nas", false, false);
    recalled.mute("nas");
    pace.advance(Recalled.WHILE);
    assertThat(recalled.has("nas")).isTrue();
  }

  @Test
  void what_only_another_one_sees_ill_is_asked_from_here_for_a_while() {
    recalled.heard("box", true, true);
    pace.advance(Recalled.WHILE.minusMillis(1));
    recalled.heard("box", true, false);
    assertThat(recalled.has("box")).isTrue();
    pace.advance(Duration.ofMillis(1));
    assertThat(recalled.has("box")).isFalse();
  }
}

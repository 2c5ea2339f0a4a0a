package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import homebox.controlplane.config.Timing;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Icinga's formula, by hand: a round changes the state (x) or does not (-), the newest last. */
class FlapsTest {
  private static Flaps of(String rounds) {
    Flaps flaps = Flaps.NONE;
    for (char round : rounds.toCharArray()) {
      flaps = flaps.after(round == 'x');
    }
    return flaps;
  }

  private static Timing every(int seconds) {
    Duration interval = Duration.ofSeconds(seconds);
    return new Timing(interval, interval, interval, 0, Duration.ZERO, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "x, 5.9", // 1.18 / 20
    "xx, 11.7", // (1.18 + 1.16) / 20: a blip
    "xxxx, 23.0", // (1.18 + 1.16 + 1.14 + 1.12) / 20
    "xxxxx, 28.5", // + 1.10
    "xxxxxx, 33.9", // + 1.08: the first that is too many
    "xxxxxxxxxxxxxxxxxxxx, 99", // 20 · 0.99 / 20
    "xxxxxxxxxxxxxxxxxxxxx, 99", // what is older is forgotten
    "x-------------------, 4.0", // 0.80 / 20
    "x--------------------, 0",
    "x-x-x-x-x-x-, 31.8", // (1.16 + 1.12 + 1.08 + 1.04 + 1.00 + 0.96) / 20
    "xx-----------------xx, 15.7", // (0.80 + 1.16 + 1.18) / 20
  })
  void value(String rounds, double percent) {
    assertThat(of(rounds).value()).isCloseTo(percent, within(0.05));
  }

  @Test
  void six_changes_in_a_row_begin_it() {
    assertThat(of("xxxxx").begins()).isFalse();
    assertThat(of("xxxxxx").begins()).isTrue();
    assertThat(of("xxxxxx").begin(1, true).begins()).isFalse();
    assertThat(of("xxxxxx").count()).isEqualTo(6);
  }

  @Test
  void it_ends_below_a_quarter() {
    Flaps restless = of("xxxxxxxx").begin(1, true);
    int quiet = 0;
    while (!restless.ends(Duration.ZERO, every(60))) {
      restless = restless.after(false);
      quiet++;
    }
    // eight changes, the oldest of them falls out: 5 of them at 0.80 … 0.88 are 21.0 %
    assertThat(quiet).isEqualTo(15);
    assertThat(restless.value()).isLessThan(25);
  }

  @ParameterizedTest
  @CsvSource({
    // interval, rounds that held, for so long, over
    "10, 3, 99, false", // ten intervals are 100 s
    "10, 3, 100, true",
    "10, 2, 100, false", // three checks at least
    "300, 3, 900, true", // ten minutes, but three checks
    "300, 2, 600, false",
    "60, 10, 599, false",
    "60, 10, 600, true",
  })
  void it_ends_when_the_state_has_held(int interval, int rounds, int seconds, boolean over) {
    Flaps flaps = of("x".repeat(20)).begin(1, true);
    for (int n = 0; n < rounds; n++) {
      flaps = flaps.after(false);
    }
    assertThat(flaps.value()).isGreaterThan(25);
    assertThat(flaps.ends(Duration.ofSeconds(seconds), every(interval))).isEqualTo(over);
  }

  @Property
  void it_is_kept_as_it_is(
      @ForAll @IntRange(max = (1 << 20) - 1) int changes, @ForAll boolean restless) {
    Flaps flaps = new Flaps(changes, 3, java.util.Optional.empty());
    Flaps kept = restless ? flaps.begin(1_795_000_000_000L, true) : flaps;
    assertThat(Flaps.of(kept.text().orElse(null))).isEqualTo(kept);
    assertThat(Flaps.NONE.text()).isEmpty();
    assertThat(Flaps.of(null)).isSameAs(Flaps.NONE);
  }

  @Property
  void who_is_at_rest_takes_no_room(@ForAll @IntRange(min = 20, max = 60) int rounds) {
    assertThat(of("xxx" + "-".repeat(rounds))).isSameAs(Flaps.NONE);
  }
}

package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Network;
import homebox.controlplane.time.HandPace;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private final HandPace pace = new HandPace(Instant.parse("2026-07-01T10:00:00Z"));
  private final Guesses guesses = new Guesses(pace);

  private static InetAddress at(int n) {
    return Network.address("10.0." + n / 256 + "." + n % 256).orElseThrow();
  }

  @Test
  void a_crowd_is_held_back_together_but_not_one_who_knew_the_password() {
    guesses.right(at(1_000));
    for (int n = 0; n < 100; n++) {
      assertThat(guesses.wait(at(n))).isZero();
      guesses.wrong(at(n));
    }
    assertThat(guesses.wait(at(500))).isEqualTo(Duration.ofSeconds(1));
    assertThat(guesses.wait(at(1_000))).isZero();
    pace.advance(Duration.ofSeconds(1));
    assertThat(guesses.wait(at(500))).isZero();
  }

  @Test
  void one_who_guesses_wrong_is_no_friend_any_more_nor_is_anybody_when_the_password_changes() {
    guesses.right(at(1_000));
    guesses.right(at(1_001));
    for (int n = 0; n < 100; n++) {
      guesses.wrong(at(n));
    }
    guesses.wrong(at(1_000));
    assertThat(guesses.wait(at(1_000))).isPositive();
    assertThat(guesses.wait(at(1_001))).isZero();
    guesses.forgetFriends();
    assertThat(guesses.wait(at(1_001))).isPositive();
  }
}

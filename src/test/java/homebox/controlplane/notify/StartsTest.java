package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Starts.Start;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartsTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  @Test
  void the_first_start_is_told() {
    Start first = Starts.NONE.at(NOON);
    assertThat(first.told()).isTrue();
    assertThat(first.times()).isEqualTo(1);
    assertThat(first.since()).isEqualTo(NOON);
  }

  @Test
  void those_that_follow_within_ten_minutes_are_told_together_with_the_next_one() {
    Start second = Starts.NONE.at(NOON).next().at(NOON.plusSeconds(60));
    Start third = second.next().at(NOON.plusSeconds(599));
    Start fourth = third.next().at(NOON.plusSeconds(600));
    assertThat(second.told()).isFalse();
    assertThat(third.told()).isFalse();
    assertThat(fourth.told()).isTrue();
    assertThat(fourth.times()).isEqualTo(3);
    assertThat(fourth.since()).isEqualTo(NOON.plusSeconds(60));
    assertThat(fourth.next().at(NOON.plusSeconds(2_000)).times()).isEqualTo(1);
  }

  @Test
  void who_restarts_every_minute_is_told_of_every_ten_minutes() {
    Starts known = Starts.NONE;
    int told = 0;
    for (int minute = 0; minute < 60; minute++) {
      Start start = known.at(NOON.plus(Duration.ofMinutes(minute)));
      told += start.told() ? 1 : 0;
      known = start.next();
    }
    assertThat(told).isEqualTo(6);
  }

  @Test
  void a_clock_that_was_set_back_keeps_nobody_silent() {
    assertThat(Starts.NONE.at(NOON).next().at(NOON.minusSeconds(60)).told()).isTrue();
  }
}

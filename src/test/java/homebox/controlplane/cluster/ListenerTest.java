package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who lives, whatever the database's clock says. */
class ListenerTest {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Listener listener = new Listener();
  private Instant seen = Instant.parse("2026-02-16T12:00:00Z");
  private long nanos = 7;

  private static Node node(String run, Instant seen, boolean live) {
    return new Node(
        "barn",
        run,
        "host",
        Optional.empty(),
        "1",
        Optional.empty(),
        Instant.EPOCH,
        seen,
        live,
        Optional.empty(),
        false);
  }

  /** As the database counts it, and as it is heard. */
  private boolean hears(boolean live) {
    return listener.hear(List.of(node("run", seen, live)), nanos).get(0).live();
  }

  /** That much time goes by in looks, each of which finds that. */
  private boolean listens(Duration time, boolean live) {
    boolean last = false;
    for (long end = nanos + time.toNanos(); nanos < end; ) {
      nanos += LOOK.toNanos();
      last = hears(live);
    }
    return last;
  }

  @Test
  void who_beats_lives() {
    for (int beat = 0; beat < 10; beat++) {
      seen = seen.plus(Membership.BEAT);
      assertThat(listens(Membership.BEAT, true)).isTrue();
    }
  }

  @Test
  void whom_the_database_does_not_hear_any_more_is_gone_at_once() {
    hears(true);
    assertThat(listens(Membership.GONE.minus(LOOK), true)).isTrue();
    assertThat(listens(LOOK, false)).isFalse();
  }

  @Test
  void a_database_whose_clock_is_set_ahead_makes_nobody_silent() {
    hears(true);
    assertThat(listens(Membership.BEAT, false)).isTrue();
    seen = seen.plus(Duration.ofMinutes(10));
    assertThat(hears(true)).isTrue();
  }

  @Test
  void who_dies_as_it_is_set_ahead_is_gone_soon() {
    hears(true);
    assertThat(listens(Listener.ENOUGH.minus(LOOK), false)).isTrue();
    assertThat(listens(LOOK, false)).isFalse();
  }

  @Test
  void who_dies_before_a_database_whose_clock_is_set_back_is_gone_when_it_was_silent() {
    hears(true);
    assertThat(listens(Membership.GONE.minus(LOOK), true)).isTrue();
    assertThat(listens(LOOK, true)).isFalse();
  }

  @Test
  void a_sign_from_an_earlier_time_is_one_too() {
    hears(true);
    listens(Membership.GONE.minus(LOOK), true);
    seen = seen.minus(Duration.ofMinutes(10));
    assertThat(listens(Membership.BEAT, true)).isTrue();
  }

  @Test
  void who_was_silent_before_the_first_look_is_gone() {
    assertThat(hears(false)).isFalse();
    seen = seen.plus(Membership.BEAT);
    assertThat(hears(true)).isTrue();
  }

  @Test
  void who_stood_still_has_not_listened() {
    hears(true);
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(hears(false)).isTrue();
    assertThat(listens(Listener.ENOUGH.minus(Membership.BEAT), false)).isFalse();
  }

  @Test
  void a_new_life_under_the_same_name_is_another_one() {
    hears(true);
    Node next = node("another run", seen, true);
    listens(Membership.GONE, true);
    assertThat(listener.hear(List.of(next), nanos).get(0).live()).isTrue();
  }
}

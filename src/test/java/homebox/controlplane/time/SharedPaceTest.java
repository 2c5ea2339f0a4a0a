package homebox.controlplane.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import homebox.controlplane.testkit.CaughtLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A host's own clock, the truth, and what is made of the two. */
class SharedPaceTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
  private static final Duration WRONG = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofHours(2);

  private final HandPace own = new HandPace(NOON);
  private Duration wrong = Duration.ZERO;
  private final SharedPace pace = new SharedPace(own);

  /** Somebody sets the clock of this host; the truth stays where it is. */
  private void set(Duration by) {
    own.step(by);
    wrong = wrong.plus(by);
  }

  private Instant truth() {
    return own.instant().minus(wrong);
  }

  /** The database answers after that time, and looked at its clock in the middle of it. */
  private void ask(Duration took) {
    Consumer<Instant> answer = pace.asking();
    own.advance(took.dividedBy(2));
    Instant then = truth();
    own.advance(took.dividedBy(2));
    answer.accept(then);
  }

  private void isRight(Duration to) {
    assertThat(pace.instant()).isCloseTo(truth(), within(to.toMillis(), ChronoUnit.MILLIS));
  }

  @Test
  void until_the_database_was_asked_it_is_the_own_clock() {
    set(WRONG);
    assertThat(new SharedPace(own).instant()).isEqualTo(own.instant());
  }

  @Test
  void a_clock_that_is_right_to_a_second_stays() {
    set(Duration.ofMillis(-900));
    ask(Duration.ofMillis(4));
    assertThat(pace.instant()).isEqualTo(own.instant());
  }

  @Test
  void a_clock_that_is_wrong_from_the_start_is_led() {
    for (Duration by : new Duration[] {WRONG, WRONG.multipliedBy(-2)}) {
      set(by);
      ask(Duration.ofMillis(4));
      isRight(Duration.ofMillis(2));
      own.advance(LONG);
      isRight(Duration.ofMillis(2));
    }
  }

  @Test
  void a_database_that_answers_late_is_believed_as_far_as_one_can() {
    set(WRONG);
    ask(Duration.ofSeconds(5));
    isRight(Duration.ofMillis(2500));
    ask(Duration.ofMillis(4));
    isRight(SharedPace.AGREED);
  }

  @Test
  void a_late_answer_is_no_reason_to_leave_a_clock_that_may_be_right() {
    Consumer<Instant> answer = pace.asking();
    Instant asked = truth();
    own.advance(Duration.ofSeconds(30));
    answer.accept(asked);
    assertThat(pace.instant()).isEqualTo(own.instant());
  }

  @Test
  void who_sets_the_own_clock_is_not_followed_even_while_the_database_is_away() {
    ask(Duration.ofMillis(4));
    for (Duration by : new Duration[] {WRONG, LONG.negated(), Duration.ofSeconds(3)}) {
      own.advance(LONG);
      set(by);
      isRight(Duration.ofMillis(1));
      own.advance(LONG);
      isRight(Duration.ofMillis(1));
    }
  }

  @Test
  void a_clock_that_is_set_right_is_the_own_one_again() {
    set(WRONG);
    ask(Duration.ofMillis(4));
    set(WRONG.negated());
    ask(Duration.ofMillis(4));
    isRight(Duration.ofMillis(2));
  }

  @Test
  void a_sleep_is_time_that_has_passed() {
    set(WRONG);
    ask(Duration.ofMillis(4));
    own.sleep(LONG);
    isRight(Duration.ofMillis(2));
  }

  @Test
  void an_answer_that_was_slept_over_is_an_old_one() {
    Consumer<Instant> answer = pace.asking();
    Instant asked = truth();
    own.sleep(LONG);
    answer.accept(asked);
    assertThat(pace.instant()).isEqualTo(own.instant());
  }

  @Test
  void a_clock_that_was_set_while_the_database_was_asked_is_led_as_well() {
    Consumer<Instant> answer = pace.asking();
    Instant asked = truth();
    set(WRONG);
    answer.accept(asked);
    isRight(Duration.ofMillis(1));
  }

  @Test
  void when_the_database_is_another_one_its_clock_holds() {
    ask(Duration.ofMillis(4));
    wrong = WRONG;
    ask(Duration.ofMillis(4));
    isRight(Duration.ofMillis(2));
  }

  /** Otherwise the wall clock would jump by as much each time that it is asked. */
  @Test
  void what_is_known_to_a_millisecond_does_not_tremble() {
    set(WRONG);
    ask(Duration.ofMillis(4));
    Duration found = Duration.between(own.instant(), pace.instant());
    for (int beat = 0; beat < 100; beat++) {
      own.advance(Duration.ofSeconds(2));
      ask(Duration.ofMillis(beat * 10));
      assertThat(Duration.between(own.instant(), pace.instant())).isEqualTo(found);
    }
  }

  @Test
  void it_says_once_that_a_clock_is_wrong_and_that_it_is_right_again() {
    try (var log = new CaughtLog()) {
      set(WRONG);
      pace.instant();
      ask(Duration.ofMillis(4));
      ask(Duration.ofMillis(4));
      assertThat(log.text().lines())
          .singleElement()
          .asString()
          .startsWith("the clock of this host is 600 s ahead of that of the database");
      set(WRONG.negated());
      pace.instant();
      assertThat(log.text().lines())
          .hasSize(2)
          .last()
          .isEqualTo("the clock of this host and that of the database agree again");
      set(WRONG.negated());
      ask(Duration.ofMillis(4));
      assertThat(log.text()).contains("600 s behind that of the database");
    }
  }

  @Test
  void waiting_has_nothing_to_do_with_it() {
    set(WRONG);
    ask(Duration.ofMillis(4));
    boolean[] called = new boolean[1];
    pace.after(Duration.ofSeconds(1), () -> called[0] = true);
    own.advance(Duration.ofSeconds(1));
    assertThat(called[0]).isTrue();
    assertThat(pace.nanos()).isEqualTo(own.nanos());
    assertThat(pace.sinceBootMillis()).isEqualTo(own.sinceBootMillis());
  }

  /** On which no two clocks can be read at once. */
  @Test
  void a_machine_that_is_always_slow_is_not_waited_for_for_ever() {
    var slow =
        new Pace() {
          @Override
          public Instant instant() {
            return own.instant();
          }

          @Override
          public long nanos() {
            own.advance(Duration.ofSeconds(1));
            return own.nanos();
          }

          @Override
          public long sinceBootMillis() {
            return own.sinceBootMillis();
          }

          @Override
          public Timer after(Duration delay, Runnable task) {
            return own.after(delay, task);
          }
        };
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Instant now = new SharedPace(slow).instant();
          assertThat(now).isBetween(NOON, own.instant());
        });
  }
}

package homebox.controlplane.check;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Thousands of loops in time that moves by hand: who was asked when, to the millisecond. */
class ManyLoopsTest {
  private static final Instant START = Instant.parse("2026-03-28T22:00:00.123Z");

  /** Between the moment that was planned and the question lie a few turns of the event loop. */
  private static final long PUNCTUAL = 5;

  /** Until half a second after a sleep nobody knows of it; the slowest here takes 3 s, twice. */
  private static final long AFTERMATH = 500 + 3_000 + Schedule.FIRST_WITHIN_MILLIS + 3_500;

  /**
   * A pause and what it leaves behind: rounds in it are missed, answers discarded and asked again.
   * Times in ms by the clock that never steps.
   */
  private record Unrest(long from, long until) {
    boolean holds(long at) {
      return from - PUNCTUAL <= at && at <= until;
    }
  }

  private final HandPace pace = new HandPace(START);
  private final List<Gap> gaps = new ArrayList<>();
  private final Desk desk = new Desk(pace, new Places(512, pace), new PauseWatch(pace, gaps::add));
  private final List<Diary> diaries = new ArrayList<>();
  private final List<Unrest> unrests = new ArrayList<>();

  private long now() {
    return pace.nanos() / 1_000_000;
  }

  private void start(int services, List<Duration> intervals, List<Duration> takes) {
    desk.open();
    for (int n = 0; n < services; n++) {
      Duration interval = intervals.get(n % intervals.size());
      Duration each = takes.get(n / intervals.size() % takes.size());
      var diary = new Diary(pace, "s" + n, interval, each);
      diaries.add(diary);
      new CheckLoop(
              CheckLoopTest.service(diary.id, interval, 2, 1),
              diary,
              desk,
              task -> pace.after(Duration.ZERO, task),
              result -> {})
          .start(Level.UP);
    }
  }

  private void unrest(Runnable pause) {
    long from = now();
    pause.run();
    unrests.add(new Unrest(from, now() + AFTERMATH));
  }

  private boolean calm(long at) {
    return unrests.stream().noneMatch(unrest -> unrest.holds(at));
  }

  /** In every round that no pause touched: once, and at its moment. */
  private void eachWasAskedInItsPhase() {
    for (Diary diary : diaries) {
      long interval = diary.interval.toMillis();
      long phase = new Schedule(diary.id, diary.interval).next(0) - START.toEpochMilli();
      long first = diary.asked.get(0);
      long settled = first + diary.takes.toMillis() + PUNCTUAL;
      assertThat(first).as("first of %s", diary.id).isBetween(0L, 5_000 + PUNCTUAL);
      assertThat(diary.mostAtOnce).as("%s at once", diary.id).isEqualTo(1);
      LongPredicate told = at -> at > settled && at < now() - PUNCTUAL && calm(at);
      List<Long> rounds =
          diary.asked.stream()
              .filter(at -> at > settled && calm(at))
              .map(at -> moment(diary, at, phase))
              .filter(told::test)
              .toList();
      List<Long> due =
          LongStream.iterate(Math.floorMod(phase, interval), at -> at + interval)
              .takeWhile(at -> at < now())
              .filter(told)
              .boxed()
              .toList();
      assertThat(rounds).as("rounds of %s", diary.id).hasSizeBetween(1, due.size());
      assertThat(due.stream().filter(not(new HashSet<>(rounds)::contains)))
          .as("missed by %s", diary.id)
          .isEmpty();
      noBacklog(diary);
    }
  }

  /** The moment of its phase to which a question belongs. */
  private static long moment(Diary diary, long at, long phase) {
    long late = Math.floorMod(at - phase, diary.interval.toMillis());
    if (late >= PUNCTUAL) { // a million times: too often for words
      throw new AssertionError(diary.id + " was asked " + late + " ms late at " + at);
    }
    return at - late;
  }

  /** The late one, the one that is asked again, and perhaps the next regular one. */
  private void noBacklog(Diary diary) {
    for (Unrest unrest : unrests) {
      assertThat(diary.asked.stream().filter(at -> at > unrest.from && at <= unrest.until))
          .as("%s after the pause at %d", diary.id, unrest.from)
          .hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void a_thousand_through_a_night_of_pauses_and_a_clock_that_is_set() {
    start(
        1_000,
        List.of(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5)),
        List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(3)));
    pace.advance(Duration.ofMinutes(61));
    pace.step(Duration.ofHours(1));
    pace.advance(Duration.ofMinutes(59));
    unrest(() -> pace.freeze(Duration.ofSeconds(90)));
    pace.advance(Duration.ofMinutes(63));
    pace.step(Duration.ofHours(-1));
    pace.advance(Duration.ofMinutes(60));
    unrest(() -> pace.sleep(Duration.ofHours(3)));
    pace.advance(Duration.ofMinutes(62));
    unrest(() -> pace.freeze(Duration.ofMinutes(11)));
    pace.step(Duration.ofHours(-1));
    pace.advance(Duration.ofHours(2));
    eachWasAskedInItsPhase();
    assertThat(gaps)
        .extracting(Gap::kind)
        .containsExactly(
            Gap.Kind.CLOCK_STEP,
            Gap.Kind.PAUSE,
            Gap.Kind.CLOCK_STEP,
            Gap.Kind.SLEEP,
            Gap.Kind.PAUSE,
            Gap.Kind.CLOCK_STEP);
    assertThat(desk.lag().lag().maxMillis()).isLessThan(PUNCTUAL);
    assertThat(desk.lag().lag().skipped()).isZero();
  }

  @Test
  void ten_thousand_through_ten_minutes() {
    start(
        10_000,
        List.of(Duration.ofSeconds(10)),
        List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(300)));
    pace.advance(Duration.ofMinutes(4));
    pace.step(Duration.ofHours(1));
    pace.advance(Duration.ofMinutes(3));
    pace.step(Duration.ofHours(-1));
    pace.advance(Duration.ofMinutes(3));
    eachWasAskedInItsPhase();
    assertThat(diaries).allMatch(diary -> diary.asked.size() >= 60 && diary.asked.size() <= 61);
    assertThat(desk.lag().lag().maxMillis()).isLessThan(PUNCTUAL);
    assertThat(desk.lag().lag().skipped()).isZero();
  }
}

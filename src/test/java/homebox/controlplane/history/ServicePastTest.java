package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.Known.Absences;
import homebox.controlplane.history.ServicePast.Memory;
import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of a service while it is heard. */
class ServicePastTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  private final HandPace pace = new HandPace(NOON);
  private final Past past = new Past(pace, ZoneOffset.UTC);

  private void read(Map<Long, Integer> slow) {
    read(Patience.USUAL, slow, List.of());
  }

  private void read(Patience patience, Map<Long, Integer> slow, List<Silence.Between> gaps) {
    long watched = NOON.minus(Duration.ofHours(1)).toEpochMilli();
    long closed = NOON.minus(Duration.ofHours(1)).toEpochMilli();
    var known = new Known(1, "box", watched, patience, Absences.NONE, watched);
    Course fine = Course.all(TimeKind.UNWATCHED, closed - Hours.HOUR, closed);
    past.remember(
        past.horizon(), List.of(new Memory(known, fine, DayLine.EMPTY, slow, null, gaps)));
    past.ready(true);
  }

  private int slowToday() {
    return past.days("box").get(Past.DAYS - 1).slow();
  }

  @Test
  void slow_answers_that_are_heard_while_the_past_is_read_are_not_forgotten() {
    past.of("box").hear(NOON.toEpochMilli(), true);
    past.of("box").hear(NOON.toEpochMilli() + 1_000, true);
    pace.advance(Duration.ofSeconds(10));

    read(Map.of());

    assertThat(slowToday()).isEqualTo(2);
  }

  @Test
  void those_that_were_written_by_then_count_once() {
    past.of("box").hear(NOON.toEpochMilli(), true);
    pace.advance(Duration.ofSeconds(10));
    long before = NOON.minus(Duration.ofMinutes(30)).toEpochMilli();

    read(Map.of(NOON.toEpochMilli(), 1, before, 3));

    assertThat(slowToday()).isEqualTo(4);
  }

  /**
   * What is configured was noted after the notes had been read, and answered before the answers.
   */
  @Test
  void a_longer_interval_that_comes_while_the_past_is_read_makes_no_gap() {
    long noon = NOON.toEpochMilli();
    past.of("box").hear(noon, false);
    past.of("box").patient(noon, 205_000);
    past.of("box").hear(noon + 150_000, false);
    pace.advance(Duration.ofSeconds(150));

    read(Patience.of(25_000), Map.of(), List.of(new Silence.Between(noon, noon + 150_000)));

    assertThat(past.course("box", noon, past.now()).amounts(noon, past.now()).unknown()).isZero();
  }

  @Test
  void what_was_too_long_by_what_holds_is_a_gap() {
    long noon = NOON.toEpochMilli();
    pace.advance(Duration.ofSeconds(150));

    read(Patience.of(25_000), Map.of(), List.of(new Silence.Between(noon, noon + 150_000)));

    assertThat(past.course("box", noon, past.now()).amounts(noon, past.now()).unknown())
        .isEqualTo(150_000);
  }
}

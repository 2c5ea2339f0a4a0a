package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final long NOW = 1_790_000_000_123L;

  @Property
  void the_next_round_is_the_smallest_of_its_phase_that_lies_ahead(
      @ForAll @LongRange(min = 100, max = 86_400_000) long interval,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long now) {
    var schedule = new Schedule("box", Duration.ofMillis(interval));
    long next = schedule.next(now);
    assertThat(next).isGreaterThan(now).isLessThanOrEqualTo(now + interval);
    assertThat(schedule.next(next)).isEqualTo(next + interval);
    assertThat(schedule.next(next - 1)).isEqualTo(next);
  }

  /** Another host, another version: whoever changes these moves every service to other times. */
  @ParameterizedTest
  @CsvSource({
    "nas,         30000,    1790000001874, 1874",
    "homebox,     300000,   1790000181837, 1837",
    "neron,       300000,   1790000205884, 884",
    "la-maison-é, 86400000, 1790005539541, 4541"
  })
  void every_process_finds_the_same_times(String id, long interval, long next, long turn) {
    var schedule = new Schedule(id, Duration.ofMillis(interval));
    assertThat(schedule.next(NOW)).isEqualTo(next);
    assertThat(schedule.first(NOW)).isEqualTo(NOW + turn);
    assertThat(schedule.turnMillis()).isEqualTo(turn);
  }

  @Test
  void first_checks_of_a_thousand_are_spread_over_five_seconds() {
    int[] tenths = new int[50];
    IntStream.range(0, 1_000)
        .mapToObj(n -> new Schedule("service-" + n, Duration.ofMinutes(5)))
        .forEach(schedule -> tenths[(int) ((schedule.first(NOW) - NOW) / 100)]++);
    assertThat(java.util.Arrays.stream(tenths).boxed())
        .allMatch(count -> count >= 4 && count <= 45);
  }

  @Test
  void rounds_of_a_thousand_are_spread_over_the_interval() {
    int[] slots = new int[60];
    IntStream.range(0, 1_000)
        .mapToObj(n -> new Schedule("s" + n, Duration.ofSeconds(60)))
        .forEach(schedule -> slots[(int) ((schedule.next(NOW) - NOW - 1) / 1_000)]++);
    assertThat(java.util.Arrays.stream(slots).boxed()).allMatch(count -> count >= 3 && count <= 40);
  }

  @Test
  void a_short_interval_begins_within_itself() {
    assertThat(new Schedule("box", Duration.ofMillis(100)).first(NOW) - NOW).isBetween(0L, 99L);
  }
}

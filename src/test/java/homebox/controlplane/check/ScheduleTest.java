package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

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

  @Test
  void two_processes_agree() {
    assertThat(new Schedule("nas", Duration.ofSeconds(30)).next(NOW))
        .isEqualTo(new Schedule("nas", Duration.ofSeconds(30)).next(NOW));
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

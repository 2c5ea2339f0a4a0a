package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final long DAY = 86_400_000;

  @Property(tries = 300, edgeCases = EdgeCasesMode.MIXIN)
  void every_percentile_is_near_the_one_of_the_sorted_list(
      @ForAll @NotEmpty @Size(max = 300) List<@LongRange(max = DAY) Long> times) {
    var latencies = new Latencies();
    times.forEach(time -> latencies.add(time, 1));
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertThat((double) latencies.percentile(share).orElseThrow())
          .as("p%s of %s", share, Arrays.toString(sorted))
          .isCloseTo(exact, within(exact < 64 ? 0 : exact / 64.0 + 0.5));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.MIXIN)
  void a_sum_of_histograms_is_the_histogram_of_all(
      @ForAll @Size(max = 100) List<@LongRange(max = DAY) Long> some,
      @ForAll @Size(max = 100) List<@LongRange(max = DAY) Long> others) {
    var all = new Latencies();
    var first = new Latencies();
    var second = new Latencies();
    some.forEach(time -> all.add(time, 1));
    some.forEach(time -> first.add(time, 1));
    others.forEach(time -> all.add(time, 1));
    others.forEach(time -> second.add(time, 1));
    var copy = Latencies.of(first.toBytes());
    copy.add(second);
    first.add(second.toBytes());
    assertThat(first.toBytes()).isEqualTo(all.toBytes());
    assertThat(copy.toBytes()).isEqualTo(all.toBytes());
    assertThat(Latencies.of(all.toBytes()).count()).isEqualTo(some.size() + others.size());
  }

  @Test
  void an_hour_of_equal_times_is_a_few_bytes() {
    var latencies = new Latencies();
    latencies.add(42, 360);
    assertThat(latencies.toBytes()).hasSize(3);
    assertThat(latencies.percentile(0.99)).hasValue(42);
    assertThat(new Latencies().percentile(0.5)).isEmpty();
    assertThat(Latencies.of(null).count()).isZero();
  }
}

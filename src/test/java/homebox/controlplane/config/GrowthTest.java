package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GrowthTest {
  /** Compares each of so many with each. */
  private static Supplier<Integer> square(int count) {
    return () -> {
      int same = 0;
      for (int one = 0; one < count; one++) {
        for (int other = 0; other < count; other++) {
          same += Integer.toString(one).hashCode() == other ? 1 : 0;
        }
      }
      return same;
    };
  }

  private static Supplier<Integer> line(int count) {
    return () -> {
      int sum = 0;
      for (int each = 0; each < count; each++) {
        sum += Integer.toString(each).hashCode();
      }
      return sum;
    };
  }

  @Test
  void who_compares_each_with_each_is_found_out() {
    assertThatThrownBy(() -> Growth.isEven(square(200), square(2_000)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("where a tenth of it takes");
  }

  @Test
  void who_looks_at_each_once_is_not() {
    Growth.isEven(line(50_000), line(500_000));
  }
}

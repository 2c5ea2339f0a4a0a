package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DayLineTest {
  private static final long DAY = 24 * Hours.HOUR;

  /** Of any lengths: days of 23 and 25 hours, and those of a zone that left one out. */
  @Provide
  Arbitrary<Map<Long, Day>> lives() {
    Arbitrary<Long> length =
        Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(0, DAY));
    Arbitrary<Amounts> amounts =
        Combinators.combine(length, length, length, length, length).as(Amounts::new);
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 100_000);
    Arbitrary<Day> day = Combinators.combine(amounts, count, count).as(Day::new);
    return Arbitraries.maps(Arbitraries.longs().between(1, 40_000), day).ofMaxSize(40);
  }

  private static TreeMap<Long, Day> days(DayLine line) {
    return days(line, 0);
  }

  private static TreeMap<Long, Day> days(DayLine line, long first) {
    var days = new TreeMap<Long, Day>();
    line.each(first, days::put);
    return days;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatever_was_said_is_there(@ForAll("lives") Map<Long, Day> life) {
    DayLine line = DayLine.EMPTY;
    for (Map.Entry<Long, Day> day : life.entrySet()) { // in any order
      line = line.with(day.getKey(), day.getValue(), 0);
    }
    assertThat(days(line)).isEqualTo(new TreeMap<>(life));
    var inOrder = new DayLine.Builder();
    new TreeMap<>(life).forEach(inOrder::add);
    assertThat(days(inOrder.line())).isEqualTo(new TreeMap<>(life));
    for (long first : life.keySet()) {
      assertThat(days(line, first)).isEqualTo(new TreeMap<>(life).tailMap(first));
      assertThat(days(line, first + 1)).isEqualTo(new TreeMap<>(life).tailMap(first + 1));
    }
    assertThat(days(line.with(50_000, null, 20_000)))
        .isEqualTo(new TreeMap<>(new TreeMap<>(life).tailMap(20_000L)));
  }

  @Test
  void a_usual_day_is_a_few_bytes() {
    var line = new DayLine.Builder();
    line.add(20_000, new Day(new Amounts(DAY - 20_000, 0, 20_000, 0, 0), 0, 0)); // we restarted
    int first = line.line().size();
    line.add(20_001, new Day(new Amounts(DAY - 900_000, 900_000, 0, 0, 0), 0, 2));
    assertThat(first).isEqualTo(7);
    assertThat(line.line().size()).isEqualTo(first + 6);
  }

  @Test
  void a_day_of_which_nothing_is_said_any_more_is_gone() {
    DayLine line = DayLine.EMPTY.with(7, new Day(Amounts.NONE, 0, 1), 0);
    assertThat(days(line)).hasSize(1);
    assertThat(line.with(7, null, 0).size()).isZero();
  }
}

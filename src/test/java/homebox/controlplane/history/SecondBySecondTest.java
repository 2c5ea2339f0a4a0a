package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.Known.Absences;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is told of a stretch of time, against a model that goes through it second by second. */
class SecondBySecondTest {
  private static final int LENGTH = 400;
  private static final long SECOND = 1_000;

  /** Seconds from {@code from} to {@code until}, which is not included. */
  private record Stretch(int from, int until) {
    boolean has(int second) {
      return second >= from && second < until;
    }
  }

  /** A service's life; from {@code change} on another patience holds. */
  private record Life(
      TreeSet<Integer> answers,
      List<Stretch> outages,
      List<Stretch> stops,
      List<Stretch> maintenance,
      List<Stretch> paused,
      int patience,
      int change,
      int laterPatience) {}

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void every_second_is_what_the_model_says(@ForAll("lives") Life life) {
    Course course = course(life, 0, LENGTH);
    long[] expected = new long[TimeKind.values().length];
    for (int second = 0; second < LENGTH; second++) {
      TimeKind kind = model(life, second);
      expected[kind.ordinal()] += SECOND;
      Amounts one = course.amounts(second * SECOND, (second + 1) * SECOND);
      if (!one.equals(only(kind))) {
        assertThat(one).as("second %d of %s", second, life).isEqualTo(only(kind));
      }
    }
    assertThat(course.amounts())
        .isEqualTo(new Amounts(expected[5], expected[4], expected[3], expected[2], expected[1]));
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void a_stretch_is_the_sum_of_its_parts(@ForAll("lives") Life life, @ForAll("cuts") int cut) {
    Course whole = course(life, 0, LENGTH);
    Course first = course(life, 0, cut);
    Course second = course(life, cut, LENGTH);
    assertThat(first.amounts().plus(second.amounts())).isEqualTo(whole.amounts());
    assertThat(first.with(second)).isEqualTo(whole);
    assertThat(second.with(first)).isEqualTo(whole);
    assertThat(whole.with(second).with(first)).isEqualTo(whole);
    assertThat(whole.within(3 * cut / 10 + 10).amounts()).isEqualTo(whole.amounts());
    assertThat(Course.of(whole.toBytes(), 0)).isEqualTo(whole);
  }

  /** The sentence of design.md §8, as it stands there. */
  private static TimeKind model(Life life, int second) {
    if (life.answers().isEmpty() || second < life.answers().first()) {
      return TimeKind.UNWATCHED;
    }
    if (any(life.paused(), second)) {
      return TimeKind.PAUSED;
    }
    if (any(life.maintenance(), second)) {
      return TimeKind.MAINTENANCE;
    }
    if (any(life.stops(), second) || silent(life, second)) {
      return TimeKind.UNKNOWN;
    }
    return any(life.outages(), second) ? TimeKind.DOWN : TimeKind.UP;
  }

  private static boolean silent(Life life, int second) {
    int before = life.answers().floor(second);
    Integer after = life.answers().higher(second);
    int next = after == null ? LENGTH : after;
    int patience = before < life.change() ? life.patience() : life.laterPatience();
    if (before < life.change() && life.change() <= next) {
      patience = Math.max(life.patience(), life.laterPatience());
    }
    return next - before > patience;
  }

  private static boolean any(List<Stretch> stretches, int second) {
    return stretches.stream().anyMatch(stretch -> stretch.has(second));
  }

  private static Course course(Life life, int from, int until) {
    long[] answers = life.answers().stream().mapToLong(second -> second * SECOND).toArray();
    Patience patience =
        Patience.of(life.patience() * SECOND)
            .then(life.change() * SECOND, life.laterPatience() * SECOND);
    var absences =
        new Absences(
            spans(life.paused()),
            spans(life.maintenance()),
            spans(life.stops()),
            spans(life.outages()));
    Spans silences = Silence.among(answers, patience, LENGTH * SECOND);
    long watchedFrom = answers.length == 0 ? Spans.OPEN : answers[0];
    return absences.with(watchedFrom, silences).course(from * SECOND, until * SECOND);
  }

  private static Spans spans(List<Stretch> stretches) {
    return Spans.of(
        stretches.stream()
            .flatMapToLong(each -> LongStream.of(each.from() * SECOND, each.until() * SECOND))
            .toArray());
  }

  private static Amounts only(TimeKind kind) {
    return switch (kind) {
      case UNWATCHED -> Amounts.NONE;
      case PAUSED -> new Amounts(0, 0, 0, 0, SECOND);
      case MAINTENANCE -> new Amounts(0, 0, 0, SECOND, 0);
      case UNKNOWN -> new Amounts(0, 0, SECOND, 0, 0);
      case DOWN -> new Amounts(0, SECOND, 0, 0, 0);
      case UP -> new Amounts(SECOND, 0, 0, 0, 0);
    };
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(1, LENGTH - 1);
  }

  @Provide
  Arbitrary<Life> lives() {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(0, LENGTH - 1);
    Arbitrary<TreeSet<Integer>> answers =
        seconds.list().ofMaxSize(80).map(list -> new TreeSet<>(list));
    Arbitrary<List<Stretch>> stretches =
        Combinators.combine(seconds, Arbitraries.integers().between(0, 120))
            .as((from, length) -> new Stretch(from, from + length))
            .list()
            .ofMaxSize(4);
    Arbitrary<Integer> patience = Arbitraries.integers().between(1, 60);
    return Combinators.combine(
            answers, stretches, stretches, stretches, stretches, patience, seconds, patience)
        .as(Life::new);
  }
}

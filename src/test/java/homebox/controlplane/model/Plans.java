package homebox.controlplane.model;

import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.model.Plan.Step;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Any plan. */
final class Plans {
  static final List<String> SERVICES = List.of("box", "nas", "tv");

  private Plans() {}

  static Arbitrary<Plan> any() {
    Arbitrary<Duration> groupWait = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(3));
    Arbitrary<List<Step>> steps =
        step().list().ofMaxSize(24).withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(groupWait, steps).as(Plan::new);
  }

  private static Arbitrary<Step> step() {
    return Arbitraries.frequencyOf(
        Tuple.of(24, answers()),
        Tuple.of(6, seconds(1, 120).map(Plan.Pass::new)),
        Tuple.of(1, seconds(3_600, 18_000).map(Plan.Pass::new)),
        Tuple.of(6, mood()),
        Tuple.of(3, seconds(1, 40).map(Plan.Hang::new)),
        Tuple.of(1, lock().map(Plan.Lock::new)),
        Tuple.of(5, death()),
        Tuple.of(2, seconds(1, 20).map(Plan.Restart::new)));
  }

  private static Arbitrary<Step> answers() {
    Arbitrary<String> letters =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("g", "ff", "ss", "ffg", "ffs")),
            Tuple.of(1, Arbitraries.strings().withChars("gsf").ofMinLength(1).ofMaxLength(5)));
    return Combinators.combine(Arbitraries.of(SERVICES), letters).as(Plan.Answers::new);
  }

  private static Arbitrary<Step> mood() {
    Arbitrary<Reply> reply =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Reply.SENT)), Tuple.of(4, Arbitraries.of(Reply.class)));
    return reply.list().ofMinSize(1).ofMaxSize(4).map(Plan.Mood::new);
  }

  private static Arbitrary<Step> death() {
    Arbitrary<Integer> pieces = Arbitraries.integers().between(0, 60);
    return Combinators.combine(pieces, seconds(1, 20), pieces.optional(0.2)).as(Plan.Death::new);
  }

  /** Few: while it lasts, each try of ours to write takes half a second of real time. */
  private static Arbitrary<Duration> lock() {
    return Arbitraries.of(2, 7, 12).map(Duration::ofSeconds);
  }

  private static Arbitrary<Duration> seconds(int least, int most) {
    return Arbitraries.integers().between(least, most).map(Duration::ofSeconds);
  }
}

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
  /** One that goes up and down is soon restless. */
  private static final String RESTLESS = "ffgffgffgffgffgffg";

  static final List<String> SERVICES = List.of("box", "nas", "tv");

  private Plans() {}

  static Arbitrary<Plan> any() {
    Arbitrary<Duration> groupWait = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(3));
    Arbitrary<List<Step>> steps =
        step().list().ofMaxSize(24).withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(groupWait, steps).as(Plan::new);
  }

  /** In a house in which anything may stand against telling. */
  static Arbitrary<Plan> full() {
    Arbitrary<Duration> groupWait = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(3));
    Arbitrary<List<List<Step>>> steps =
        Arbitraries.frequencyOf(
                Tuple.of(4, fullStep().map(List::of)), Tuple.of(1, ending()), Tuple.of(1, ended()))
            .list()
            .ofMaxSize(24)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(groupWait, steps)
        .as((wait, all) -> new Plan(wait, true, all.stream().flatMap(List::stream).toList()));
  }

  /** What stands against telling ends by itself while one answer after the other comes. */
  private static Arbitrary<List<Step>> ending() {
    return Combinators.combine(
            Arbitraries.of(SERVICES),
            Arbitraries.of(Plan.What.MUTE, Plan.What.WORK),
            seconds(1, 5),
            Arbitraries.of("ffff", "ffFFFF", "ssss", "ffgff", "fffffg"))
        .as(
            (service, what, length, letters) ->
                List.of(new Plan.Wish(what, service, length), new Plan.Answers(service, letters)));
  }

  /** It is ended while a question is on its way. */
  private static Arbitrary<List<Step>> ended() {
    return Combinators.combine(
            Arbitraries.of(SERVICES),
            Arbitraries.of(
                List.of(Plan.What.MUTE, Plan.What.UNMUTE),
                List.of(Plan.What.WORK, Plan.What.CALL_OFF),
                List.of(Plan.What.MUTE, Plan.What.PAUSE)),
            Arbitraries.of("f", "ff", "ffg"),
            Arbitraries.of('f', 's', 'g'))
        .as(
            (service, whats, letters, last) ->
                List.of(
                    new Plan.Wish(whats.get(0), service, Duration.ofSeconds(40)),
                    new Plan.Answers(service, letters),
                    new Plan.Meanwhile(
                        service, last, new Plan.Wish(whats.get(1), service, Duration.ZERO)),
                    new Plan.Answers(service, "f")));
  }

  private static Arbitrary<Step> fullStep() {
    return Arbitraries.frequencyOf(
        Tuple.of(24, answers("gsfGSF", "g", "ff", "ffF", "ffg", "ffs", "fF", "FFFF", RESTLESS)),
        Tuple.of(6, seconds(1, 120).map(Plan.Pass::new)),
        Tuple.of(1, seconds(600, 5_400).map(Plan.Pass::new)),
        Tuple.of(16, wish()),
        Tuple.of(3, Arbitraries.of(true, false).map(Plan.Network::new)),
        Tuple.of(3, watch()),
        Tuple.of(3, mood()),
        Tuple.of(1, seconds(1, 40).map(Plan.Hang::new)),
        Tuple.of(1, lock().map(Plan.Lock::new)),
        Tuple.of(2, death()),
        Tuple.of(3, seconds(1, 20).map(Plan.Restart::new)));
  }

  private static Arbitrary<Step> wish() {
    return Combinators.combine(Arbitraries.of(Plan.What.class), Arbitraries.of(SERVICES), length())
        .as(Plan.Wish::new);
  }

  /** Most end while the next answers are on their way. */
  private static Arbitrary<Duration> length() {
    return Arbitraries.oneOf(seconds(1, 5), seconds(1, 40));
  }

  private static Arbitrary<Step> watch() {
    return Combinators.combine(Arbitraries.of("box", "tv"), Arbitraries.of(true, false))
        .as(Plan.Watch::new);
  }

  private static Arbitrary<Step> step() {
    return Arbitraries.frequencyOf(
        Tuple.of(24, answers("gsf", "g", "ff", "ss", "ffg", "ffs")),
        Tuple.of(6, seconds(1, 120).map(Plan.Pass::new)),
        Tuple.of(1, seconds(3_600, 18_000).map(Plan.Pass::new)),
        Tuple.of(6, mood()),
        Tuple.of(3, seconds(1, 40).map(Plan.Hang::new)),
        Tuple.of(1, lock().map(Plan.Lock::new)),
        Tuple.of(5, death()),
        Tuple.of(2, seconds(1, 20).map(Plan.Restart::new)));
  }

  private static Arbitrary<Step> answers(String any, String... often) {
    Arbitrary<String> letters =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of(often)),
            Tuple.of(
                1,
                Arbitraries.strings().withChars(any.toCharArray()).ofMinLength(1).ofMaxLength(5)));
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

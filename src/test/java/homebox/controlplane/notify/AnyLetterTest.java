package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import homebox.controlplane.notify.Letter.Span;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever is told: the letter can be sent, and nobody is missing in it. */
class AnyLetterTest {
  private static final Pattern MORE =
      Pattern.compile("^(?:and (\\d+) more|et (\\d+) autres?)$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("⟪(\\d+)⟫");

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void it_can_be_sent(
      @ForAll("services") List<Part> parts,
      @ForAll("languages") Locale language,
      @ForAll @IntRange(min = 1, max = 5_000) int longest) {
    sendable(Composer.compose(parts, Cases.rules(language, longest)), longest);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void notices_of_ours_can_be_sent(
      @ForAll("own") Own own,
      @ForAll("languages") Locale language,
      @ForAll @IntRange(min = 1, max = 5_000) int longest) {
    Rules rules = new Rules(language, Cases.PARIS, longest, Optional.of("https://status.lan/"));
    sendable(Composer.compose(List.of(Part.of(own, "")), rules), longest);
  }

  private static void sendable(Letter letter, int longest) {
    String text = letter.text();
    assertThat(text.length()).isBetween(1, longest);
    int free = 0;
    for (Span span : letter.spans()) {
      assertThat(span.offset()).isGreaterThanOrEqualTo(free);
      assertThat(span.length()).isPositive();
      free = span.offset() + span.length();
      assertThat(free).isLessThanOrEqualTo(text.length());
      assertThat(splits(text, span.offset()) || splits(text, free)).isFalse();
    }
    assertThat(text.codePoints().filter(AnyLetterTest::half)).isEmpty();
  }

  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  private static boolean half(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void everybody_is_named_or_counted(
      @ForAll("services") List<Part> parts,
      @ForAll("languages") Locale language,
      @ForAll @IntRange(min = 300, max = 5_000) int longest) {
    String text = Composer.compose(parts, Cases.rules(language, longest)).text();
    Set<String> all = new HashSet<>();
    parts.forEach(part -> all.add(part.about()));
    assertThat(named(text).size() + counted(text)).isEqualTo(all.size());
  }

  private static Set<String> named(String text) {
    Set<String> names = new HashSet<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static int counted(String text) {
    int sum = 0;
    Matcher more = MORE.matcher(text);
    while (more.find()) {
      sum += Integer.parseInt(more.group(1) == null ? more.group(2) : more.group(1));
    }
    return sum;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void the_worst_is_named_first(
      @ForAll("services") List<Part> parts, @ForAll @IntRange(min = 300, max = 2_000) int longest) {
    Rules rules = Cases.rules(Locale.ENGLISH, longest);
    String text = Composer.compose(parts, rules).text();
    List<Entry> entries = Entry.of(parts);
    boolean down = entries.stream().anyMatch(entry -> entry.word() == Kind.ALERT);
    boolean slow = entries.stream().anyMatch(entry -> entry.word() == Kind.WARNING);
    String word = down ? " ALERT — " : slow ? " WARNING — " : " RECOVERY — ";
    assertThat(text.lines().findFirst().orElseThrow()).contains(word);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void what_fits_is_all_named(
      @ForAll("services") List<Part> parts, @ForAll @IntRange(min = 300, max = 4_096) int longest) {
    Rules rules = Cases.rules(Locale.ENGLISH, longest);
    int fits = Composer.fitting(parts, rules);
    assertThat(fits).isBetween(1, parts.size());
    assertThat(counted(Composer.compose(parts.subList(0, fits), rules).text())).isZero();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void silent_is_only_what_is_not_critical(@ForAll("services") List<Part> parts) {
    boolean critical = parts.stream().anyMatch(part -> ((Fact) part.matter()).critical());
    assertThat(Composer.compose(parts, Cases.EN).silent()).isEqualTo(!critical);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void no_change_cancels_another(@ForAll("services") List<Part> parts) {
    for (Entry entry : Entry.of(parts)) {
      List<Fact> facts = entry.facts().subList(0, Math.min(entry.facts().size(), 4));
      String story = Story.of(facts, new Speech(Locale.ENGLISH, Cases.PARIS));
      facts.forEach(fact -> assertThat(story.toUpperCase(Locale.ROOT)).contains(fact.level()));
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void facts_come_back_from_json(@ForAll("services") List<Part> parts) {
    for (Part part : parts) {
      Matter matter = part.matter();
      assertThat(FactJson.read(FactJson.write(matter))).isEqualTo(matter);
      assertThat(FactJson.read(stored(matter))).isEqualTo(matter);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void notices_of_ours_come_back_from_json(@ForAll("own") Own own) {
    assertThat(FactJson.read(FactJson.write(own))).isEqualTo(own);
    assertThat(FactJson.read(stored(own))).isEqualTo(own);
  }

  private static JsonObject stored(Matter matter) {
    return new JsonObject(FactJson.write(matter).encode());
  }

  @Provide
  Arbitrary<Locale> languages() {
    return Arbitraries.of(Locale.ENGLISH, Locale.FRENCH);
  }

  /** Some changes each of some services, whose names hold their number. */
  @Provide
  Arbitrary<List<Part>> services() {
    Arbitrary<List<Part>> some =
        Arbitraries.integers().between(0, 400).flatMap(number -> changes(number));
    return some.list().ofMinSize(1).ofMaxSize(90).map(AnyLetterTest::oneName);
  }

  /** The first name that a number is given is its name. */
  private static List<Part> oneName(List<List<Part>> services) {
    List<Part> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    services.stream().filter(parts -> seen.add(parts.get(0).about())).forEach(all::addAll);
    return all;
  }

  private Arbitrary<List<Part>> changes(int number) {
    return name(number).flatMap(name -> part(name, number).list().ofMinSize(1).ofMaxSize(3));
  }

  private static final List<String> SIGNS =
      List.of(
          "a", "Z", " ", "<b>", "*", "\"", "\\", "é", "e\u0301", "🏠", "👩‍🔧", "ש", "م", "\u202e",
          "\u2069");

  private Arbitrary<String> name(int number) {
    return Arbitraries.randomValue(random -> "⟪" + number + "⟫" + tail(random));
  }

  private static String tail(Random random) {
    var tail = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      tail.append(SIGNS.get(random.nextInt(SIGNS.size())));
    }
    return tail.toString();
  }

  private Arbitrary<Part> part(String name, int number) {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<Optional<String>> other = Arbitraries.of("mail", "sms").optional();
    return Combinators.combine(fact(name), flag, flag, other)
        .as((fact, repeat, lost, meant) -> new Part(fact, "id" + number, repeat, lost, meant));
  }

  private Arbitrary<Fact> fact(String name) {
    Arbitrary<Kind> kinds = Arbitraries.of(Kind.ALERT, Kind.WARNING, Kind.RECOVERY, Kind.REMINDER);
    Arbitrary<Fact.Was> was =
        Combinators.combine(Arbitraries.of("DOWN", "SLOW"), lengths()).as(Fact.Was::new);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return Combinators.combine(kinds, flag, flag, instants(), was.optional(), seen())
        .as(
            (kind, critical, slow, at, before, seen) ->
                new Fact(kind, name, critical, level(kind, slow), at, before, seen));
  }

  private static String level(Kind kind, boolean slow) {
    return switch (kind) {
      case WARNING -> "SLOW";
      case RECOVERY -> slow ? "SLOW" : "UP";
      default -> "DOWN";
    };
  }

  private Arbitrary<Fact.Seen> seen() {
    Arbitrary<List<String>> facts =
        Arbitraries.of("localhost:3000", "\"a\"", "{0}", "x".repeat(600), "🏠".repeat(300))
            .list()
            .ofSize(2);
    Arbitrary<Failure> failures =
        Combinators.combine(Arbitraries.of(Reason.class), facts).as(Failure::new);
    return Combinators.combine(
            Arbitraries.integers().between(100, 599).optional(),
            lengths(),
            lengths().optional(),
            failures.optional(),
            Arbitraries.of("", "http://neron.lan:3000/"),
            Arbitraries.integers().between(0, 9))
        .as(Fact.Seen::new);
  }

  private Arbitrary<Duration> lengths() {
    return Arbitraries.longs().between(0, 10_000_000_000_000_000L).map(Duration::ofNanos);
  }

  private Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  @Provide
  Arbitrary<Own> own() {
    Arbitrary<String> names = name(1);
    Arbitrary<Integer> counts = Arbitraries.integers().between(1, 2_000);
    Arbitrary<Own.Open> open =
        Combinators.combine(
                names, Arbitraries.of(true, false), Arbitraries.of("DOWN", "SLOW"), instants())
            .as(Own.Open::new);
    return Arbitraries.oneOf(
        Combinators.combine(counts, lengths(), counts, instants(), names.optional())
            .as(Own.Started::new),
        Combinators.combine(names, instants(), names, names.optional()).as(Own.Broken::new),
        Combinators.combine(names, lengths()).as(Own.Works::new),
        Combinators.combine(names, counts, instants(), open.list().ofMaxSize(80))
            .as(Own.GivenUp::new));
  }
}

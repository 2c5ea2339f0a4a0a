package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Letter.Span;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is told: the letter can be sent, and nobody is missing in it. */
class AnyLetterTest {
  private static final Pattern MORE =
      Pattern.compile(
          "^(?:and (\\d+) more|et (\\d+) autres?)(?: no longer watched| qui n.+ plus surveillés?)?$",
          Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("⟪(\\d+)⟫");

  @Property(tries = 500)
  void it_can_be_sent(
      @ForAll("services") List<Part> parts,
      @ForAll("languages") Locale language,
      @ForAll @IntRange(min = 1, max = 5_000) int longest) {
    sendable(Composer.compose(parts, Cases.rules(language, longest)), longest);
  }

  @Property(tries = 500)
  void notices_of_ours_can_be_sent(
      @ForAll("own") Own own,
      @ForAll("languages") Locale language,
      @ForAll @IntRange(min = 1, max = 5_000) int longest) {
    Rules rules =
        new Rules(language, Cases.PARIS, longest, Optional.of("https://status.lan/"), Set.of());
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

  @Property(tries = 500)
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

  @Property(tries = 500)
  void the_worst_is_named_first(
      @ForAll("services") List<Part> parts, @ForAll @IntRange(min = 300, max = 2_000) int longest) {
    Rules rules = Cases.rules(Locale.ENGLISH, longest);
    String text = Composer.compose(parts, rules).text();
    List<Entry> entries = Entry.of(parts.stream().filter(part -> !part.removed()).toList());
    boolean down = entries.stream().anyMatch(entry -> entry.word() == Kind.ALERT);
    boolean slow = entries.stream().anyMatch(entry -> entry.word() == Kind.WARNING);
    String word = down ? " ALERT — " : slow ? " WARNING — " : " RECOVERY — ";
    assertThat(text.lines().findFirst().orElseThrow()).contains(word);
  }

  @Property(tries = 500)
  void what_fits_is_all_named(
      @ForAll("services") List<Part> parts, @ForAll @IntRange(min = 300, max = 4_096) int longest) {
    Rules rules = Cases.rules(Locale.ENGLISH, longest);
    int fits = Composer.fitting(parts, rules);
    assertThat(fits).isBetween(1, parts.size());
    assertThat(counted(Composer.compose(parts.subList(0, fits), rules).text())).isZero();
  }

  @Property(tries = 500)
  void silent_is_only_what_is_not_critical(@ForAll("services") List<Part> parts) {
    boolean critical =
        parts.stream().anyMatch(part -> ((Fact) part.matter()).critical() && !part.removed());
    assertThat(Composer.compose(parts, Cases.EN).silent()).isEqualTo(!critical);
  }

  @Property(tries = 500)
  void no_change_cancels_another(@ForAll("services") List<Part> parts) {
    for (Entry entry : Entry.of(parts.stream().filter(part -> !part.removed()).toList())) {
      List<Fact> facts = entry.facts().subList(0, Math.min(entry.facts().size(), 4));
      String story = Story.of(facts, new Speech(Locale.ENGLISH, Cases.PARIS));
      facts.forEach(fact -> assertThat(story.toUpperCase(Locale.ROOT)).contains(fact.level()));
    }
  }

  @Property(tries = 100)
  void facts_come_back_from_json(@ForAll("services") List<Part> parts) {
    for (Part part : parts) {
      Matter matter = part.matter();
      assertThat(FactJson.read(FactJson.write(matter))).isEqualTo(matter);
      assertThat(FactJson.read(stored(matter))).isEqualTo(matter);
    }
  }

  @Property(tries = 500)
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

  @Provide
  Arbitrary<List<Part>> services() {
    return Arbitraries.randomValue(random -> new Nights(random).parts());
  }

  @Provide
  Arbitrary<Own> own() {
    return Arbitraries.randomValue(random -> new Nights(random).own());
  }
}

package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every key is there in both languages, and every one is used. */
class TextsTest {
  private static final Path ROOM = Path.of("src/main/java/homebox/controlplane/notify");
  private static final Pattern KEY_USED =
      Pattern.compile("(?:say|raw|line|now|said|many)\\([^\"();]*\"([a-z.-]+[a-z])\"");
  private static final Speech FRENCH = new Speech(Locale.FRENCH, Cases.PARIS);

  private static Set<String> keys(Locale language) {
    return new TreeSet<>(
        ResourceBundle.getBundle("homebox.controlplane.notify.messages", language).keySet());
  }

  private static Set<String> without(Set<String> keys, String... prefixes) {
    return keys.stream()
        .filter(key -> Arrays.stream(prefixes).noneMatch(key::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> families() {
    Set<String> all = new TreeSet<>(Set.of("title.RECOVERY.SLOW", "title.REMOVED"));
    Stream.of(Kind.values())
        .filter(kind -> kind.grouped() && kind != Kind.REMOVED)
        .forEach(kind -> all.addAll(Set.of("title." + kind, "titles." + kind, "word." + kind)));
    return all;
  }

  private static String sources() {
    try (Stream<Path> files = Files.list(ROOM)) {
      return files.filter(Files::isRegularFile).map(TextsTest::text).collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void both_languages_have_the_same_keys() {
    assertThat(without(keys(Locale.FRENCH), "reason.", "asked.", "cure."))
        .isEqualTo(keys(Locale.ENGLISH));
  }

  @Test
  void french_has_a_sentence_for_every_reason_and_every_cure_and_no_other() {
    assertThat(french("reason.")).isEqualTo(family("reason.", Reason.values()));
    assertThat(french("cure.")).isEqualTo(family("cure.", Cure.values()));
  }

  private static Set<String> french(String prefix) {
    Set<String> all = keys(Locale.FRENCH);
    all.removeIf(key -> !key.startsWith(prefix));
    return all;
  }

  private static Set<String> family(String prefix, Enum<?>... members) {
    return Stream.of(members)
        .map(member -> prefix + member)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(Cure.class)
  void a_cure_names_the_same_settings_in_french(Cure cure) {
    String french = FRENCH.cure(cure.sentence());
    assertThat(french).isNotEqualTo(cure.sentence());
    assertThat(settings(french)).isEqualTo(settings(cure.sentence()));
    assertThat(FRENCH.cure("Dance.")).isEqualTo("Dance.");
  }

  private static List<String> settings(String sentence) {
    return Pattern.compile(
            "TELEGRAM_[A-Z_]+|(?:telegram|mail|ntfy|webhook)\\.[a-z_]+|webhook_url|@[A-Za-z]+")
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void every_key_that_is_used_is_there() {
    Set<String> used = new TreeSet<>(families());
    KEY_USED.matcher(sources()).results().forEach(found -> used.add(found.group(1)));
    assertThat(used).hasSizeGreaterThan(40);
    assertThat(keys(Locale.ENGLISH)).containsAll(without(used, "asked."));
  }

  @Test
  void every_key_that_is_there_is_used() {
    String sources = sources();
    Set<String> families = families();
    assertThat(without(keys(Locale.ENGLISH), "answer."))
        .allMatch(key -> families.contains(key) || sources.contains('"' + key + '"'));
  }

  /** Those are found by what they say, not by their names; that each is said, see telegram.Desk. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.telegram.org refuses connections | api.telegram.org refuse les connexions",
        "the proxy box:1 refuses connections | le proxy box:1 refuse les connexions",
        "no connection to a within 10 s | aucune connexion avec a en 10 s",
        "Telegram is in trouble: it gives no reason (502)"
            + " | Telegram a des difficultés\u00a0: aucune raison n’est donnée (502)",
        "the token of the bot is not valid (any more): \"Unauthorized\" (401)"
            + " | le token du bot n’est pas (ou plus) valable\u00a0: \"Unauthorized\" (401)",
        "what no version of ours has said | what no version of ours has said",
      })
  void what_a_channel_answers_is_said_in_french_as_far_as_it_is_ours(String said, String french) {
    assertThat(FRENCH.answer(said)).isEqualTo(french);
    assertThat(new Speech(Locale.ENGLISH, Cases.PARIS).answer(said)).isEqualTo(said);
  }

  /** A straight quote would swallow what follows it. */
  @Test
  void every_sentence_holds_the_same_facts_in_both_languages() {
    ResourceBundle french = bundle(Locale.FRENCH);
    ResourceBundle english = bundle(Locale.ENGLISH);
    for (String key : keys(Locale.ENGLISH)) {
      if (!key.equals("when")) {
        assertThat(facts(french.getString(key))).as(key).isEqualTo(facts(english.getString(key)));
      }
    }
    assertThat(keys(Locale.FRENCH)).noneMatch(key -> french.getString(key).contains("'"));
    assertThat(keys(Locale.ENGLISH)).noneMatch(key -> english.getString(key).contains("'"));
  }

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle("homebox.controlplane.notify.messages", language);
  }

  private static Set<String> facts(String pattern) {
    int size = new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    return IntStream.range(0, size)
        .mapToObj(n -> "{" + n)
        .filter(pattern::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** U+00A0 before : ; ! ? and inside « »; a URL's and a time's colon have no space at all. */
  @Test
  void french_signs_have_their_space() {
    ResourceBundle french = bundle(Locale.FRENCH);
    Pattern wrong = Pattern.compile(" [:;!?»]|« |[\\p{L}}][;!?]|[\\p{L}}]:(?!//)");
    assertThat(without(keys(Locale.FRENCH), "when"))
        .allMatch(key -> !wrong.matcher(french.getString(key)).find());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void a_failure_says_the_same_facts_in_french(Reason reason) {
    Failure failure = Failure.of(reason, "<0>", "<1>");
    assertThat(found(FRENCH.sentence(failure))).isEqualTo(found(failure.sentence()));
  }

  private static List<Boolean> found(String sentence) {
    return List.of(sentence.contains("<0>"), sentence.contains("<1>"));
  }

  @ParameterizedTest
  @CsvSource({
    "method, la méthode",
    "host, l’hôte",
    "name of a header, le nom d’un en-tête",
    "header X-A, l’en-tête X-A",
  })
  void what_http_does_not_allow_is_said_in_french(String part, String french) {
    assertThat(FRENCH.sentence(Failure.of(Reason.REQUEST_INVALID, part)))
        .contains("HTTP n’admet pas " + french + " dans cette configuration");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms, 0 ms",
    "PT-3S, 0 ms, 0 ms",
    "PT0.9999S, 999 ms, 999 ms",
    "PT0.0009S, < 1 ms, < 1 ms",
    "PT2S, 2 s, 2 s",
    "PT5.001S, 5 s, '5,001 s'",
    "PT59.999S, '59,9 s', '59,999 s'",
    "PT4M12.9S, 4 min 12 s, 4 min 12 s",
    "PT5M, 5 min, 5 min",
    "PT2H5M59S, 2 h 5 min, 2 h 5 min",
    "P3DT4H, 3 j 4 h, 3 j 4 h",
    "P400D, 400 j, 400 j",
  })
  void lengths(Duration length, String rough, String exact) {
    assertThat(FRENCH.rough(length)).isEqualTo(rough);
    assertThat(FRENCH.exact(length)).isEqualTo(exact);
    String english = rough.replace(',', '.').replace(" j", " d");
    assertThat(new Speech(Locale.ENGLISH, Cases.PARIS).rough(length)).isEqualTo(english);
  }

  @Test
  void another_language_is_told_in_english_whatever_the_machine_speaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(Texts.in(Locale.GERMAN).say("own.started")).isEqualTo("Control Plane started");
      assertThat(Texts.in(Locale.CANADA_FRENCH).say("more", 2)).isEqualTo("et 2 autres");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_reason_of_a_later_version_is_left_out() {
    JsonObject json = FactJson.write(Cases.down("A"));
    json.getJsonObject("seen").getJsonObject("failure").put("reason", "NOT_YET_KNOWN");
    Fact read = (Fact) FactJson.read(json);
    assertThat(read.seen().failure()).isEqualTo(Optional.empty());
    assertThat(read.service()).isEqualTo("A");
  }

  @Test
  void facts_of_an_earlier_version_have_no_phases() {
    JsonObject json = FactJson.write(Cases.slow("A"));
    assertThat(json.getJsonObject("seen").containsKey("phases")).isFalse();
    assertThat(((Fact) FactJson.read(json)).seen().phases()).isEqualTo(Phases.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"kind\":\"ALERT\"}",
        "{\"kind\":\"STARTED\"}",
        "{\"kind\":7}",
        "{\"kind\":\"CHANNEL\",\"what\":\"works\",\"channel\":\"a\",\"broken\":\"soon\"}",
      })
  void what_are_no_facts_is_refused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> FactJson.read(new JsonObject(json)));
  }
}

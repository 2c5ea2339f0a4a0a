package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Notice;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Reason;
import homebox.controlplane.notify.Cure;
import homebox.controlplane.store.Troubles;
import homebox.controlplane.testkit.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the page says is in its lists, in both languages, and whatever is there is said. */
class WordsTest {
  private static final Path FOLDER = Path.of("webroot");
  private static final Path SAID = FOLDER.resolve("words/said.js");
  private static final Pattern KEY = Pattern.compile("(?m)^  (\\w+): ");
  private static final Pattern INNER = Pattern.compile("(?<=[{,]\\s{0,9})(?:'(\\w+)'|(\\w+)): ");
  private static final Pattern PARAMETERS = Pattern.compile("^\\(([^)]*)\\) =>");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-zÀ-ÿ]{2,}");

  /** What is read aloud or shown of a tag. */
  private static final Pattern SHOWN_ATTRIBUTE =
      Pattern.compile("(?:aria-label|title|placeholder|alt)=(\"[^\"]*\"|[^\\s>]*)");

  /** What needs no other word in French. */
  private static final Set<String> SAME = Set.of("CSV", "JSON");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What stands behind each key. */
  private static Map<String, String> words(String language) {
    String text = read(FOLDER.resolve("words/" + language + ".js"));
    text = text.substring(text.indexOf("export const"), text.indexOf("\n};"));
    var all = new LinkedHashMap<String, String>();
    Matcher key = KEY.matcher(text);
    int from = -1;
    String name = null;
    while (key.find()) {
      if (name != null) {
        all.put(name, text.substring(from, key.start()).strip());
      }
      name = key.group(1);
      from = key.end();
    }
    all.put(name, text.substring(from).strip());
    return all;
  }

  private static Set<String> inner(String value) {
    var names = new TreeSet<String>();
    if (value.startsWith("{")) {
      INNER
          .matcher(value)
          .results()
          .forEach(it -> names.add(it.group(1) == null ? it.group(2) : it.group(1)));
    }
    return names;
  }

  private static String parameters(String value) {
    Matcher found = PARAMETERS.matcher(value);
    return found.find() ? found.group(1) : "";
  }

  private static List<Path> modules() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !file.startsWith(FOLDER.resolve("words")))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Set<String> used() {
    Pattern use = Pattern.compile("\\bwords\\.(\\w+)");
    return modules().stream()
        .flatMap(module -> use.matcher(read(module).replace("words.js", "")).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void both_languages_have_the_same_words_with_the_same_facts() {
    Map<String, String> english = words("en");
    Map<String, String> french = words("fr");
    assertThat(english).hasSizeGreaterThan(90);
    assertThat(french.keySet()).isEqualTo(english.keySet());
    english.forEach(
        (key, value) -> {
          assertThat(inner(french.get(key))).as(key).isEqualTo(inner(value));
          assertThat(parameters(french.get(key))).as(key).isEqualTo(parameters(value));
        });
  }

  @Test
  void every_fact_is_said() {
    for (String language : List.of("en", "fr")) {
      words(language)
          .forEach(
              (key, value) -> {
                String body = value.substring(value.indexOf("=>") + 1);
                Arrays.stream(parameters(value).split(", "))
                    .filter(parameter -> !parameter.isBlank())
                    .forEach(
                        parameter ->
                            assertThat(body)
                                .as(language + " " + key)
                                .containsPattern("\\b" + parameter + "\\b"));
              });
    }
  }

  @Test
  void every_word_that_is_used_is_there_and_every_one_that_is_there_is_used() {
    assertThat(used()).isEqualTo(new TreeSet<>(words("en").keySet()));
  }

  @Test
  void there_is_a_word_for_everything_that_the_server_may_name() {
    var statuses = new TreeSet<>(Set.of("PAUSED", "MAINTENANCE", "UNKNOWN", "UNREACHABLE"));
    Stream.of(Level.values()).map(Level::name).forEach(statuses::add);
    Map<String, String> words = words("en");
    assertThat(inner(words.get("status"))).isEqualTo(statuses);
    statuses.add("all");
    assertThat(inner(words.get("filter"))).isEqualTo(statuses);
    assertThat(inner(words.get("ends")))
        .containsAll(names(Incident.End.values()))
        .contains("PAUSED");
    assertThat(inner(words.get("messageKind")))
        .containsAll(names(Notice.values()))
        .contains("REMINDER");
    assertThat(inner(words.get("phases")))
        .isEqualTo(new TreeSet<>(Set.of("dns", "connect", "tls", "wait", "transfer")));
    var windows = new TreeSet<>(Set.of("24h", "7d", "30d", "90d", "1y"));
    assertThat(inner(words.get("uptime"))).isEqualTo(windows);
    assertThat(inner(words.get("short"))).isEqualTo(windows);
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(Enum::name)
        .filter(name -> !name.equals("NONE"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A text that stands in a module itself would be English for everybody. */
  @Test
  void no_module_has_words_of_its_own() {
    var own = new ArrayList<String>();
    int templates = 0;
    for (Path module : modules()) {
      for (String markup : Templates.of(read(module))) {
        templates++;
        SHOWN_ATTRIBUTE
            .matcher(markup)
            .results()
            .map(found -> found.group(1))
            .filter(WordsTest::isWord)
            .forEach(text -> own.add(module + ": " + text));
        Stream.of(markup.replaceAll("<[^>]*>", "\n").split("[\n" + Templates.HOLE + "]"))
            .filter(WordsTest::isWord)
            .forEach(text -> own.add(module + ": " + text.strip()));
      }
    }
    assertThat(templates).isGreaterThan(50);
    assertThat(own).isEmpty();
  }

  private static boolean isWord(String text) {
    return LETTERS.matcher(text).find() && !SAME.contains(text.strip());
  }

  @Test
  void a_module_with_words_of_its_own_is_found() {
    assertThat(
            Templates.of(
                "const a = html`<p title=\"x\">${b ? html`<i>in</i>${`no`}` : '`'}out</p>`; // html`no`"))
        .containsExactly("<i>in</i>\u0001", "<p title=\"x\">\u0001out</p>");
  }

  /**
   * Where a sentence has changed, {@code mvn test -Dtest=WordsTest -Dwords=write} writes it anew.
   */
  @Test
  void every_sentence_of_the_server_is_there_in_french() throws IOException {
    String made =
        sentences().entrySet().stream()
            .map(each -> "    [" + quoted(each.getKey()) + ", " + quoted(each.getValue()) + "],\n")
            .collect(
                Collectors.joining(
                    "",
                    "/* What the server says in English, and the same in French. WordsTest writes it,"
                        + " out of the sentences of the server. */\n"
                        + "export const SAID = {\n  fr: [\n",
                    "  ],\n};\n"));
    if ("write".equals(System.getProperty("words"))) {
      Files.writeString(SAID, made);
    }
    assertThat(read(SAID)).isEqualTo(made);
  }

  /** Longer ones first: they are meant where shorter ones would fit too. */
  private static Map<String, String> sentences() {
    ResourceBundle french = bundle(Locale.FRENCH);
    ResourceBundle english = bundle(Locale.ENGLISH);
    var all = new LinkedHashMap<String, String>();
    for (Reason reason : Reason.values()) {
      String sentence = Failure.of(reason, "{0}", "{1}").sentence();
      if (!sentence.equals("{0}")) {
        all.put(sentence, french.getString("reason." + reason));
      }
    }
    for (Cure cure : Cure.values()) {
      all.put(cure.sentence(), french.getString("cure." + cure));
    }
    ResourceBundle troubles =
        ResourceBundle.getBundle("homebox.controlplane.store.trouble", Locale.FRENCH);
    assertThat(troubles.keySet()).isEqualTo(Troubles.sentences().keySet());
    Troubles.sentences().forEach((name, said) -> all.put(said, troubles.getString(name)));
    english.keySet().stream()
        .filter(key -> key.startsWith("answer."))
        .sorted((a, b) -> english.getString(b).length() - english.getString(a).length())
        .forEach(key -> all.put(english.getString(key), french.getString(key)));
    return all;
  }

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle("homebox.controlplane.notify.messages", language);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Status;
import homebox.controlplane.notify.bot.Command.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key is there in both languages with the same facts, and every one is used. */
class BotTextsTest {
  private static final Path ROOM = Path.of("src/main/java/homebox/controlplane/notify/bot");
  private static final Pattern USED = Pattern.compile("\"([a-z]+(?:[.-][a-z0-9]+)*)\"");

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle("homebox.controlplane.notify.bot.messages", language);
  }

  private static Set<String> keys(Locale language) {
    return new TreeSet<>(bundle(language).keySet());
  }

  private static Set<String> families() {
    var all = new TreeSet<String>();
    for (Verb verb : Verb.values()) {
      all.add("usage." + verb.word());
      all.add("about." + verb.word());
      if (verb.changes()) {
        all.add("done." + verb.word());
      }
    }
    Stream.of(Status.values()).filter(it -> !it.isLevel()).forEach(it -> all.add("state." + it));
    all.addAll(Set.of("window.24h", "window.7d", "window.30d", "more"));
    return all;
  }

  private static String sources() {
    try (Stream<Path> files = Files.list(ROOM)) {
      return files.map(BotTextsTest::text).collect(Collectors.joining());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void both_languages_have_the_same_keys_with_the_same_facts() {
    assertThat(keys(Locale.FRENCH)).isEqualTo(keys(Locale.ENGLISH));
    for (String key : keys(Locale.ENGLISH)) {
      assertThat(facts(key, Locale.FRENCH)).as(key).isEqualTo(facts(key, Locale.ENGLISH));
    }
  }

  private static Set<Integer> facts(String key, Locale language) {
    String pattern = bundle(language).getString(key);
    Object[] given = IntStream.range(0, 5).mapToObj(n -> (Object) (n + 70)).toArray();
    String said = new MessageFormat(pattern, language).format(given);
    return IntStream.range(0, 5)
        .filter(n -> said.contains(String.valueOf(n + 70)) || pattern.contains("{" + n + ","))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_key_is_used_and_every_key_that_is_used_is_there() {
    var known = keys(Locale.ENGLISH);
    var used = new TreeSet<>(families());
    USED.matcher(sources())
        .results()
        .map(found -> found.group(1))
        .filter(known::contains)
        .forEach(used::add);
    assertThat(used).isEqualTo(known);
  }

  @Test
  void what_telegram_takes_as_a_description_is_short() {
    for (Locale language : Arrays.asList(Locale.ENGLISH, Locale.FRENCH)) {
      keys(language).stream()
          .filter(key -> key.startsWith("about."))
          .forEach(key -> assertThat(bundle(language).getString(key)).hasSizeBetween(3, 100));
    }
  }
}

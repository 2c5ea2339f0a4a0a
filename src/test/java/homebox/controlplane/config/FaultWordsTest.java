package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.ConfigLoader.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with an entry of the page is said in the page's language: whatever the reader says
 * of the entries below has its French sentence, and no sentence is there that the reader never
 * says. Where one has changed, {@code mvn test -Dtest=FaultWordsTest -Dwords=write} writes the
 * page's list anew.
 */
class FaultWordsTest {
  private static final Path LIST = Path.of("webroot/later/words/faults.js");
  private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

  /** Sentences that are said inside others only. */
  private static final String PART = "x_";

  private static final ResourceBundle ENGLISH = bundle(Locale.ENGLISH);
  private static final ResourceBundle FRENCH = bundle(Locale.FRENCH);

  @TempDir private Path folder;

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle("homebox.controlplane.config.faults", language);
  }

  /** Longer ones first: they are meant where shorter ones would fit, too. */
  private static List<String> keys() {
    return ENGLISH.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(
                    key -> -HOLE.matcher(ENGLISH.getString(key)).replaceAll("").length())
                .thenComparing(key -> key))
        .toList();
  }

  private static Set<String> holes(String sentence) {
    return HOLE.matcher(sentence)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void both_languages_say_the_same_facts() {
    assertThat(FRENCH.keySet()).isEqualTo(ENGLISH.keySet());
    for (String key : keys()) {
      assertThat(holes(FRENCH.getString(key))).as(key).isEqualTo(holes(ENGLISH.getString(key)));
    }
  }

  @Test
  void the_page_has_them_all() throws IOException {
    String made =
        keys().stream()
            .map(
                key ->
                    ("    [" + quoted(ENGLISH.getString(key)))
                        + (", " + quoted(FRENCH.getString(key)))
                        + (key.startsWith(PART) ? ", true],\n" : "],\n"))
            .collect(
                Collectors.joining(
                    "",
                    "/* What the reader of the configuration says of an entry, and the same in French;"
                        + " what says true is said inside others.\n"
                        + "   FaultWordsTest writes it, out of faults_en and faults_fr.properties. */\n"
                        + "export const FAULTS = {\n  fr: [\n",
                    "  ],\n};\n"));
    if ("write".equals(System.getProperty("words"))) {
      Files.writeString(LIST, made);
    }
    assertThat(Files.readString(LIST)).isEqualTo(made);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Test
  void whatever_the_reader_says_of_an_entry_is_there_and_nothing_else() throws IOException {
    Set<String> said = said();
    var used = new TreeSet<String>();
    List<String> english =
        said.stream().filter(text -> !isThere(text, false, used)).sorted().toList();
    assertThat(english).as("without a French sentence").isEmpty();
    var never = new TreeSet<>(ENGLISH.keySet());
    never.removeAll(used);
    assertThat(never).as("never said").isEmpty();
  }

  /** As later/faults.js does it. */
  private static boolean isThere(String text, boolean part, Set<String> used) {
    for (String key : keys()) {
      if (key.startsWith(PART) != part) {
        continue;
      }
      Matcher found = pattern(ENGLISH.getString(key), part).matcher(text);
      if (found.matches()) {
        used.add(key);
        for (int fact = part ? 1 : 2; fact <= found.groupCount(); fact++) {
          isThere(found.group(fact), true, used);
        }
        return true;
      }
    }
    return false;
  }

  private static Pattern pattern(String sentence, boolean part) {
    String source =
        Stream.of(sentence.split("(?=\\{\\d})|(?<=\\{\\d})"))
            .map(piece -> HOLE.matcher(piece).matches() ? "(.+?)" : Pattern.quote(piece))
            .collect(Collectors.joining());
    return Pattern.compile((part ? "" : "(?:\"(.*?)\" )?") + source, Pattern.DOTALL);
  }

  /** What the reader says of many a wrong entry, each sentence by itself. */
  private Set<String> said() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"),
        "telegram: {bot_token: '1:abc', chat_id: 5}\n"
            + "channels:\n  - {name: hook, webhook: {url: 'http://h/'}}\n"
            + "services:\n  - {name: Box, url: 'http://box/', group: Home}\n"
            + "  - {name: Nas, url: 'http://nas/'}\n");
    var faults = new ArrayList<Fault>();
    Reading file =
        ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), Map.of()));
    wrongServices()
        .forEach(each -> faults.addAll(faults(file, Edit.add(Kind.SERVICE, each, "admin"))));
    wrongChannels()
        .forEach(each -> faults.addAll(faults(file, Edit.add(Kind.CHANNEL, each, "admin"))));
    faults.addAll(ofOthers(file));
    faults.addAll(ofWork(file.settings()));
    return faults.stream()
        .flatMap(fault -> Stream.of(fault.trouble(), fault.mend()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Fault> faults(Reading running, Edit edit) {
    EditPlan.Outcome outcome = EditPlan.of(edit, running, Instant.parse("2026-07-01T10:00:00Z"));
    Edited edited = outcome.edited().orElse(null);
    if (edited == null) {
      EditPlan plan = outcome.plan().orElseThrow();
      try {
        running.with(plan.next(), List.of());
        throw new AssertionError("nothing is wrong with " + edit.entry());
      } catch (ConfigFaults faults) {
        edited = plan.refused(faults);
      }
    }
    return edited instanceof Edited.Wrong wrong
        ? wrong.faults()
        : ((Edited.Needed) edited).faults();
  }

  /** Those that only show beside other entries of the page. */
  private static List<Fault> ofOthers(Reading file) {
    Reading with = added(file, Kind.SERVICE, service().put("name", "A").put("id", "a"));
    var all = new ArrayList<Fault>();
    all.addAll(
        faults(with, Edit.add(Kind.SERVICE, service().put("name", "B").put("id", "a"), "admin")));
    all.addAll(
        faults(
            with,
            Edit.change(
                Kind.SERVICE, "a", service().put("depends_on", "A"), Optional.empty(), "admin")));
    all.addAll(
        faults(
            with,
            Edit.change(Kind.SERVICE, "a", service().put("id", "b"), Optional.empty(), "admin")));
    var many = new ArrayList<Addition>();
    for (int i = 0; i < 100; i++) {
      String entry = channel("slack", new JsonObject().put("webhook_url", "http://h/")).encode();
      many.add(new Addition(Kind.CHANNEL, "c" + i, i, entry, "admin", Instant.EPOCH));
    }
    var full =
        new Reading(
            file.source(),
            file.settings(),
            file.keys(),
            file.files(),
            file.names(),
            new PageEntries(new Additions(many), List.of()),
            file.shelf(),
            file.own(),
            file.unused());
    all.addAll(faults(full, Edit.add(Kind.CHANNEL, new JsonObject(), "admin")));
    Reading hooked =
        added(
            file, Kind.CHANNEL, channel("slack", new JsonObject().put("webhook_url", "http://h/")));
    all.addAll(
        faults(
            hooked,
            Edit.add(
                Kind.CHANNEL,
                channel("slack", new JsonObject().put("webhook_url", "http://h/")),
                "admin")));
    return all;
  }

  /** Of planned work; the last two are said by who keeps it. */
  private static List<Fault> ofWork(Settings settings) {
    var all = new ArrayList<Fault>();
    for (JsonObject each : wrongWork()) {
      try {
        MaintenanceForm.read(new JsonObject(each.encode()).getMap(), settings);
        throw new AssertionError("nothing is wrong with " + each);
      } catch (ConfigFaults faults) {
        all.addAll(faults.details());
      }
    }
    all.add(Fault.of(MaintenanceForm.OVER));
    all.add(Fault.of(MaintenanceForm.full(500)));
    return all;
  }

  private static JsonObject once(String from, String until) {
    return new JsonObject().put("services", "Box").put("from", from).put("until", until);
  }

  private static JsonObject again(String key, Object value) {
    return new JsonObject()
        .put("services", "Box")
        .put("cron", "0 3 * * sun")
        .put("duration", "90m")
        .put(key, value);
  }

  private static List<JsonObject> wrongWork() {
    var all = new ArrayList<JsonObject>();
    all.add(new JsonObject());
    all.add(once("2026-01-02T10:00", "2026-01-02T09:00"));
    all.add(once("soon", "2026-02-31T09:00"));
    all.add(once("2026-01-02T10:00", ""));
    all.add(again("from", "2026-01-02T10:00"));
    all.add(again("service", "Box"));
    for (String key : MaintenanceKeys.TABLE.keys().keySet()) {
      all.add(again(key, new JsonArray().add(new JsonArray())));
      all.add(again(key, new JsonObject().put("a", "b")));
      all.add(again(key, "a\nb"));
    }
    all.add(again("services", "Bax"));
    all.add(again("duration", ""));
    all.add(again("duration", "1s"));
    all.add(again("reason", "x".repeat(501)));
    return all;
  }

  private static Reading added(Reading running, Kind kind, JsonObject entry) {
    EditPlan plan =
        EditPlan.of(Edit.add(kind, entry, "admin"), running, Instant.EPOCH).plan().orElseThrow();
    return running.with(plan.next(), List.of());
  }

  private static JsonObject service() {
    return new JsonObject().put("name", "A").put("url", "http://a/");
  }

  private static JsonObject with(String key, Object value) {
    return service().put(key, value);
  }

  private static JsonObject at(String url) {
    return with("url", url);
  }

  private static JsonObject expect(String url, String key, Object value) {
    return at(url).put("expect", new JsonObject().put(key, value));
  }

  private static List<JsonObject> wrongServices() {
    var all = new ArrayList<JsonObject>();
    all.add(new JsonObject());
    for (String key : ServiceKeys.TABLE.keys().keySet()) {
      all.add(with(key, new JsonArray().add(new JsonObject())));
      all.add(with(key, new JsonObject().put("a b", new JsonArray())));
      if (!isFree(key)) {
        all.add(with(key, "?!"));
      }
    }
    for (String url :
        List.of(
            "gopher://a",
            "a",
            "??://a",
            "http://",
            "http://a:99999999/",
            "tcp://a",
            "icmp://a:1",
            "dns://a/b?type=Q",
            "ftp://a b")) {
      all.add(at(url));
    }
    all.add(with("name", "x".repeat(101)));
    all.add(with("name", "a\nb"));
    all.add(with("name", "Nas"));
    all.add(service().put("name", "Box").put("group", "Home"));
    all.add(with("id", "nas"));
    all.add(with("intervall", "1s"));
    all.add(with("zzz", "1s"));
    all.add(with("interval", "0s"));
    all.add(with("max_body", "1TB"));
    all.add(with("retry_attempts", 99));
    all.add(with("retry_attempts", "many"));
    all.add(with("description", "x".repeat(1_001)));
    all.add(with("depends_on", "Bax"));
    all.add(with("depends_on", "Somebody else"));
    all.add(with("channels", "hoo"));
    all.add(with("channels", "Somebody else"));
    all.add(with("headers", new JsonObject().put("A", "b").put("a", "c")));
    all.add(with("headers", new JsonObject().put("A", new JsonObject().put("set", true))));
    all.add(at("tcp://a:1").put("method", "GET"));
    all.add(with("proxy", "https://p:1"));
    all.add(with("proxy", "p"));
    all.add(expect("http://a/", "status", "abc"));
    all.add(expect("http://a/", "status", "299-200"));
    all.add(expect("http://a/", "body", "/(/"));
    all.add(expect("http://a/", "body", "x".repeat(10_001)));
    all.add(expect("http://a/", "json", "x"));
    all.add(expect("icmp://a", "max_loss", "most"));
    all.add(expect("dns://a/b", "rcode", "FINE"));
    all.add(expect("heartbeat:", "cron", "often"));
    all.add(expect("heartbeat:", "time_zone", "Moon"));
    for (String key : ExpectKeys.TABLE.keys().keySet()) {
      all.add(expect("http://a/", key, new JsonArray().add(new JsonArray())));
    }
    all.add(with("expect", new JsonObject().put("a", new JsonObject()).put("bodi", "x")));
    var deep = new JsonArray();
    for (int i = 0; i < 100; i++) {
      deep = new JsonArray().add(deep);
    }
    all.add(with("tags", deep));
    return all;
  }

  /** Keys that take any short text. */
  private static boolean isFree(String key) {
    return Set.of("name", "group", "description", "tags", "locations", "body", "send", "token")
        .contains(key);
  }

  private static JsonObject channel(String kind, Object means) {
    return new JsonObject().put("name", "c").put(kind, means);
  }

  private static JsonObject mail(String key, Object value) {
    return channel(
        "mail",
        new JsonObject()
            .put("host", "h")
            .put("from", "a@b.org")
            .put("to", "a@b.org")
            .put(key, value));
  }

  private static List<JsonObject> wrongChannels() {
    var all = new ArrayList<JsonObject>();
    all.add(new JsonObject());
    all.add(channel("slack", new JsonObject()).put("discord", new JsonObject()));
    for (Map.Entry<String, Key<Values>> kind : ChannelKeys.KINDS.entrySet()) {
      all.add(channel(kind.getKey(), "x"));
      for (String key : ((Nested) kind.getValue().shape()).table().keys().keySet()) {
        all.add(channel(kind.getKey(), new JsonObject().put(key, new JsonArray().add(List.of()))));
        all.add(channel(kind.getKey(), new JsonObject().put(key, "?!")));
      }
    }
    all.add(mail("user", "me"));
    all.add(mail("password", "word"));
    all.add(mail("to", new JsonArray()));
    JsonObject hook = channel("webhook", new JsonObject().put("url", "http://h/"));
    for (String name : List.of("log", "telegram", "hook")) {
      all.add(hook.copy().put("name", name));
    }
    all.add(hook.copy().put("fallback", "c"));
    all.add(hook.copy().put("fallback", "none of them"));
    all.add(hook.copy().put("hours", "never"));
    all.add(hook.copy().put("after", "soon"));
    all.add(
        channel(
            "webhook",
            new JsonObject()
                .put("url", "http://h/")
                .put("headers", new JsonObject().put("Connection", "x"))));
    return all;
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Key.Trait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the forms of the page to the schema and to the reader: whatever the file may say of a
 * service or a channel can be written in the page, too.
 */
class FormsTest {
  private static final Path SCHEMA = Path.of("conf/control-plane.schema.json");
  private static final Path FORMS = Path.of("webroot/later/forms.js");
  private static final Path WORDS = Path.of("webroot/words");

  /** One field a line: its type, its path, and what more there is to say of it. */
  private static final Pattern FIELD =
      Pattern.compile("(?m)^ +(\\w+)\\('([\\w.]+)'(?:, (.*))?\\),$");

  /** Keys without a field, and why. */
  private static final Map<String, String> WITHOUT = Map.of();

  /** A channel needs them; at the top of the file they may be missing. */
  private static final Set<String> OF_A_CHAT = Set.of("telegram.bot_token", "telegram.chat_id");

  private record Field(String type, String path, String more) {
    boolean says(String trait) {
      return Pattern.compile("\\b" + trait + ": true").matcher(more).find();
    }

    /** A text that is said of it; empty: none is. */
    String told(String what) {
      Matcher found = Pattern.compile("\\b" + what + ": '([^']*)'").matcher(more);
      return found.find() ? found.group(1) : "";
    }

    List<String> choices() {
      Matcher found = Pattern.compile("\\[([^\\]]*)]").matcher(more);
      return found.find() ? Arrays.asList(found.group(1).replace("'", "").split(", ")) : List.of();
    }
  }

  private static Map<String, Field> fields(String form) throws IOException {
    String text = Files.readString(FORMS);
    int from = text.indexOf("export const " + form);
    int end = text.indexOf("\n};", from);
    var all = new LinkedHashMap<String, Field>();
    FIELD
        .matcher(text.substring(from, end))
        .results()
        .map(it -> new Field(it.group(1), it.group(2), it.group(3) == null ? "" : it.group(3)))
        .forEach(field -> assertThat(all.put(field.path(), field)).as(field.path()).isNull());
    return all;
  }

  private static Map<String, Key<?>> keys(Table table) {
    var all = new LinkedHashMap<String, Key<?>>();
    collect(table, "", all);
    return all;
  }

  private static void collect(Table table, String above, Map<String, Key<?>> all) {
    for (Key<?> key : table.keys().values()) {
      if (key.shape() instanceof Nested nested) {
        collect(nested.table(), above + key.name() + ".", all);
      } else {
        all.put(above + key.name(), key);
      }
    }
  }

  /** What the schema says of each key that holds a value, by path. */
  private static Map<String, JsonObject> schema(String list) throws IOException {
    var whole = new JsonObject(Files.readString(SCHEMA));
    JsonObject items = whole.getJsonObject("properties").getJsonObject(list).getJsonObject("items");
    var all = new LinkedHashMap<String, JsonObject>();
    collect(items, "", whole.getJsonObject("definitions"), all);
    return all;
  }

  private static void collect(
      JsonObject node, String above, JsonObject definitions, Map<String, JsonObject> all) {
    for (Map.Entry<String, Object> each : node.getJsonObject("properties")) {
      var inner = (JsonObject) each.getValue();
      if (inner.containsKey("allOf")) {
        String name = inner.getJsonArray("allOf").getJsonObject(0).getString("$ref");
        inner = definitions.getJsonObject(name.substring(name.lastIndexOf('/') + 1));
      }
      if (inner.containsKey("properties")) {
        collect(inner, above + each.getKey() + ".", definitions, all);
      } else {
        all.put(above + each.getKey(), inner);
      }
    }
  }

  @Test
  void every_key_of_the_schema_has_a_field() throws IOException {
    for (String list : List.of("services", "channels")) {
      Set<String> expected = new TreeSet<>(schema(list).keySet());
      expected.removeAll(WITHOUT.keySet());
      assertThat(new TreeSet<>(fields(form(list)).keySet())).as(list).isEqualTo(expected);
    }
  }

  private static String form(String list) {
    return list.equals("services") ? "SERVICE" : "CHANNEL";
  }

  private static Map<String, Key<?>> keysOf(String list) {
    return keys(list.equals("services") ? ServiceKeys.TABLE : ChannelKeys.TABLE);
  }

  @Test
  void a_field_takes_what_its_key_takes() throws IOException {
    for (String list : List.of("services", "channels")) {
      Map<String, Field> fields = fields(form(list));
      keysOf(list)
          .forEach(
              (path, key) -> {
                Field field = fields.get(path);
                assertThat(field.type()).as(path).isIn(types(key));
                assertThat(field.says("must"))
                    .as(path + " must")
                    .isEqualTo(key.is(Trait.REQUIRED) || OF_A_CHAT.contains(path));
                assertThat(field.says("later")).as(path + " later").isEqualTo(!key.is(Trait.USED));
                assertThat(field.says("secret")).as(path + " secret").isEqualTo(isHidden(key));
              });
    }
  }

  private static Set<String> types(Key<?> key) {
    if (key.shape() instanceof ListOf<?>) {
      return Set.of("list", "lines");
    }
    if (key.shape() instanceof MapOf<?>) {
      return Set.of("map");
    }
    boolean truth = key.shape().expects().equals("true or false");
    return truth ? Set.of("yes") : Set.of("text", "long", "one");
  }

  /** As whoever looks at it sees it: an address that holds no secret is shown. */
  private static boolean isHidden(Key<?> key) {
    Object value = key.shape() instanceof MapOf<?> ? Map.of("a", "b") : "http://b/";
    Object shown = Masks.hide(Map.of(key.name(), value), Table.of(key)).get(key.name());
    return !shown.equals(value);
  }

  @Test
  void a_choice_has_words_that_the_schema_knows_and_says_the_usual_one() throws IOException {
    for (String list : List.of("services", "channels")) {
      Map<String, JsonObject> schema = schema(list);
      Map<String, Key<?>> keys = keysOf(list);
      for (Field field : fields(form(list)).values()) {
        Set<String> known = enumOf(schema.get(field.path()));
        if (field.type().equals("one")) {
          assertThat(field.choices()).as(field.path()).isNotEmpty().doesNotHaveDuplicates();
          assertThat(known.isEmpty() || known.containsAll(field.choices()))
              .as(field.path())
              .isTrue();
          String usual = keys.get(field.path()).fallback();
          assertThat(usual).as(field.path()).isIn("", field.told("usual"));
        } else if (!field.type().equals("list")) {
          assertThat(known).as(field.path() + " is a choice").isEmpty();
        }
        if (field.type().equals("yes")) {
          boolean usual = keys.get(field.path()).fallback().equals("true");
          assertThat(field.says("usual")).as(field.path()).isEqualTo(usual);
        }
      }
    }
  }

  private static Set<String> enumOf(JsonObject node) {
    return node.getJsonArray("anyOf", new JsonArray()).stream()
        .map(each -> ((JsonObject) each).getJsonArray("enum"))
        .filter(each -> each != null)
        .flatMap(JsonArray::stream)
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  @Test
  void a_field_is_shown_for_the_kinds_that_have_its_key() throws IOException {
    for (Field field : fields("SERVICE").values()) {
      assertThat(field.told("of"))
          .as(field.path())
          .isEqualTo(String.join(" ", new TreeSet<>(kinds(field.path()))));
    }
  }

  private static List<String> kinds(String path) {
    if (!path.startsWith("expect.")) {
      return ServiceKeys.KINDS.getOrDefault(path.replaceFirst("\\..*", ""), List.of());
    }
    return ExpectKeys.OF_KIND.entrySet().stream()
        .filter(each -> each.getValue().contains(path.substring(7)))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void the_page_knows_which_kinds_are_asked() throws IOException {
    var known = new ArrayList<String>();
    var asked = new ArrayList<String>();
    for (String url :
        List.of(
            "http://a",
            "tcp://a:1",
            "tls://a:1",
            "dns://a/b",
            "icmp://a",
            "ws://a",
            "heartbeat:",
            "postgresql://a",
            "mysql://a",
            "redis://a")) {
      Target target = Target.parse(url);
      Values none = ServiceKeys.TABLE.read(new Tree.Named(0, Map.of()), nowhere());
      known.add(target.kind());
      if (!(AskReader.of(target, none) instanceof NotYetAsk)) {
        asked.add(target.kind());
      }
    }
    assertThat(words("KINDS")).isEqualTo(known);
    assertThat(words("ASKED")).isEqualTo(asked);
  }

  private static List<String> words(String name) throws IOException {
    Matcher found =
        Pattern.compile("export const " + name + " = \\[([^\\]]*)]")
            .matcher(Files.readString(FORMS));
    assertThat(found.find()).isTrue();
    return List.of(found.group(1).replace("'", "").split(", "));
  }

  private static Spot nowhere() {
    return new Spot(new Findings(), null, "x", 0, "services").item(0, 0);
  }

  @Test
  void every_field_has_a_label_in_both_languages() throws IOException {
    for (String language : List.of("en", "fr")) {
      String text = Files.readString(WORDS.resolve(language + ".js"));
      String labels =
          text.substring(text.indexOf("\n  fields: {"), text.indexOf("\n  fieldHints: {"));
      for (String form : List.of("SERVICE", "CHANNEL")) {
        for (Field field : fields(form).values()) {
          String key = field.path();
          if (form.equals("CHANNEL")) {
            key = key.substring(key.indexOf('.') + 1);
          }
          assertThat(labels).as(language).containsPattern("[ {]" + key.replace('.', '_') + ": '");
        }
      }
    }
  }
}

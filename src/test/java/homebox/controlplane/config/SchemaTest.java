package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the schema that helps editors to the reader. Where a key has changed, {@code mvn test
 * -Dtest=SchemaTest -Dschema=write} writes the file anew; only descriptions are written by hand.
 */
class SchemaTest {
  private static final Path FILE = Path.of("conf/control-plane.schema.json");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

  /** Of these the schema says all that there is to say. */
  private static final Pattern NARROW =
      Pattern.compile(
          "true or false|a whole number.*|[A-Za-z0-9]+(, [A-Za-z0-9]+)* or [A-Za-z0-9]+");

  private static final List<String> OTHERS =
      List.of(
          "",
          "x",
          "010",
          "1e3",
          "-1",
          "0.5",
          "1.25",
          "1 h",
          "2D",
          "5Ms",
          "1.5 GiB",
          "12:30",
          "${A}",
          "${A:-1}",
          "true",
          "Off",
          "4294967296",
          "9999999999999999999");

  private static JsonObject schema() throws IOException {
    return new JsonObject(Files.readString(FILE));
  }

  private static Validator validator() throws IOException {
    return Validator.create(
        JsonSchema.of(schema()),
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT7)
            .setOutputFormat(OutputFormat.Basic)
            .setBaseUri("https://localhost/"));
  }

  private static List<String> objections(Validator validator, String yaml) {
    var findings = new Findings();
    Object json = SchemaText.json(YamlTree.parse("x", yaml, findings));
    OutputUnit output = validator.validate(json);
    return output.getValid()
        ? List.of()
        : output.getErrors().stream()
            .map(error -> error.getInstanceLocation() + " " + error.getError())
            .toList();
  }

  @Test
  void it_is_made_of_the_keys_of_the_reader() throws IOException {
    JsonObject before = Files.exists(FILE) ? schema() : new JsonObject();
    JsonObject made = new SchemaText(before).make();
    if ("write".equals(System.getProperty("schema"))) {
      Files.writeString(FILE, made.encodePrettily() + "\n");
    }
    assertThat(Files.readString(FILE)).isEqualTo(made.encodePrettily() + "\n");
  }

  @Test
  void every_key_says_what_it_is() throws IOException {
    var silent = new ArrayList<String>();
    silent(schema(), "", silent);
    assertThat(silent).isEmpty();
  }

  private static void silent(JsonObject json, String path, List<String> silent) {
    json.getJsonObject("properties", new JsonObject())
        .forEach(
            entry -> {
              var property = (JsonObject) entry.getValue();
              String here = path + entry.getKey();
              if (property
                  .getString("description")
                  .replaceFirst(" — environment.*", "")
                  .isBlank()) {
                silent.add(here);
              }
              silent(property, here + ".", silent);
              silent(property.getJsonObject("items", new JsonObject()), here + "[].", silent);
            });
    json.getJsonObject("definitions", new JsonObject())
        .forEach(entry -> silent((JsonObject) entry.getValue(), entry.getKey() + ".", silent));
  }

  static Stream<Path> goodFiles() throws IOException {
    return Stream.of(
            Files.list(Path.of("conf/examples")),
            Files.list(Path.of("src/test/resources/conf"))
                .filter(file -> file.getFileName().toString().matches("good-.*\\.yaml")),
            Stream.of(Path.of("conf/control-plane.yaml")))
        .flatMap(files -> files);
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void what_the_reader_takes_is_right_for_an_editor_too(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(objections(validator(), text)).isEmpty();
    assertThat(objections(validator(), Opened.all(text))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void what_stands_in_the_wrong_place_is_wrong_for_an_editor_too(Path file) throws IOException {
    assertThat(objections(validator(), Files.readString(file))).isNotEmpty();
  }

  static Stream<Path> badFiles() {
    return Stream.of("missing", "ranges", "types", "unknown-keys", "channels", "maintenance")
        .map(name -> Path.of("src/test/resources/conf/bad-" + name + ".yaml"));
  }

  /** Every key that one text says, with the words and numbers of its own fault and some others. */
  @Test
  void it_takes_whatever_the_reader_takes_and_no_number_or_word_more() throws IOException {
    Validator validator = validator();
    var wrong = new ArrayList<String>();
    for (Key<?> key : Keys.ROOT.keys().values()) {
      compare(key, "", validator, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void compare(Key<?> key, String path, Validator validator, List<String> wrong) {
    if (key.shape() instanceof Nested nested) {
      for (Key<?> inner : nested.table().keys().values()) {
        compare(inner, path + key.name() + ": {", validator, wrong);
      }
    } else if (key.shape().isText()) {
      Set<String> values = near(key.shape().expects());
      values.addAll(OTHERS);
      for (String value : values) {
        compare(path + key.name() + ": '" + value + "'" + closed(path), key, validator, wrong);
      }
    }
  }

  private static void compare(String yaml, Key<?> key, Validator validator, List<String> wrong) {
    boolean read = isRead(yaml);
    boolean taken = objections(validator, yaml).isEmpty();
    if (read && !taken) {
      wrong.add(yaml + " is read, but an editor objects");
    }
    boolean plain = !yaml.contains("${");
    if (!read && taken && plain && NARROW.matcher(key.shape().expects()).matches()) {
      wrong.add(yaml + " is refused, but no editor objects");
    }
  }

  private static boolean isRead(String yaml) {
    var findings = new Findings();
    var environment = new Environment(new Shelf(Path.of(""), Set.of()), Map.of(), EnvFile.none());
    Tree.Named tree = YamlTree.parse("x", yaml, findings);
    Keys.ROOT.read(tree, new Spot(findings, environment, "x", 0, ""));
    try {
      findings.throwIfAny();
      return true;
    } catch (ConfigFaults faults) {
      return false;
    }
  }

  private static String closed(String path) {
    return "}".repeat((int) path.chars().filter(each -> each == '{').count());
  }

  private static Set<String> near(String expects) {
    Set<String> near = new LinkedHashSet<>();
    for (String word : expects.split("[\\s,()]+")) {
      near.add(word.replace("'", ""));
    }
    NUMBERS
        .matcher(expects)
        .results()
        .map(found -> Long.parseLong(found.group()))
        .forEach(
            number -> {
              near.add("" + (number - 1));
              near.add("" + number);
              near.add("" + (number + 1));
            });
    return near;
  }

  @Test
  void a_file_of_ours_names_it_for_editors() throws IOException {
    for (Path file : goodFiles().filter(each -> each.startsWith("conf")).toList()) {
      String first = Files.readAllLines(file).get(0);
      assertThat(first).startsWith("# yaml-language-server: $schema=");
      String named = first.substring(first.indexOf('=') + 1);
      assertThat(file.resolveSibling(named).normalize()).isEqualTo(FILE);
    }
  }

  @Test
  void a_list_of_services_is_told_apart_from_a_list_of_anything() throws IOException {
    assertThat(objections(validator(), "services: [{name: A}]")).isNotEmpty();
    assertThat(objections(validator(), "services: {name: A, url: 'http://a'}")).isNotEmpty();
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Key.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commented file shows for a key means the same in the environment, in {@code .env} and,
 * where it is a secret, in a file that one of them names.
 */
class EveryKeyTest {
  private static final String TAKEN_AWAY = "";

  @TempDir Path folder;

  private final Map<String, String> shown = new LinkedHashMap<>();

  @BeforeEach
  void readTheCommentedFile() throws IOException {
    String opened = Opened.all(Files.readString(Path.of(Place.OURS)));
    var environment =
        new Environment(new Shelf(folder, Set.of()), Opened.environment(opened), EnvFile.none());
    Tree.Named tree = YamlTree.parse("x", opened, new Findings());
    note(tree, "", new Spot(new Findings(), environment, "x", 0, ""));
  }

  private void note(Tree.Named tree, String path, Spot spot) {
    tree.entries()
        .forEach(
            (key, entry) -> {
              if (entry.value() instanceof Tree.Named named) {
                note(named, path + key + ".", spot);
              } else if (entry.value() instanceof Tree.Scalar scalar) {
                shown.put(path + key, spot.text(scalar));
              } else if (((Tree.Many) entry.value()).items().get(0) instanceof Tree.Scalar first) {
                shown.put(path + key, spot.text(first));
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> a_key_means_the_same_wherever_it_is_set() {
    return keys(Keys.ROOT, "").entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> check(each.getKey(), each.getValue())));
  }

  private void check(String path, Key<?> key) throws IOException {
    String text = shown.get(path);
    assertThat(text).as("an example in conf/control-plane.yaml").isNotBlank();
    String variable = key.variableAt(path);
    Object inFile = value(path, yaml(path, text), Map.of(), TAKEN_AWAY);

    assertThat(inFile).isNotNull();
    assertThat(value(path, "", Map.of(variable, text), TAKEN_AWAY)).hasToString(inFile.toString());
    assertThat(value(path, "", Map.of(), variable + "='" + text + "'"))
        .hasToString(inFile.toString());
    assertThat(value(path, yaml(path, "${A}"), Map.of("A", text), TAKEN_AWAY))
        .hasToString(inFile.toString());
    assertThat(value(path, yaml(path, "${B:-}"), Map.of(), TAKEN_AWAY)).isNull();
    Files.writeString(folder.resolve("kept"), text + "\n");
    if (key.is(Trait.SECRET)) {
      assertThat(value(path, "", Map.of(variable + "_FILE", "kept"), TAKEN_AWAY)).isEqualTo(inFile);
      assertThat(value(path, "", Map.of(), variable + "_FILE=kept")).isEqualTo(inFile);
    }
    assertThat(value(path, yaml(path, "${A}"), Map.of("A_FILE", "kept"), TAKEN_AWAY))
        .hasToString(inFile.toString());
  }

  private static String yaml(String path, String text) {
    String[] steps = path.split("\\.");
    var yaml = new StringBuilder();
    for (int i = 0; i < steps.length; i++) {
      yaml.append("  ".repeat(i)).append(steps[i]).append(":");
      yaml.append(i < steps.length - 1 ? "\n" : " '" + text.replace("'", "''") + "'\n");
    }
    return yaml.toString();
  }

  /** What is read for a key; null if it is not set. */
  private Object value(String path, String yaml, Map<String, String> process, String envFile) {
    var findings = new Findings();
    var environment =
        new Environment(
            new Shelf(folder, Set.of()),
            new HashMap<>(process),
            EnvFile.parse(".env", envFile, new HashMap<>(process), findings));
    Values values =
        Keys.ROOT.read(
            YamlTree.parse("x", yaml, findings), new Spot(findings, environment, "x", 0, ""));
    findings.throwIfAny();
    Table table = Keys.ROOT;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      Key<?> above = table.keys().get(steps[i]);
      table = ((Nested) above.shape()).table();
      values = (Values) values.get(above).orElseThrow();
    }
    return values.get(table.keys().get(steps[steps.length - 1])).orElse(null);
  }

  private static Map<String, Key<?>> keys(Table table, String path) {
    var all = new LinkedHashMap<String, Key<?>>();
    table
        .keys()
        .forEach(
            (name, key) -> {
              if (key.shape() instanceof Nested nested) {
                all.putAll(keys(nested.table(), path + name + "."));
              } else if (key.shape().isText()) {
                all.put(path + name, key);
              }
            });
    return all;
  }
}

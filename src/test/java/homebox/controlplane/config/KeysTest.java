package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Key.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the reader to the design's tables, and the manual to the reader. */
class KeysTest {
  @Test
  void the_reader_knows_the_keys_of_the_design_and_no_others() throws IOException {
    List<String> design =
        Files.readAllLines(Path.of("src/test/resources/conf/keys.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceAll("\\s+", " ").strip())
            .toList();

    assertThat(lines(Keys.ROOT, "", true)).containsExactlyInAnyOrderElementsOf(design);
  }

  @Test
  void every_default_is_a_value_of_its_key() {
    all(Keys.ROOT)
        .filter(key -> !key.fallback().isEmpty())
        .forEach(key -> assertThat(key.fallbackValue()).as(key.name()).isPresent());
  }

  @Test
  void the_manual_names_every_key_and_every_variable() throws IOException {
    String manual = Files.readString(Path.of("docs/configuration.md"));
    for (String line : lines(Keys.ROOT, "", true)) {
      String[] parts = line.replaceFirst("^\\+ ", "").split(" ?\\| ?", -1);
      String last = parts[0].substring(parts[0].lastIndexOf('.') + 1);
      assertThat(manual).as(parts[0]).containsPattern("`\\.?([a-z_]+\\.)?" + last + "`");
      if (!parts[1].startsWith("CONTROL_PLANE_")) {
        assertThat(manual).contains(parts[1]);
      }
    }
  }

  private static Stream<Key<?>> all(Table table) {
    return table.keys().values().stream()
        .flatMap(
            key -> {
              Table inner = inner(key);
              return inner == null ? Stream.of(key) : all(inner);
            });
  }

  private static List<String> lines(Table table, String path, boolean usedAbove) {
    var lines = new ArrayList<String>();
    for (Key<?> key : table.keys().values()) {
      Table inner = inner(key);
      boolean isUsed = usedAbove && key.is(Trait.USED);
      String here = path + key.name();
      if (inner == null) {
        boolean inList = here.contains("[");
        String variable = inList ? "" : key.variableAt(here);
        String used = isUsed ? "+ " : "";
        lines.add(
            (used + here + " | " + variable + " | " + key.fallback())
                .replaceAll(" +", " ")
                .strip());
      } else {
        lines.addAll(lines(inner, here + (key.shape() instanceof Sections ? "[]." : "."), isUsed));
      }
    }
    return lines;
  }

  private static Table inner(Key<?> key) {
    if (key.shape() instanceof Nested nested) {
      return nested.table();
    }
    return key.shape() instanceof Sections sections ? sections.table() : null;
  }
}

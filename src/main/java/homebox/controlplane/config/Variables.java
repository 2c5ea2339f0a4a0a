package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the lines of a {@code .env} mean, for who writes the same in another form. */
public final class Variables {
  private Variables() {}

  /**
   * One of them.
   *
   * @param path of the key that it sets; empty if it sets none of a configuration file
   * @param secret nobody may see its value
   */
  public record Variable(String name, Optional<String> path, boolean secret, String text) {}

  /**
   * Those of a file that were found to be right before, in the order of the manual; those that set
   * no key come last.
   */
  public static List<Variable> in(Path file) {
    var findings = new Findings();
    String text = TextFile.text(TextFile.bytes(file));
    EnvFile lines = EnvFile.parse(file.toString(), text, Map.of(), findings);
    findings.throwIfAny();
    var left = new TreeSet<>(lines.names());
    var all = new ArrayList<Variable>();
    keys(Keys.ROOT, "")
        .forEach(
            (path, key) -> {
              String name = key.variableAt(path);
              if (left.remove(name)) {
                all.add(variable(name, Optional.of(path), key.is(Trait.SECRET), lines));
              }
            });
    left.forEach(name -> all.add(variable(name, Optional.empty(), true, lines)));
    return all;
  }

  private static Variable variable(
      String name, Optional<String> path, boolean secret, EnvFile lines) {
    return new Variable(name, path, secret, lines.find(name).orElseThrow().text());
  }

  /** All that a variable may set: no parts of lists. */
  private static Map<String, Key<?>> keys(Table table, String above) {
    var all = new LinkedHashMap<String, Key<?>>();
    table
        .keys()
        .forEach(
            (name, key) -> {
              if (key.shape() instanceof Nested nested) {
                all.putAll(keys(nested.table(), above + name + "."));
              } else if (!(key.shape() instanceof Sections)) {
                all.put(above + name, key);
              }
            });
    return all;
  }
}

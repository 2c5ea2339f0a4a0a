package homebox.controlplane.cli.imports;

import io.vertx.core.json.Json;
import java.util.regex.Pattern;

/** How texts are written in our configuration: as they are where that is safe, else in quotes. */
final class Yaml {
  /** Begins like a word and holds nothing that YAML, or we, take for a sign. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}/.][\\p{L}\\p{N} _./+=@()-]*(:[\\p{L}\\p{N}_./+=@()-]+)*");

  private Yaml() {}

  /** JSON's quotes are YAML's too; what we would replace from the environment is kept as it is. */
  static String text(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !text.endsWith(" ") && !text.equalsIgnoreCase("null");
    return plain ? text : Json.encode(text.replace("${", "$${"));
  }

  /** One of ours, with variables in it. */
  static String written(String text) {
    return text.indexOf('$') < 0 ? text : quoted(text);
  }

  static String quoted(String text) {
    return Json.encode(text);
  }

  /** What is read from the environment. */
  static String variable(String name) {
    return "${" + name + "}";
  }

  /** On one line, whatever is in it. */
  static String comment(String text) {
    return "# " + text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}

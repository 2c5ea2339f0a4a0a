package homebox.controlplane.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env}: {@code NAME=value}, comments, quotes, {@code export}. {@code ${NAME}} means the
 * process's value or that of a line above, except in single quotes.
 */
final class EnvFile {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*(?:=\\s*(.*))?", Pattern.DOTALL);
  private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
  private static final Pattern DOUBLE =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:#.*)?", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private final Map<String, Environment.Given> values = new HashMap<>();
  private final String name;
  private final Map<String, String> process;

  private EnvFile(String name, Map<String, String> process) {
    this.name = name;
    this.process = process;
  }

  /** One that is not there. */
  static EnvFile none() {
    return new EnvFile("", Map.of());
  }

  /** Reads its text. */
  static EnvFile parse(String name, String text, Map<String, String> process, Findings findings) {
    var file = new EnvFile(name, process);
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      file.line(lines[i].strip(), i + 1, findings);
    }
    return file;
  }

  /** As it was named. */
  String shown() {
    return name;
  }

  Optional<Environment.Given> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Set<String> names() {
    return values.keySet();
  }

  private void line(String line, int number, Findings findings) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    Matcher found = LINE.matcher(line);
    if (!found.matches()) {
      findings.fault(
          name, number, "", "this line is no NAME=value — write one, or put # before it");
      return;
    }
    String value =
        found.group(2) == null ? "" : value(found.group(2), number, found.group(1), findings);
    if (!value.isBlank()) {
      values.put(found.group(1), new Environment.Given(found.group(1), value, name, number));
    } else {
      values.remove(found.group(1));
    }
  }

  private String value(String written, int number, String key, Findings findings) {
    Matcher single = SINGLE.matcher(written);
    if (single.matches()) {
      return single.group(1);
    }
    Matcher quoted = DOUBLE.matcher(written);
    if (quoted.matches()) {
      return expanded(quoted.group(1), EnvFile::unescaped);
    }
    if (written.startsWith("'") || written.startsWith("\"")) {
      findings.fault(name, number, key, "its quotes do not fit — close them on the same line");
      return "";
    }
    String bare = written.startsWith("#") ? "" : written.replaceFirst("\\s+#.*$", "");
    return expanded(bare, UnaryOperator.identity());
  }

  private String expanded(String text, UnaryOperator<String> unescape) {
    var out = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int from = 0;
    while (reference.find()) {
      out.append(unescape.apply(text.substring(from, reference.start())));
      out.append(valueOf(reference));
      from = reference.end();
    }
    return out.append(unescape.apply(text.substring(from))).toString();
  }

  private String valueOf(Matcher reference) {
    String set = process.getOrDefault(reference.group(1), "");
    if (!set.isBlank()) {
      return set;
    }
    String otherwise = reference.group(2) == null ? "" : reference.group(2);
    return find(reference.group(1)).map(Environment.Given::text).orElse(otherwise);
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)", Pattern.DOTALL)
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      default -> found.group(1);
                    }));
  }
}

package homebox.controlplane.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of /metrics, read by the letter of Prometheus' text format: heads before lines, the
 * lines of one metric together, no series twice, every value a number.
 */
public final class Exposition {
  private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][\\w:]*) (.+)");
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? ([^ ]+)", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final List<Path> PROMTOOLS =
      List.of(Path.of("/usr/bin/promtool"), Path.of("/usr/local/bin/promtool"));

  private final Map<Series, Double> values = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> over = new HashSet<>();
  private String current = "";

  /** One line's name and labels. */
  public record Series(String name, Map<String, String> labels) {}

  private Exposition() {}

  /** Reads it, or fails at the first line that is not as it should be. */
  public static Exposition of(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("it does not end with a line feed");
    }
    var read = new Exposition();
    text.lines().forEach(read::line);
    return read;
  }

  /** The value of a series, labels as {@code name, value, name, value}. */
  public Optional<Double> find(String name, String... labels) {
    var wanted = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return values.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name))
        .filter(each -> each.getKey().labels().entrySet().containsAll(wanted.entrySet()))
        .map(Map.Entry::getValue)
        .reduce(
            (one, two) -> {
              throw new AssertionError("several are " + name + wanted);
            });
  }

  /** The same, which must be there. */
  public double value(String name, String... labels) {
    return find(name, labels)
        .orElseThrow(() -> new AssertionError("no " + name + " " + Arrays.toString(labels)));
  }

  /** All series, in their order. */
  public Set<Series> series() {
    return values.keySet();
  }

  /** What kind of number each metric is. */
  public Map<String, String> types() {
    return types;
  }

  private void line(String line) {
    Matcher head = HEAD.matcher(line);
    if (head.matches()) {
      enter(head.group(2));
      if (head.group(1).equals("TYPE")) {
        types.put(head.group(2), head.group(3));
      }
      return;
    }
    Matcher data = LINE.matcher(line);
    if (!data.matches()) {
      throw new AssertionError("no line of the format: " + line);
    }
    belongs(data.group(1));
    var series = new Series(data.group(1), labels(data.group(2)));
    if (values.put(series, Double.valueOf(data.group(3).replace("+Inf", "Infinity"))) != null) {
      throw new AssertionError("twice: " + line);
    }
  }

  private void enter(String metric) {
    if (!metric.equals(current)) {
      over.add(current);
      current = metric;
      if (over.contains(metric)) {
        throw new AssertionError("not in one piece: " + metric);
      }
    }
  }

  private void belongs(String name) {
    List<String> endings =
        switch (types.getOrDefault(current, "none")) {
          case "counter", "gauge" -> List.of("");
          case "histogram" -> List.of("_bucket", "_sum", "_count");
          case "summary" -> List.of("_sum", "_count");
          default -> List.of();
        };
    if (endings.stream().noneMatch(ending -> name.equals(current + ending))) {
      throw new AssertionError(name + " stands below the head of " + current);
    }
  }

  private static Map<String, String> labels(String text) {
    var labels = new HashMap<String, String>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    int end = 0;
    while (label.find()) {
      if (label.start() != end) {
        break;
      }
      end = label.end();
      labels.put(label.group(1), unescaped(label.group(2)));
    }
    if (end != (text == null ? 0 : text.length())) {
      throw new AssertionError("no labels: " + text);
    }
    return labels;
  }

  private static String unescaped(String value) {
    return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /** True where {@link #complaints} can ask. */
  public static boolean promtoolIsThere() {
    return PROMTOOLS.stream().anyMatch(Files::isExecutable);
  }

  /** What {@code promtool check metrics} has against it; nothing when it is clean. */
  public static String complaints(String text) {
    Path tool = PROMTOOLS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    try {
      Path file = Files.createTempFile("metrics", ".txt");
      Files.writeString(file, text);
      var process =
          new ProcessBuilder(tool.toString(), "check", "metrics")
              .redirectInput(file.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Files.delete(file);
      return process.waitFor() == 0 ? said : "exit " + process.exitValue() + ": " + said;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}

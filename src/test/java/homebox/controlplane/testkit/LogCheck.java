package homebox.controlplane.testkit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds of everything that any process of the suite says, on its console and in its files: no
 * secret of its configuration, no failure twice in a row, nothing of use after an end, and JSON
 * that is JSON.
 */
final class LogCheck {
  private static final Pattern SECRET_NAME = Pattern.compile(".*(TOKEN|PASSWORD|SECRET)");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?:token|password|secret|bearer|webhook_url)\"?\\s*:\\s*[\"']?([^\\s\"',}]+)");
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("/bot[0-9]+:[A-Za-z0-9_-]+|://[^/\\s@\"]+:[^/\\s@\"*…]+@");
  private static final Pattern LINE =
      Pattern.compile("[0-9-]{10} [0-9:.]{12} ((?:ERROR|WARN|INFO|DEBUG) .*)");

  /** What a library says when we use it after its end, or a check when it meets what cannot be. */
  private static final Pattern MISHAP =
      Pattern.compile("Discarding message|Client is closed|a bug of ours");

  /** Shorter ones stand in innocent words. */
  private static final int SHORTEST = 6;

  private final Set<String> secrets = new LinkedHashSet<>();

  LogCheck(Path folder, Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (SECRET_NAME.matcher(name).matches()) {
            add(value);
          }
        });
    for (String file : List.of("conf/control-plane.yaml", ".env")) {
      if (Files.isRegularFile(folder.resolve(file))) {
        SECRET_KEY.matcher(text(folder.resolve(file))).results().forEach(it -> add(it.group(1)));
      }
    }
  }

  /** A bot's token is one with its number and without. */
  private void add(String secret) {
    if (secret.length() >= SHORTEST && !secret.contains("${")) {
      secrets.add(secret);
      secrets.add(secret.replaceFirst("^[0-9]+:", ""));
    }
  }

  /** What a process has said, and what stands in the logs of its folder. */
  static void of(Path folder, Map<String, String> environment, List<String> said) {
    var check = new LogCheck(folder, environment);
    check.lines("its console", said);
    Path logs = folder.resolve("logs");
    if (Files.isDirectory(logs)) {
      try (Stream<Path> files = Files.list(logs)) {
        files
            .filter(file -> file.toString().endsWith(".log"))
            .forEach(file -> check.lines(file.toString(), text(file).lines().toList()));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** The same of what is no log. */
  static void ofAnswer(Path folder, Map<String, String> environment, String said) {
    new LogCheck(folder, environment).noSecret("its answer", said.lines().toList());
  }

  private void lines(String where, List<String> lines) {
    noSecret(where, lines);
    noRepeat(where, lines);
    noMishap(where, lines);
    lines.stream().filter(line -> line.startsWith("{\"")).forEach(line -> json(where, line));
  }

  private void noSecret(String where, List<String> lines) {
    var bad = new ArrayList<String>();
    for (String line : lines) {
      if (LOOKS_SECRET.matcher(line).find() || secrets.stream().anyMatch(line::contains)) {
        bad.add(line);
      }
    }
    if (!bad.isEmpty()) {
      throw new AssertionError(where + " shows a secret:\n" + String.join("\n", bad));
    }
  }

  private static void noMishap(String where, List<String> lines) {
    List<String> bad = lines.stream().filter(line -> MISHAP.matcher(line).find()).toList();
    if (!bad.isEmpty()) {
      throw new AssertionError(where + " tells of a mishap:\n" + String.join("\n", bad));
    }
  }

  private static void noRepeat(String where, List<String> lines) {
    String before = "";
    for (String line : lines) {
      Matcher said = LINE.matcher(line);
      if (said.matches()) {
        boolean trouble = said.group(1).matches("WARN .*|ERROR .*");
        if (trouble && said.group(1).equals(before)) {
          throw new AssertionError(where + " says the same failure twice in a row:\n" + line);
        }
        before = trouble ? said.group(1) : "";
      }
    }
  }

  private static void json(String where, String line) {
    try {
      new JsonObject(line);
    } catch (DecodeException broken) {
      throw new AssertionError(where + " has a line that is no JSON:\n" + line, broken);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

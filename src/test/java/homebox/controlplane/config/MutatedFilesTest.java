package homebox.controlplane.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Files that were right until something happened to them: a slip, an editor, a bad disk. */
class MutatedFilesTest {
  private static final List<String> SLIPS =
      List.of(
          "\t",
          "\u0000",
          "\uFEFF",
          "\r",
          "\r\n",
          "\u2028",
          "\u0085",
          "\u00a0",
          "😀",
          "\ud83d",
          "é",
          "&a ",
          "*a",
          "*web",
          "<<: *web",
          "- ",
          ": ",
          ":",
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          "#",
          " # ",
          "!!java.lang.String ",
          "!x ",
          "| ",
          ">-",
          "? ",
          "%TAG ! x",
          "@",
          "`",
          "\n",
          "\n\n",
          "  ",
          "---\n",
          "...\n",
          "${",
          "}",
          "${A}",
          "${${A}}",
          "$${",
          "\\",
          "\\x",
          "0x1F",
          "1e400",
          "NaN",
          "-.inf",
          "9".repeat(400),
          "a".repeat(5_000),
          ",".repeat(100),
          "[".repeat(80),
          "{a: ".repeat(80),
          "- ".repeat(80),
          "https://",
          "/(/",
          "/(a+)+$/",
          "~",
          "null");

  private static Path folder;
  private static List<String> files;

  @BeforeContainer
  static void readTheFiles() throws IOException {
    folder = Files.createTempDirectory("mutated");
    Files.createDirectories(folder.resolve("conf"));
    String ours = Files.readString(Path.of(Place.OURS));
    files = new ArrayList<>(List.of(ours, Opened.all(ours)));
    for (String place : List.of("conf/examples", "src/test/resources/conf")) {
      try (Stream<Path> all = Files.list(Path.of(place))) {
        all.filter(file -> file.toString().endsWith(".yaml"))
            .sorted()
            .forEach(MutatedFilesTest::add);
      }
    }
  }

  private static void add(Path file) {
    try {
      files.add(Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (String name : List.of(Place.OURS, ".env", "kept", "conf", "")) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void a_slip_or_several_are_read_or_refused(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    String text = files.get(random.nextInt(files.size()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      text = slipped(text, random);
    }
    Files.writeString(folder.resolve(Place.OURS), text.replaceAll("[\ud800-\udfff]", "?"));
    Verdict.of(folder, Map.of("A", "x: y"));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void broken_bytes_are_read_or_refused(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    byte[] bytes = files.get(random.nextInt(files.size())).getBytes(StandardCharsets.UTF_8).clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Files.write(folder.resolve(Place.OURS), Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
    Verdict.of(folder, Map.of());
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void variables_are_read_or_refused(@ForAll("variables") Map<String, String> environment)
      throws IOException {
    Files.writeString(folder.resolve(Place.OURS), "check_interval: ${A:-5}\n");
    Verdict.of(folder, environment);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void bytes_of_an_env_file_are_read_or_refused(@ForAll byte[] bytes) throws IOException {
    Files.writeString(folder.resolve(Place.OURS), "");
    Files.write(folder.resolve(".env"), bytes);
    Verdict.of(folder, Map.of());
    Files.deleteIfExists(folder.resolve(".env"));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void bytes_of_a_secret_file_are_read_or_refused(@ForAll byte[] bytes) throws IOException {
    Files.write(folder.resolve("kept"), bytes);
    Files.writeString(folder.resolve(Place.OURS), "web: {title: '${A:-x}'}\n");
    String kept = folder.resolve("kept").toString();
    Verdict.of(folder, Map.of("TELEGRAM_BOT_TOKEN_FILE", kept));
    Verdict.of(folder, Map.of("WEB_API_TOKEN_FILE", kept, "A_FILE", kept));
  }

  @Provide
  Arbitrary<Map<String, String>> variables() {
    var names = new ArrayList<>(StrangeNames.variables(Keys.ROOT, "").values());
    names.remove(Place.VARIABLE);
    names.addAll(List.of("HOMEBOX_SERVICES", "CHECK_HOMEBOX_SERVICES", "A", "LANG"));
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of("1", "off", "true", "5m", "a", "http://a", "a:1", "a:1,b:2,a:3", "*"),
            Arbitraries.strings().ofMaxLength(12));
    return Arbitraries.maps(Arbitraries.of(names), value).ofMaxSize(8).map(HashMap::new);
  }

  private static String slipped(String text, Random random) {
    if (text.isEmpty()) {
      return SLIPS.get(random.nextInt(SLIPS.size()));
    }
    int at = random.nextInt(text.length());
    return switch (random.nextInt(7)) {
      case 0 -> text.substring(0, at);
      case 1 ->
          text.substring(0, at)
              + text.substring(Math.min(text.length(), at + 1 + random.nextInt(9)));
      case 2 -> onLines(text, random);
      case 3 -> text.replace("\n", random.nextBoolean() ? "\r\n" : "\r");
      default ->
          text.substring(0, at) + SLIPS.get(random.nextInt(SLIPS.size())) + text.substring(at);
    };
  }

  private static String onLines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(one);
      case 1 -> lines.add(other, lines.get(one));
      case 2 -> lines.set(one, " ".repeat(random.nextInt(9)) + lines.get(one).strip());
      default -> Collections.swap(lines, one, other);
    }
    return String.join("\n", lines);
  }
}

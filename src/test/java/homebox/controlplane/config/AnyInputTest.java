package homebox.controlplane.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the file holds: settings or faults that say where, and never anything else. */
class AnyInputTest {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("any-input");
    Files.createDirectories(folder.resolve("conf"));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(folder.resolve(Place.OURS));
    Files.deleteIfExists(folder.resolve(".env"));
    Files.deleteIfExists(folder.resolve("conf"));
    Files.deleteIfExists(folder);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void bytes_are_read_or_refused(@ForAll byte[] bytes) throws IOException {
    check(bytes);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void signs_of_yaml_are_read_or_refused(@ForAll("soup") String text) throws IOException {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void keys_with_strange_values_are_read_or_refused(@ForAll("documents") String text)
      throws IOException {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
  void env_files_are_read_or_refused(@ForAll("envLines") List<String> lines) throws IOException {
    Files.writeString(folder.resolve(".env"), String.join("\n", lines));
    check(new byte[0]);
    Files.deleteIfExists(folder.resolve(".env"));
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(
            "a",
            "services",
            "name",
            "url",
            ": ",
            ":",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "#",
            "&x ",
            "*x",
            "<<",
            "!t ",
            "| ",
            ">",
            "?",
            "%",
            "@",
            "\t",
            "---",
            "...",
            "\\",
            "é",
            "😀",
            "\u0000",
            "\u0085",
            "\r",
            "~",
            "http://a",
            "${A}",
            "1",
            ".")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> entry =
        Combinators.combine(Arbitraries.of(names(Keys.ROOT)), values(2))
            .as((key, value) -> key + ": " + value + "\n");
    Arbitrary<String> service =
        Combinators.combine(Arbitraries.of(names(ServiceKeys.TABLE)), values(2))
            .as((key, value) -> key + ": " + value)
            .list()
            .ofMaxSize(6)
            .map(keys -> "  - {" + String.join(", ", keys) + "}\n");
    return Combinators.combine(entry.list().ofMaxSize(4), service.list().ofMaxSize(3))
        .as((top, list) -> String.join("", top) + "services:\n" + String.join("", list));
  }

  @Provide
  Arbitrary<List<String>> envLines() {
    Arbitrary<String> name =
        Arbitraries.of(
            "CHECK_INTERVAL", "WEB_PORT", "TELEGRAM_BOT_TOKEN_FILE", "export A", "é", "");
    Arbitrary<String> value = Arbitraries.strings().withChars("a1'\"\\$# {}:-éA\t").ofMaxLength(12);
    return Combinators.combine(name, Arbitraries.of("=", " = ", ""), value)
        .as((n, eq, v) -> n + eq + v)
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> plain =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "~",
                "0",
                "-1",
                "010",
                "1.5",
                "1e9",
                "12:30",
                "off",
                "NO",
                "5m",
                "999999999999d",
                "2xx",
                "'*'",
                "'/(/'",
                "'/a*/'",
                "http://a",
                "'http://u:p@b:1/?q=1'",
                "'tcp://a:1'",
                "'dns://a/b'",
                "'heartbeat:'",
                "'${A}'",
                "'${A:-3}'",
                "a",
                "b",
                "'group:a'",
                "true",
                "!x y",
                "\"\\n\"",
                "Europe/Paris",
                "mon-fri 08:00-20:00",
                "0 3 * * *",
                "/",
                "homebox"),
            Arbitraries.strings().ofMaxLength(8).map(AnyInputTest::quoted));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<String> list =
        values(depth - 1).list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]");
    Arbitrary<String> keys =
        Combinators.combine(Arbitraries.of(names(ExpectKeys.TABLE)), values(depth - 1))
            .as((key, value) -> key + ": " + value)
            .list()
            .ofMaxSize(3)
            .map(items -> "{" + String.join(", ", items) + "}");
    return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, list), Tuple.of(1, keys));
  }

  private static List<String> names(Table table) {
    return List.copyOf(table.keys().keySet());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void check(byte[] bytes) throws IOException {
    Files.write(folder.resolve(Place.OURS), bytes);
    Verdict.of(folder, Map.of("A", "x: y"));
  }
}

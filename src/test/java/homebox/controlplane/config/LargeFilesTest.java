package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import homebox.controlplane.testkit.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LargeFilesTest {
  private static final Duration GENEROUS = Duration.ofSeconds(100);
  @TempDir Path folder;

  @Test
  void ten_thousand_full_services_are_read_as_quickly_each_as_a_thousand() {
    var thousand = new Loading(folder.resolve("thousand")).yaml(Home.of(1_000));
    var all = new Loading(folder.resolve("all")).yaml(Home.of(10_000));
    assertThat(all.load().services()).hasSize(10_000);
    Growth.isEven(thousand::load, all::load);
  }

  @Test
  void ten_thousand_services_that_share_and_depend_on_all_are_read() {
    String services =
        IntStream.range(1, 10_000)
            .mapToObj(i -> "  - {<<: *a, name: S" + i + ", group: G, depends_on: 'tag:core'}\n")
            .collect(Collectors.joining());
    var in =
        new Loading(folder)
            .yaml(
                "services:\n  - &a {name: A, url: 'http://a', tags: core, headers: {X: '1'}}\n"
                    + services.replace("group: G", "tags: [], group: G"));

    assertThat(assertTimeoutPreemptively(GENEROUS, () -> in.load()).services()).hasSize(10_000);
  }

  @Test
  void a_chain_of_ten_thousand_ends_in_no_stack_overflow() {
    String services =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "  - {name: S"
                        + i
                        + ", url: 'http://a', depends_on: S"
                        + (i + 1) % 10_000
                        + "}\n")
            .collect(Collectors.joining("", "services:\n", ""));
    List<String> faults =
        assertTimeoutPreemptively(GENEROUS, () -> new Loading(folder).yaml(services).faults());

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).contains("goes in a circle").contains("→ … →").hasSizeLessThan(300);
  }

  @Test
  void aliases_of_aliases_do_not_explode() {
    var text = new StringBuilder("services:\n");
    text.append("  - &a0 {name: A, url: 'http://a', tags: &t [")
        .append("x,".repeat(20_000))
        .append("x]}\n");
    text.append("  - {<<: *a0, name: B, tags: *t}\n".repeat(20_000));
    List<String> faults =
        assertTimeoutPreemptively(
            GENEROUS, () -> new Loading(folder).yaml(text.toString()).faults());

    assertThat(faults)
        .contains(
            "conf/control-plane.yaml:2: is too much once its aliases are written out — use fewer"
                + " aliases");
  }

  @Test
  void a_billion_laughs_are_none() {
    var text = new StringBuilder("a: &a [l, o, l]\n");
    for (char c = 'b'; c < 'z'; c++) {
      text.append(c).append(": &").append(c).append(" [");
      text.append(("*" + (char) (c - 1) + ", ").repeat(9)).append("l]\n");
    }
    List<String> faults =
        assertTimeoutPreemptively(
            GENEROUS, () -> new Loading(folder).yaml(text.toString()).faults());

    assertThat(faults).hasSize(25).allMatch(fault -> fault.contains("is not known"));
  }

  /** An attack, a tool gone wild, a file of another kind: an answer in time all the same. */
  @ParameterizedTest
  @MethodSource("monsters")
  void a_monster_is_refused_with_a_line(String name, String text) {
    List<String> faults =
        assertTimeoutPreemptively(GENEROUS, () -> new Loading(folder).yaml(text).faults());

    assertThat(faults)
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(1_001)
        .allMatch(fault -> fault.matches("(conf/control-plane\\.yaml:[0-9]+: .* — .*|… and .*)"));
  }

  static Stream<Arguments> monsters() {
    String levels =
        IntStream.range(0, 3_000)
            .mapToObj(depth -> " ".repeat(depth) + "a:\n")
            .collect(Collectors.joining());
    String aliases =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "- &x" + i + " {a: 1}\n- *x" + i + "\n")
            .collect(Collectors.joining());
    return Stream.of(
        Arguments.of("a hundred thousand brackets", "a: " + "[".repeat(100_000)),
        Arguments.of(
            "a hundred thousand closed ones", "a: " + "[".repeat(100_000) + "]".repeat(100_000)),
        Arguments.of("braces", "{a: ".repeat(100_000)),
        Arguments.of("dashes", "- ".repeat(100_000)),
        Arguments.of("question marks", "? ".repeat(100_000)),
        Arguments.of("three thousand levels", levels),
        Arguments.of("the same key fifty thousand times", "a: 1\n".repeat(50_000)),
        Arguments.of("a key of half a megabyte", "k".repeat(500_000) + ": 1"),
        Arguments.of("a value of half a megabyte", "check_interval: " + "9".repeat(500_000)),
        Arguments.of("a text that never ends", "web: {title: \"" + "é".repeat(200_000)),
        Arguments.of("zeros", "\u0000".repeat(100_000)),
        Arguments.of("tabs", "\t".repeat(100_000) + "a: 1"),
        Arguments.of("ten thousand anchors", "services:\n" + aliases),
        Arguments.of("an anchor in itself", "services: &a [*a, *a, {x: *a}]\n"),
        Arguments.of("merged into itself", "web: &a {<<: *a, port: x}\n"),
        Arguments.of("a hundred thousand documents", "---\na: 1\n".repeat(100_000)));
  }

  @Test
  void much_of_nothing_is_nothing() {
    for (String text :
        List.of("# x\n".repeat(200_000), "\n".repeat(500_000), " ".repeat(500_000))) {
      assertThat(new Loading(folder).yaml(text).load().services()).hasSize(2);
    }
  }

  @Test
  void a_thousand_faults_are_enough() {
    var in = new Loading(folder).yaml("services:\n" + "  - 1\n".repeat(5_000));

    assertThat(in.faults()).hasSize(1_001).last().isEqualTo("… and 4000 more — mend these first");
    assertThat(in.faults(Map.of())).hasSize(1_001);
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFilesTest {
  private static final Duration GENEROUS = Duration.ofSeconds(100);
  @TempDir Path folder;

  @Test
  void ten_thousand_full_services_are_read() {
    String services =
        IntStream.range(0, 10_000)
            .mapToObj(LargeFilesTest::service)
            .collect(Collectors.joining("", "services:\n", ""));
    var in = new Loading(folder).yaml(services);

    assertThat(assertTimeoutPreemptively(GENEROUS, () -> in.load()).services()).hasSize(10_000);
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

  @Test
  void a_thousand_faults_are_enough() {
    var in = new Loading(folder).yaml("services:\n" + "  - 1\n".repeat(5_000));

    assertThat(in.faults()).hasSize(1_001).last().isEqualTo("… and 4000 more — mend these first");
    assertThat(in.faults(Map.of())).hasSize(1_001);
  }

  private static String service(int i) {
    return """
      - name: Service number %1$d
        url: https://host-%1$d.example.org:8443/health/live?probe=control-plane
        group: Group %2$d
        description: what a person would write about the service number %1$d
        tags: [web, tier-%2$d]
        interval: 30s
        timeout: 5s
        max_response_time: 2s
        headers: {Accept: application/json}
        expect:
          status: [200, 204]
          body: ok
    """
        .formatted(i, i % 20);
  }
}

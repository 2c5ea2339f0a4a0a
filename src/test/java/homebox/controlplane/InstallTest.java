package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import homebox.controlplane.testkit.Docker;
import homebox.controlplane.testkit.Docker.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files with which it is installed say what they should. */
class InstallTest {
  private static final List<String> COMPOSE =
      List.of("docker/compose.yaml", "docker/compose.cluster.yaml");

  private static final Path UNIT = Path.of("docs/control-plane.service");
  private static final String DEAF = "-XX:+ExitOnOutOfMemoryError";

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static Said analyze(String... arguments) {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")))
        .as("systemd-analyze is missing on this machine")
        .isTrue();
    return Docker.run(Map.of(), List.of("systemd-analyze"), arguments);
  }

  @Test
  void systemd_finds_nothing_wrong_with_the_unit() {
    assertThat(analyze("verify", UNIT.toString()).well()).isEmpty();
  }

  @Test
  void systemd_finds_the_unit_well_locked_up() {
    Said said = analyze("security", "--offline=true", "--threshold=16", UNIT.toString());
    assumeThat(said.text()).as("systemd is older than 250").doesNotContain("unrecognized option");
    said.well();
  }

  @Test
  void every_start_line_ends_the_process_when_memory_is_out() throws IOException {
    assertThat(read("docs/control-plane.service")).contains(DEAF);
    assertThat(read("docker/control-plane")).contains(DEAF);
    assertThat(read("docs/install.md").lines().filter(line -> line.startsWith("| 1")))
        .isNotEmpty()
        .filteredOn(line -> !line.contains("the same"))
        .allMatch(line -> line.contains(DEAF));
  }

  @Test
  void reload_is_a_hangup_and_a_mistake_is_not_tried_again() throws IOException {
    assertThat(read("docs/control-plane.service"))
        .contains("ExecReload=/bin/kill -HUP $MAINPID", "RestartPreventExitStatus=2");
  }

  @Test
  void image_and_compose_file_name_the_version_of_the_pom() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>control-plane</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(read("pom.xml"));
    assertThat(version.find()).isTrue();
    assertThat(read("docker/Dockerfile"))
        .contains("org.opencontainers.image.version=\"" + version.group(1) + "\"");
    for (String compose : COMPOSE) {
      assertThat(read(compose)).as(compose).contains("control-plane:" + version.group(1) + "}");
    }
  }

  /** Else the image's jar would lack what {@code run --init} writes, and nobody would be told. */
  @Test
  void the_image_is_built_from_all_that_the_jar_is_made_of() throws IOException {
    Matcher packed = Pattern.compile("<include>([^<]+)</include>").matcher(resources());
    List<String> roots = packed.results().map(found -> found.group(1).split("/")[0]).toList();
    assertThat(roots).contains("webroot", "conf", ".env.example");
    List<String> copied =
        read("docker/Dockerfile")
            .lines()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
            .flatMap(line -> List.of(line.split(" ")).stream())
            .toList();
    assertThat(copied).containsAll(roots);
    assertThat(read(".dockerignore").lines())
        .containsAll(roots.stream().map(root -> "!" + root).toList());
  }

  private static String resources() throws IOException {
    String pom = read("pom.xml");
    return pom.substring(pom.indexOf("<resources>"), pom.indexOf("</resources>"));
  }

  @Test
  void compose_files_and_image_build_from_the_same_images() throws IOException {
    for (String name : List.of("BASE", "BUILDER", "JAR")) {
      Matcher fallback =
          Pattern.compile("ARG " + name + "=(.+)").matcher(read("docker/Dockerfile"));
      assertThat(fallback.find()).isTrue();
      for (String compose : COMPOSE) {
        assertThat(read(compose)).contains(name + ": ${" + name + ":-" + fallback.group(1) + "}");
      }
    }
  }

  /** Else what stands in {@code .env} would hold for one and not for three. */
  @Test
  void three_nodes_hear_of_every_variable_of_one() throws IOException {
    assertThat(passed("docker/compose.yaml")).hasSizeGreaterThan(10);
    assertThat(passed("docker/compose.cluster.yaml")).containsAll(passed("docker/compose.yaml"));
  }

  /** What goes into the container under its own name. */
  private static List<String> passed(String compose) throws IOException {
    return Pattern.compile("(\\w+): \\$\\{\\1:-")
        .matcher(read(compose))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}

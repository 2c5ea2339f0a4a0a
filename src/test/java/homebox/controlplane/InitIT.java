package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --init}, as a new user meets it. */
class InitIT {
  @TempDir Path folder;

  private JarCall init(String... arguments) {
    return JarCall.of(folder, Map.of(), arguments);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --init", "--init"})
  void it_writes_what_we_ship_says_what_comes_next_and_ends(String arguments) throws IOException {
    JarCall call = init(arguments.split(" "));

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(call.err()).isEmpty();
    assertThat(call.out().lines())
        .containsExactly(
            "conf/control-plane.yaml written: every key, commented out",
            "conf/control-plane.schema.json written: what editors need to help with it",
            ".env.example written: for tokens and passwords",
            "Next: name your services in conf/control-plane.yaml, copy .env.example to .env and fill"
                + " it in, then start without --init.");
    assertThat(files())
        .containsExactly(
            ".env.example", "conf/control-plane.schema.json", "conf/control-plane.yaml");
    for (String file : files()) {
      assertThat(folder.resolve(file)).hasSameTextualContentAs(Path.of(file));
    }
  }

  @Test
  void what_it_wrote_runs_as_it_is() throws IOException {
    init("run", "--init");
    Files.copy(folder.resolve(".env.example"), folder.resolve(".env"));
    var settings = Map.of("WEB_PORT", "0", "HOMEBOX_URL", "off", "NERON_URL", "off");
    try (JarProcess run = JarProcess.start(folder, settings)) {
      run.awaitLine(line -> line.contains("configuration read from conf/control-plane.yaml and"));
      run.port();
      assertThat(run.stop()).isZero();
    }
  }

  @Test
  void a_configuration_that_is_there_stays_as_it_is_and_nothing_is_written_beside_it()
      throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), "# mine\n");
    JarCall call = init("run", "--init");

    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err())
        .isEqualTo(
            "conf/control-plane.yaml is there already: nothing was written — move it away, or name"
                + " another file with --config\n");
    assertThat(files()).containsExactly("conf/control-plane.yaml");
    assertThat(folder.resolve("conf/control-plane.yaml")).hasContent("# mine");
  }

  @Test
  void an_env_example_of_ones_own_stays_and_the_predecessors_file_is_named() throws IOException {
    Files.writeString(folder.resolve(".env.example"), "# mine\n");
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/config.yaml"), "check_interval: 60\n");
    JarCall call = init("run", "--init");

    assertThat(call.exit()).isZero();
    assertThat(call.out())
        .contains(
            ".env.example is there already and stays as it is\n",
            "config/config.yaml is not read any more now: copy its lines over, they mean the same.");
    assertThat(folder.resolve(".env.example")).hasContent("# mine");
  }

  @Test
  void another_place_is_written_to_with_its_schema_beside_it() throws IOException {
    assertThat(init("run", "--init", "--config", "etc/mine.yaml").exit()).isZero();
    assertThat(files())
        .containsExactly(".env.example", "etc/control-plane.schema.json", "etc/mine.yaml");
  }

  @Test
  void a_place_that_cannot_be_written_to_is_said_with_what_to_do() throws IOException {
    Files.writeString(folder.resolve("conf"), "a file");
    JarCall call = init("run", "--init");

    assertThat(call.exit()).isEqualTo(1);
    assertThat(call.err())
        .startsWith("not everything was written: ")
        .contains("conf is no folder — give our user the right to write there");
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is read again from where it was read; what is missing now is a mistake. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReadingTest {
  private static final String BOX = "services:\n  - {name: Box, url: \"http://box/\"}\n";

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  private Loading in() {
    return new Loading(folder);
  }

  private Reading read() {
    return read(Optional.empty());
  }

  private Reading read(Optional<Path> file) {
    return ConfigLoader.read(new Source(folder, file, Optional.empty(), environment));
  }

  private static List<String> faults(Reading running) {
    try {
      running.again(List.of());
      return List.of();
    } catch (ConfigFaults faults) {
      return faults.faults();
    }
  }

  private static List<String> names(Reading reading) {
    return reading.settings().services().stream().map(ServiceConfig::name).toList();
  }

  @Test
  void a_file_that_is_gone_is_no_wish_for_the_defaults() throws IOException {
    in().yaml(BOX);
    Reading running = read();
    Files.delete(folder.resolve(Place.OURS));

    assertThat(faults(running))
        .containsExactly(
            "conf/control-plane.yaml: is not there any more — put it back, or restart to go on"
                + " without it");
  }

  @Test
  void a_file_that_is_empty_may_be_half_written() {
    in().yaml(BOX);
    Reading running = read();
    in().yaml(" \n");

    assertThat(faults(running))
        .containsExactly(
            "conf/control-plane.yaml: is empty now — write it again, or restart to go on without"
                + " what it said");
  }

  @Test
  void a_file_that_was_empty_may_stay_so() {
    in().yaml("").file(".env", "\n");
    Reading running = read();

    assertThat(faults(running)).isEmpty();
    assertThat(names(running.again(List.of()))).containsExactly("Homebox", "Neron");
  }

  @Test
  void a_file_that_comes_is_read() {
    Reading running = read();
    in().yaml(BOX).file(".env", "CHECK_INTERVAL=7");

    Reading now = running.again(List.of());

    assertThat(names(now)).containsExactly("Box");
    assertThat(now.settings().services().get(0).timing().interval()).hasSeconds(7);
  }

  @Test
  void the_predecessors_file_is_read_again_and_ours_when_it_comes() throws IOException {
    in().file(Place.PREDECESSORS, BOX);
    Reading running = read();
    in().file(Place.PREDECESSORS, BOX.replace("Box", "Nas"));
    assertThat(names(running.again(List.of()))).containsExactly("Nas");
    Files.createDirectories(folder.resolve("conf"));
    Files.move(folder.resolve(Place.PREDECESSORS), folder.resolve(Place.OURS));

    assertThat(names(running.again(List.of()))).containsExactly("Nas");
  }

  @Test
  void the_predecessors_file_does_not_step_in_for_ours() throws IOException {
    in().yaml(BOX).file(Place.PREDECESSORS, BOX.replace("Box", "Old"));
    Reading running = read();
    Files.delete(folder.resolve(Place.OURS));

    assertThat(faults(running)).hasSize(1);
  }

  @Test
  void a_missing_env_file_and_an_empty_secret_are_mistakes() throws IOException {
    environment.put("WEB_API_TOKEN_FILE", "token");
    in().yaml(BOX).file(".env", "CHECK_INTERVAL=7").file("token", "word");
    Reading running = read();
    assertThat(faults(running)).isEmpty();
    Files.delete(folder.resolve(".env"));
    in().file("token", "");

    assertThat(faults(running))
        .containsExactly(
            ".env: is not there any more — put it back, or restart to go on without it",
            "environment: WEB_API_TOKEN_FILE: the file that it names is empty now — write it"
                + " again, or restart to go on without what it said");
  }

  @Test
  void a_pipe_is_not_waited_for() throws Exception {
    in().yaml(BOX);
    Reading running = read();
    Files.delete(folder.resolve(Place.OURS));
    new ProcessBuilder("mkfifo", folder.resolve(Place.OURS).toString()).start().waitFor();

    assertThat(faults(running))
        .containsExactly(
            "conf/control-plane.yaml: is no regular file, so it cannot be read again — restart to"
                + " take changes in");
  }

  @Test
  void faults_say_what_was_looked_at_so_that_mending_is_seen() {
    in().yaml(BOX);
    Reading running = read();
    in().yaml(BOX + "    intervall: 5\n");
    try {
      running.again(List.of());
    } catch (ConfigFaults faults) {
      assertThat(faults.files().agrees(running.files())).isFalse();
      assertThat(faults.files().hash()).hasSize(12).isNotEqualTo(running.files().hash());
      assertThat(faults.line()).startsWith("1 to mend: conf/control-plane.yaml:");
      return;
    }
    throw new AssertionError("it was read");
  }

  @Test
  void secrets_and_references_in_files_are_looked_at() {
    environment.put("TELEGRAM_BOT_TOKEN_FILE", "token");
    environment.put("KEY_FILE", "key");
    in().file("token", "1:a\n")
        .file("key", "word")
        .yaml(BOX.replace("\"}", "\", headers: {X-Key: \"${KEY}\"}}"));
    Reading running = read();

    assertThat(running.files().prints().keySet())
        .contains(folder.resolve("token"), folder.resolve("key"), folder.resolve(".env"));
    in().file("token", "1:b\n");
    assertThat(running.files().again(Instant.MAX).agrees(running.files())).isFalse();
  }
}

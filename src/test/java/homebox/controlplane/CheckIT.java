package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, as the real jar. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CheckIT {
  private static final String HEAD =
      "check_timeout: 5s\nretry_attempts: 1\nretry_delay: 0\nservices:\n";

  @TempDir Path folder;

  private final Site site = Site.start();

  @AfterEach
  void close() {
    site.close();
  }

  private void configure(String... services) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), HEAD + String.join("", services));
  }

  private String up(String name, String more) {
    return "  - {name: " + name + ", url: '" + site.url() + "'" + more + "}\n";
  }

  private JarCall call(String... arguments) {
    return JarCall.of(folder, Map.of(), arguments);
  }

  @Test
  void all_well_is_0_and_the_table_is_all_there_is_on_stdout() throws Exception {
    configure(up("Box", ""), up("Wiki", ", max_response_time: 1ms"));
    site.takes(20);
    JarCall check = call("check");
    assertThat(check.err()).doesNotContain("ERROR");
    assertThat(check.exit()).isZero();
    List<String> lines = check.out().lines().toList();
    assertThat(lines.get(0)).matches("STATE +SERVICE +TIME +ANSWER");
    assertThat(lines.get(1)).matches("UP +Box +\\d+ ms +200");
    assertThat(lines.get(2)).matches("SLOW +Wiki +\\d+ ms +200, but .*more than 1 ms.*2 times.*");
    assertThat(lines.get(4)).isEqualTo("2 services: 1 UP, 1 SLOW");
    assertThat(check.out()).doesNotContain("\u001b");
  }

  @Test
  void something_down_is_1_and_nothing_is_stored_or_told() throws Exception {
    configure(up("Box", ""), "  - {name: Nobody, url: 'http://127.0.0.1:1/'}\n");
    JarCall check = call("check");
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out()).containsPattern("DOWN +Nobody +\\d+ ms +Nobody listens .* 2 times");
    try (var left = Files.list(folder)) {
      assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("conf");
    }
  }

  @Test
  void json_has_the_words_of_the_api() throws Exception {
    configure(up("Box", ", group: Home"), "  - {name: Nobody, url: 'http://127.0.0.1:1/?k=s3'}\n");
    JarCall check = call("check", "--json");
    assertThat(check.exit()).isEqualTo(1);
    JsonObject box = check.json().getJsonArray("services").getJsonObject(0);
    assertThat(box.getString("state")).isEqualTo("UP");
    assertThat(box.getString("group")).isEqualTo("Home");
    assertThat(box.getInteger("status_code")).isEqualTo(200);
    assertThat(box.getValue("error")).isNull();
    assertThat(box.getJsonObject("phases").fieldNames())
        .containsExactly("dns", "connect", "tls", "wait", "transfer");
    JsonObject nobody = check.json().getJsonArray("services").getJsonObject(1);
    assertThat(nobody.getString("cause")).isEqualTo("REFUSED");
    assertThat(nobody.getString("outcome")).isEqualTo("FAILED");
    assertThat(nobody.getInteger("asked")).isEqualTo(2);
    assertThat(check.out() + check.err()).doesNotContain("s3");
  }

  @Test
  void names_ids_groups_and_tags_choose() throws Exception {
    configure(
        up("Box", ", group: Home, tags: [a]"),
        up("Media Box", ", group: Home"),
        up("Far", ", tags: [a], enabled: false"),
        up("Other", ""));
    assertThat(names(call("check", "--json", "group:Home"))).containsExactly("Box", "Media Box");
    assertThat(names(call("check", "--json", "Other", "media-box")))
        .containsExactly("Media Box", "Other");
    assertThat(names(call("check", "--json", "tag:a"))).containsExactly("Box");
    assertThat(names(call("check", "--json", "*"))).containsExactly("Box", "Media Box", "Other");
  }

  private static List<String> names(JarCall check) {
    assertThat(check.exit()).as(check.err()).isZero();
    return check.json().getJsonArray("services").stream()
        .map(service -> ((JsonObject) service).getString("name"))
        .toList();
  }

  @Test
  void an_unknown_name_is_2_with_what_was_meant_and_nobody_is_asked() throws Exception {
    configure(up("Homebox", ""), up("Far", ", enabled: false"));
    JarCall check = call("check", "Homebx", "Far", "Homebox");
    assertThat(check.exit()).isEqualTo(2);
    assertThat(check.out()).isEmpty();
    assertThat(check.err())
        .contains("\"Homebx\" is no service — did you mean \"Homebox\"?")
        .contains("\"Far\" is not enabled");
    assertThat(site.asked()).isZero();
  }

  @Test
  void a_bad_configuration_is_2_wherever_it_is_named() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "check_intervall: 5\n");
    for (String[] line :
        new String[][] {{"check", "--config", "bad.yaml"}, {"--config", "bad.yaml", "check"}}) {
      JarCall check = call(line);
      assertThat(check.exit()).isEqualTo(2);
      assertThat(check.out()).isEmpty();
      assertThat(check.err()).contains("bad.yaml:1: check_intervall: ").contains("check_interval?");
    }
  }

  @Test
  void usage_that_is_wrong_is_2_and_says_what_was_meant() {
    JarCall option = call("check", "--jsom");
    assertThat(option.exit()).isEqualTo(2);
    assertThat(option.err()).contains("--jsom").contains("did you mean --json?");
    JarCall command = call("chekc");
    assertThat(command.exit()).isEqualTo(2);
    assertThat(command.err()).contains("\"chekc\"").contains("check?").doesNotContain("Usage:");
    JarCall help = call("help", "check");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("--json", "--config", "--env-file", "Exit codes:");
  }

  @Test
  void beside_a_run_it_disturbs_nothing() throws Exception {
    configure(up("Box", ""));
    try (JarProcess run = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
      run.awaitState("box", "UP");
      assertThat(call("check").exit()).isZero();
      assertThat(run.stop()).isZero();
    }
  }

  @Test
  void on_a_terminal_there_are_colours_and_progress_unless_they_are_not_wanted() throws Exception {
    configure(up("Box", ""));
    JarCall shown = onTerminal(Map.of("TERM", "xterm"));
    assertThat(shown.exit()).isZero();
    assertThat(shown.out()).contains("\u001b[32mUP\u001b[0m").contains("asked 1 of 1");
    JarCall plain = onTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1"));
    assertThat(plain.out()).contains("UP ").doesNotContain("\u001b[32m");
    JarCall dumb = onTerminal(Map.of("TERM", "dumb"));
    assertThat(dumb.out()).contains("UP ").doesNotContain("\u001b");
  }

  private JarCall onTerminal(Map<String, String> environment) {
    String line = String.join(" ", JarCall.line("check"));
    return JarCall.run(List.of("script", "-qec", line, "/dev/null"), folder, environment);
  }

  @Test
  void control_c_ends_it_at_once() throws Exception {
    try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = hanging.getLocalPort();
      configure("  - {name: Hang, url: 'http://127.0.0.1:" + port + "/', timeout: 1h}\n");
      try (JarProcess check = JarProcess.start(folder, Map.of(), "check")) {
        hanging.accept();
        new ProcessBuilder("kill", "-INT", "" + check.process().pid()).start().waitFor();
        assertThat(check.exit()).isEqualTo(130);
        assertThat(check.lines()).noneMatch(line -> line.contains("Exception"));
      }
    }
  }
}

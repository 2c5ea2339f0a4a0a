package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code diagnose} where something is wrong, as the real jar. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DiagnoseIT {
  /** The folder in which the program starts becomes one that nobody can write, root neither. */
  private static final List<String> READ_ONLY =
      List.of(
          "unshare",
          "-rm",
          "sh",
          "-c",
          "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && exec \"$0\" \"$@\"");

  @TempDir Path folder;

  private final Site site = Site.start();
  private final FakeTelegram telegram = new FakeTelegram();

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private void configure(String more) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "services:\n  - {name: Box, url: '" + site.url() + "'}\n" + more);
  }

  private JarCall diagnose(Map<String, String> environment, String... more) {
    var all = new HashMap<>(environment);
    all.putIfAbsent("WEB_PORT", "0");
    var line = new ArrayList<>(List.of("diagnose"));
    line.addAll(List.of(more));
    return JarCall.of(folder, all, line.toArray(String[]::new));
  }

  /** What stands below a line until the next one that is no cure. */
  private static String cure(JarCall diagnosis, String of) {
    List<String> lines = diagnosis.out().lines().toList();
    int at = 0;
    while (at < lines.size() && !(lines.get(at).contains("✗") && lines.get(at).contains(of))) {
      at++;
    }
    assertThat(at).as("✗ " + of + " in\n" + diagnosis.out()).isLessThan(lines.size());
    assertThat(lines.get(at + 1)).startsWith("    → ");
    return lines.get(at + 1);
  }

  @Test
  void in_an_empty_folder_it_says_what_is_there_by_itself_and_leaves_nothing() throws Exception {
    var environment = Map.of("HOMEBOX_URL", site.url(), "NERON_URL", "off");
    JarCall diagnosis = diagnose(environment);
    assertThat(diagnosis.exit()).as(diagnosis.out() + diagnosis.err()).isZero();
    assertThat(diagnosis.out().lines())
        .contains("Java", "Files", "Database", "Disk", "Port", "Channels", "Services")
        .anyMatch(line -> line.matches("  ✓ Java 1?\\d.*"))
        .anyMatch(line -> line.contains("/data is not there yet and can be made"))
        .anyMatch(line -> line.contains("✓ no configuration file: defaults hold"))
        .anyMatch(line -> line.contains("· there is none at data/history.db yet"))
        .anyMatch(line -> line.contains("· no channel is set up"))
        .anyMatch(line -> line.matches("  ✓ Homebox: ✓ TCP .* ms to 127.*, ✓ HTTP 200 in .* ms"))
        .endsWith("Nothing must be mended.");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    assertThat(site.asked()).isEqualTo(1);
  }

  @Test
  void in_a_folder_that_cannot_be_written_it_says_which_and_for_whom() throws Exception {
    Process possible = new ProcessBuilder("unshare", "-rm", "true").start();
    assumeTrue(possible.waitFor() == 0, "no namespaces on this machine");
    configure("");
    JarCall diagnosis = JarCall.under(READ_ONLY, folder, Map.of("WEB_PORT", "0"), "diagnose");
    assertThat(diagnosis.exit()).as(diagnosis.err()).isEqualTo(1);
    assertThat(cure(diagnosis, " cannot be written by "))
        .contains("write it")
        .contains("database_path");
    assertThat(diagnosis.out()).contains("or set log_file").endsWith("2 to mend.\n");
  }

  @Test
  void a_wrong_token_is_found_without_a_message() throws Exception {
    configure("");
    var environment = new HashMap<>(telegram.environment());
    environment.put("TELEGRAM_BOT_TOKEN", "123456:AAanotherTokenThatNobodyKnows_1234567");
    JarCall diagnosis = diagnose(environment);
    assertThat(diagnosis.exit()).isEqualTo(1);
    assertThat(cure(diagnosis, "telegram: the token of the bot is not valid"))
        .contains("@BotFather");
    assertThat(diagnosis.out()).doesNotContain("AAanotherToken");

    JarCall good = diagnose(telegram.environment());
    assertThat(good.exit()).as(good.out()).isZero();
    assertThat(good.out())
        .contains(
            "✓ telegram: the bot is @home_bot",
            "✓ telegram: the chat 4242 is private",
            "✓ telegram: commands and buttons are for everybody in the chat");
    environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
    environment.put("TELEGRAM_CHAT_ID", "17");
    assertThat(cure(diagnose(environment), "no such chat")).contains("TELEGRAM_CHAT_ID");
    assertThat(telegram.messages()).isEmpty();
  }

  @Test
  void a_taken_port_is_a_fault_unless_our_own_run_has_it() throws Exception {
    configure("");
    var taken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    String port = String.valueOf(taken.getLocalPort());
    JarCall foreign = diagnose(Map.of("WEB_PORT", port));
    assertThat(foreign.exit()).isEqualTo(1);
    assertThat(cure(foreign, port + " is taken by another program")).contains("web.port");
    taken.close();
    try (JarProcess run = JarProcess.start(folder, Map.of("WEB_PORT", port))) {
      run.awaitState("box", "UP");
      JarCall ours = diagnose(Map.of("WEB_PORT", port));
      assertThat(ours.exit()).as(ours.out()).isZero();
      String holder = "process " + run.process().pid() + " on ";
      assertThat(ours.out())
          .contains("✓ 127.0.0.1:" + port + " has our own page, of " + holder)
          .contains("✓ in use by " + holder)
          .contains("history.db is whole");
      assertThat(run.stop()).isZero();
    }
  }

  @Test
  void a_damaged_database_is_found_and_left_as_it_is() throws Exception {
    configure("");
    try (JarProcess run = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
      run.awaitState("box", "UP");
      assertThat(run.stop()).isZero();
    }
    Path file = folder.resolve("data/history.db");
    assertThat(Database.number(file, "SELECT count(*) FROM checks")).isPositive();
    byte[] bytes = Files.readAllBytes(file);
    for (int page = 4_096; page < bytes.length; page += 4_096) {
      bytes[page] = 0x55; // no kind of page
    }
    Files.write(file, bytes);
    JarCall diagnosis = diagnose(Map.of());
    assertThat(diagnosis.exit()).isEqualTo(1);
    assertThat(cure(diagnosis, "damaged")).contains(".recover");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void an_unknown_host_and_a_bad_configuration_say_what_to_do() throws Exception {
    configure("  - {name: Far, url: 'http://no-such-host.invalid/', retry_attempts: 20}\n");
    JarCall diagnosis = diagnose(Map.of(), "--json");
    assertThat(diagnosis.exit()).isEqualTo(1);
    assertThat(diagnosis.json().getBoolean("ok")).isFalse();
    JsonObject far =
        diagnosis.json().getJsonArray("checks").stream()
            .map(JsonObject.class::cast)
            .filter(check -> check.getString("what").startsWith("Far: "))
            .findFirst()
            .orElseThrow();
    assertThat(far.getString("area")).isEqualTo("services");
    assertThat(far.getBoolean("ok")).isFalse();
    assertThat(far.getString("what")).contains("✗ DNS ").contains("no-such-host.invalid");
    assertThat(far.getString("mend")).isNotBlank();

    configure("check_intervall: 5\n");
    JarCall bad = diagnose(Map.of());
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(cure(bad, "conf/control-plane.yaml:3: check_intervall")).contains("check_interval?");
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar while somebody changes its configuration. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String AGAIN = "configuration read again: ";
  private static final String FAST =
      "check_interval: 200ms\ncheck_timeout: 500ms\nretry_attempts: 1\nretry_delay: 50ms\n";
  private static final String QUICK =
      FAST + "alerting: {group_wait: 100ms, startup_message: false}\n";

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private Path file() {
    return folder.resolve("conf/control-plane.yaml");
  }

  /** As an editor does it: the new file is there at once, whole. */
  private void configure(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Path written = file().resolveSibling("control-plane.yaml.new");
    Files.writeString(written, text);
    Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Each with an address of its own: a service that only has a new name is the same one. */
  private String service(String name) {
    return "  - name: " + name + "\n    url: " + site.url() + name + "\n";
  }

  private JarProcess start() {
    return JarProcess.start(folder, telegram.environment());
  }

  private static String awaitAgain(JarProcess jar, String words) {
    Predicate<String> wanted = line -> line.contains(AGAIN) && line.contains(words);
    jar.await(words, PATIENCE, () -> jar.lines().stream().anyMatch(wanted));
    return jar.lines().stream().filter(wanted).findFirst().orElseThrow();
  }

  private static long count(JarProcess jar, String words) {
    return jar.lines().stream().filter(line -> line.contains(words)).count();
  }

  private static JsonObject configuration(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/services").body()).getJsonObject("configuration");
  }

  private static List<String> ids(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/services?fields=id").body())
        .getJsonArray("services").stream().map(row -> ((JsonObject) row).getString("id")).toList();
  }

  private List<String> texts() {
    return telegram.messages().stream().map(Message::text).toList();
  }

  @Test
  void a_good_file_is_taken_in_and_only_what_it_touches_changes() throws Exception {
    configure(QUICK + "services:\n" + service("Box") + service("Nas"));
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      jar.awaitState("nas", "UP");
      String since = jar.service("box").orElseThrow().getString("since");
      configure(QUICK + "services:\n" + service("New") + service("Box"));
      String line = awaitAgain(jar, "1 service added: New");
      assertThat(line).contains("1 service removed: Nas").contains("1 service untouched");
      jar.awaitState("new", "UP");
      assertThat(ids(jar)).containsExactly("new", "box");
      assertThat(jar.service("box").orElseThrow().getString("since")).isEqualTo(since);
      assertThat(jar.stop()).isZero();
      assertThat(count(jar, AGAIN)).isEqualTo(1);
      assertThat(jar.lines()).noneMatch(each -> each.contains("Exception"));
    }
  }

  @Test
  void a_bad_file_changes_nothing_and_is_told_once() throws Exception {
    String good = QUICK + "services:\n" + service("Box");
    configure(good);
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      configure(good + "    intervall: 5\n");
      jar.awaitLine(line -> line.contains("configuration not taken in"));
      telegram.await("the message", PATIENCE, () -> texts().size() == 1);
      assertThat(texts().get(0))
          .contains("Configuration not taken in")
          .contains("conf/control-plane.yaml:9: services[0].intervall: is not known");
      assertThat(configuration(jar).getString("state")).isEqualTo("REFUSED");
      assertThat(configuration(jar).getJsonArray("faults")).hasSize(1);
      assertThat(jar.get("/health/ready").statusCode()).isEqualTo(200);
      int asked = site.asked();
      jar.await("more checks", () -> site.asked() > asked + 2);
      jar.signal("HUP");
      jar.await("it is said again", () -> count(jar, "configuration not taken in") == 2);
      configure(good);
      awaitAgain(jar, "nothing has changed");
      assertThat(configuration(jar).getString("state")).isEqualTo("OK");
      assertThat(jar.stop()).isZero();
    }
    assertThat(texts()).hasSize(1);
    assertThat(
            Database.ask(
                folder.resolve("data/history.db"),
                "SELECT count(*) FROM message WHERE key LIKE 'config:%'"))
        .containsExactly(List.of("1"));
  }

  @Test
  void a_service_that_is_taken_out_while_it_is_down_is_told_with_the_next_message()
      throws Exception {
    try (Site other = Site.start()) {
      String nas = "  - name: Nas\n    url: " + other.url() + "\n";
      configure(QUICK + "services:\n" + service("Box") + nas);
      try (JarProcess jar = start()) {
        jar.awaitState("box", "UP");
        other.die();
        telegram.await("the alert", PATIENCE, () -> texts().size() == 1);
        configure(QUICK + "services:\n" + service("Box"));
        awaitAgain(jar, "1 service removed: Nas");
        jar.awaitLine(line -> line.contains("Nas is no longer watched (was DOWN since"));
        site.die();
        telegram.await("the next", PATIENCE, () -> texts().size() == 2);
        assertThat(texts().get(1)).contains("Box").contains("No longer watched: Nas (was DOWN");
        assertThat(jar.stop()).isZero();
      }
    }
    assertThat(
            Database.ask(
                folder.resolve("data/history.db"),
                "SELECT end_reason FROM incident WHERE service = 'nas'"))
        .containsExactly(List.of("REMOVED"));
  }

  @Test
  void a_service_that_gets_another_name_keeps_its_past_also_while_we_are_off() throws Exception {
    configure(QUICK + "services:\n" + service("Box"));
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      assertThat(jar.stop()).isZero();
    }
    String renamed = service("Box").replace("name: Box", "name: Big Box");
    configure(QUICK + "services:\n" + renamed);
    try (JarProcess jar = start()) {
      jar.await("its answer", () -> jar.service("box").isPresent());
      assertThat(jar.service("box").orElseThrow().getString("name")).isEqualTo("Big Box");
      configure(QUICK + "services:\n" + renamed.replace("Big Box", "Bigger Box"));
      awaitAgain(jar, "1 service changed: Bigger Box");
      assertThat(ids(jar)).containsExactly("box");
      assertThat(jar.stop()).isZero();
    }
    assertThat(Database.ask(history(), "SELECT id, name FROM service"))
        .containsExactly(List.of("box", "Bigger Box"));
  }

  @Test
  void a_hangup_reads_again_at_once_also_when_nothing_has_changed() throws Exception {
    configure(QUICK + "services:\n" + service("Box"));
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      jar.signal("HUP");
      awaitAgain(jar, "nothing has changed");
      configure(QUICK + "services:\n" + service("Nas"));
      jar.signal("HUP");
      awaitAgain(jar, "1 service added: Nas");
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void keys_that_need_a_restart_are_named_and_others_hold_at_once() throws Exception {
    configure(QUICK + "services:\n" + service("Box"));
    try (JarProcess jar = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
      jar.awaitState("box", "UP");
      configure(
          QUICK
              + "web: {host: localhost, title: \"Ours <1>\"}\nlog_level: DEBUG\nlanguage: fr\n"
              + "services:\n"
              + service("Box"));
      String line = awaitAgain(jar, "waiting for a restart: log_level, web.host");
      assertThat(line).contains("in force now: language, web.title");
      assertThat(configuration(jar).getJsonArray("restart"))
          .containsExactly("log_level", "web.host");
      assertThat(jar.get("/").body())
          .contains("<title>Ours &lt;1></title>")
          .contains("lang=\"fr\"");
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void a_changed_channel_and_a_changed_secret_file_hold_at_once() throws Exception {
    Path secret = folder.resolve("token");
    Files.writeString(secret, "999999:WrongToken\n");
    Map<String, String> environment = new HashMap<>(telegram.environment());
    environment.remove("TELEGRAM_BOT_TOKEN");
    environment.put("TELEGRAM_BOT_TOKEN_FILE", "token");
    configure(QUICK + "services:\n" + service("Box"));
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitState("box", "UP");
      site.die();
      jar.awaitLine(line -> line.contains("it is paused"));
      Files.writeString(secret, FakeTelegram.TOKEN);
      awaitAgain(jar, "1 channel changed: telegram");
      telegram.await(
          "what was due",
          PATIENCE,
          () -> texts().stream().anyMatch(text -> text.contains("ALERT")));
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains(FakeTelegram.TOKEN));
    }
  }

  /** Who was started anew would be asked within five seconds; that none is late: CheckersTest. */
  @Test
  void of_a_thousand_services_one_changes_and_the_others_are_not_asked_out_of_turn()
      throws Exception {
    String seldom =
        "check_interval: 1h\ncheck_timeout: 2m\nmax_response_time: 2m\nretry_attempts: 0\nservices:\n";
    String many =
        IntStream.range(0, 999).mapToObj(n -> service("S" + n)).collect(Collectors.joining());
    configure(seldom + many + service("Last"));
    try (JarProcess jar = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
      jar.await("all first answers", PATIENCE, () -> !states(jar).containsValue("PENDING"));
      Map<String, String> states = states(jar);
      assertThat(states).hasSize(1_000);
      String checked = jar.service("last").orElseThrow().getString("last_checked");
      int before = site.asked();
      configure(seldom + many + service("Last") + "    interval: 2h\n");
      String line = awaitAgain(jar, "1 service changed: Last");
      assertThat(line).contains("999 services untouched");
      jar.await(
          "the changed one to be asked anew",
          PATIENCE,
          () -> !jar.service("last").orElseThrow().getString("last_checked").equals(checked));
      assertThat(site.asked() - before).isLessThan(200);
      Map<String, String> after = states(jar);
      after.remove("last");
      after.entrySet().removeAll(states.entrySet());
      assertThat(after).isEmpty();
      assertThat(jar.stop()).isZero();
    }
  }

  /** By id. */
  private static Map<String, String> states(JarProcess jar) {
    var states = new HashMap<String, String>();
    new JsonObject(jar.get("/api/v1/services?fields=id,state").body())
        .getJsonArray("services")
        .forEach(
            row ->
                states.put(
                    ((JsonObject) row).getString("id"), ((JsonObject) row).getString("state")));
    return states;
  }

  private Path history() {
    return folder.resolve("data/history.db");
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What shall make no noise, with the real process: each scenario counts messages. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScenariosIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String QUICK =
      "check_interval: 1s\ncheck_timeout: 2s\nretry_attempts: 1\nretry_delay: 100ms\n";
  private static final String ALERTING =
      "alerting: {group_wait: 100ms, startup_message: false%s}\n";

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site router = Site.start();
  private final Site site = Site.start();

  @AfterEach
  void close() {
    telegram.close();
    router.close();
    site.close();
  }

  private void configure(String yaml) throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
  }

  private JarProcess start() throws Exception {
    return JarProcess.start(folder, telegram.environment());
  }

  private static String service(String name, String url, String more) {
    return "  - {name: " + name + ", url: \"" + url + "\"" + more + "}\n";
  }

  private static int count(JarProcess jar, String field, String value) {
    String wanted = "\"" + field + "\":" + (value == null ? "null" : "\"" + value + "\"");
    return jar.get("/api/v1/services").body().split(wanted, -1).length - 1;
  }

  private static void await(JarProcess jar, int services, String field, String value) {
    jar.await(services + " " + value, LONG, () -> count(jar, field, value) == services);
  }

  private List<String> texts() {
    return telegram.messages().stream().map(Message::text).toList();
  }

  @Test
  void a_router_and_forty_behind_it_are_one_message_and_its_end() throws Exception {
    try (Site behind = Site.start()) {
      configure(
          QUICK
              + ALERTING.formatted("")
              + "services:\n"
              + service("Router", router.url(), "")
              + service("Switch", site.url(), "")
              + children().replace("URL", behind.url()));
      try (JarProcess jar = start()) {
        await(jar, 42, "state", "UP");
        router.die();
        behind.die();
        await(jar, 40, "status", "UNREACHABLE");
        await(jar, 41, "state", "DOWN");
        telegram.awaitMessages(1, SOON);
        assertThat(texts()).hasSize(1).allMatch(text -> text.contains("Router"));
        assertThat(texts().get(0)).contains("40 services depend on it");
        behind.comeBack();
        router.comeBack();
        await(jar, 42, "status", "UP");
        telegram.awaitMessages(2, SOON);
        assertThat(jar.stop()).isZero();
      }
    }
    assertThat(texts()).hasSize(2);
    assertThat(texts().get(1)).contains("RECOVERY — Service UP");
  }

  /** Every other one has two parents; one of them is enough. */
  private static String children() {
    var yaml = new StringBuilder();
    for (int n = 0; n < 40; n++) {
      String parents = n % 2 == 0 ? ", depends_on: router" : ", depends_on: [switch, router]";
      yaml.append(service("Box " + n, "URL" + n, parents));
    }
    return yaml.toString();
  }

  @Test
  void who_depends_on_itself_in_a_circle_is_refused() throws Exception {
    configure(
        "services:\n"
            + service("Router", router.url(), ", depends_on: switch")
            + service("Switch", site.url(), ", depends_on: router"));
    JarCall call = JarCall.of(folder, telegram.environment(), "run");
    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.err()).contains("circle", "Router", "Switch");
    assertThat(texts()).isEmpty();
  }

  @Test
  void planned_work_that_ends_in_an_outage_is_told_when_it_is_over() throws Exception {
    Instant until = Instant.now().plusSeconds(25).truncatedTo(ChronoUnit.SECONDS);
    configure(
        QUICK
            + ALERTING.formatted("")
            + "maintenance:\n  - {services: box, from: \""
            + until.minusSeconds(600)
            + "\", until: \""
            + until
            + "\"}\nservices:\n"
            + service("Box", site.url(), ""));
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      site.die();
      jar.awaitState("box", "DOWN");
      assertThat(texts()).isEmpty();
      List<Message> told = telegram.awaitMessages(1, LONG);
      assertThat(told.get(0).text()).contains("ALERT — Service DOWN");
      assertThat(told.get(0).at()).isAfterOrEqualTo(until);
      site.comeBack();
      telegram.awaitMessages(2, SOON);
      assertThat(jar.stop()).isZero();
    }
    assertThat(texts()).hasSize(2);
    assertThat(texts().get(1)).contains("RECOVERY — Service UP");
  }

  @Test
  void flapping_that_ends_down_for_good_is_told_when_it_begins_and_when_it_ends() throws Exception {
    configure(
        "check_interval: 200ms\nretry_attempts: 0\n"
            + ALERTING.formatted("")
            + "services:\n"
            + service("Box", site.url(), ""));
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      for (int n = 0; texts().stream().noneMatch(text -> text.contains("FLAPPING")); n++) {
        assertThat(n).as("changes without a word of it").isLessThan(60);
        site.answers(n % 2 == 0 ? 500 : 200);
        jar.awaitState("box", n % 2 == 0 ? "DOWN" : "UP");
      }
      int begun = texts().size();
      site.answers(500);
      telegram.awaitMessages(begun + 1, SOON);
      site.answers(200);
      telegram.awaitMessages(begun + 2, SOON);
      assertThat(jar.stop()).isZero();
      assertThat(texts())
          .hasSize(begun + 2)
          .filteredOn(text -> text.contains("FLAPPING"))
          .hasSize(2);
      assertThat(texts().get(begun)).contains("FLAPPING over", "DOWN");
      assertThat(texts().get(begun + 1)).contains("RECOVERY — Service UP");
    }
  }

  @Test
  void without_a_network_300_services_are_one_notice_at_its_end_whoever_restarts_meanwhile()
      throws Exception {
    var yaml =
        new StringBuilder(
            "check_interval: 5s\ncheck_timeout: 10s\nretry_attempts: 1\nretry_delay: 100ms\n"
                + ALERTING.formatted(
                    ", connectivity: \"" + router.url().replaceAll("http://|/", "") + "\"")
                + "services:\n");
    for (int n = 0; n < 300; n++) {
      yaml.append(service("Service " + n, site.url() + n, ""));
    }
    configure(yaml.toString());
    Instant lost;
    try (JarProcess jar = start()) {
      await(jar, 300, "state", "UP");
      lost = Instant.now();
      router.die();
      site.die();
      await(jar, 300, "status", "UNKNOWN");
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = start()) {
      jar.await("all to be asked", LONG, () -> count(jar, "last_checked", null) == 0);
      await(jar, 300, "status", "UNKNOWN");
      assertThat(texts()).isEmpty();
      site.comeBack();
      router.comeBack();
      telegram.awaitMessages(1, LONG);
      await(jar, 300, "status", "UP");
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = start()) {
      await(jar, 300, "status", "UP");
      assertThat(jar.stop()).isZero();
    }
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0)).contains("Online again");
    String key =
        Database.ask(
                folder.resolve("data/history.db"),
                "SELECT DISTINCT substr(key, 8) FROM message WHERE key LIKE 'online:%'")
            .get(0)
            .get(0);
    assertThat(Instant.ofEpochMilli(Long.parseLong(key)))
        .as("since the first life noticed it")
        .isBetween(lost.minusSeconds(2), lost.plusSeconds(10));
  }
}

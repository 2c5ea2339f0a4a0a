package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Manner;
import homebox.controlplane.testkit.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real jar writes into the chat. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MessagesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site paris = Site.start();
  private final Site lyon = Site.start();

  @AfterEach
  void close() {
    paris.close();
    lyon.close();
    telegram.close();
  }

  private JarProcess start(String... services) throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 0\n"
            + "alerting: {group_wait: 100ms, startup_message: false}\n"
            + "telegram: {silent: [RECOVERY]}\n"
            + "web: {base_url: 'https://me:hunter2@status.lan/box'}\n"
            + "services:\n"
            + String.join("", services));
    var environment = new HashMap<>(Map.of("WEB_PORT", "0", "LANG", "C.UTF-8"));
    environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
    environment.put("TELEGRAM_CHAT_ID", FakeTelegram.CHAT);
    environment.put("TELEGRAM_API_URL", telegram.url());
    return JarProcess.start(folder, environment);
  }

  private static String service(String id, String group, Site site) {
    return "  - {id: %s, name: Web, group: %s, url: '%s?token=s3cret'}%n"
        .formatted(id, group, site.url());
  }

  @Test
  void which_service_it_is_where_to_look_and_without_a_sound_what_shall_make_none()
      throws Exception {
    try (JarProcess jar = start(service("a", "Paris", paris), service("b", "Lyon", lyon))) {
      jar.awaitState("a", "UP");
      paris.answers(503);
      Message alert = telegram.awaitMessages(1, PATIENCE).get(0);
      paris.answers(200);
      Message recovery = telegram.awaitMessages(2, PATIENCE).get(1);
      String incident = alert.text().substring(alert.text().lastIndexOf('/') + 1);

      assertThat(alert.text())
          .contains("ALERT — Service DOWN\nParis / Web\n", "\n" + paris.url() + "?token=…\n")
          .contains("\n\nPage: https://status.lan/box/#/incidents/" + incident);
      assertThat(jar.get("/api/v1/incidents/" + incident).statusCode()).isEqualTo(200);
      assertThat(recovery.text()).contains("RECOVERY — Service UP\nParis / Web\n");
      assertThat(alert.body().containsKey("disable_notification")).isFalse();
      assertThat(recovery.body().getBoolean("disable_notification")).isTrue();
      assertThat(jar.lines()).anyMatch(line -> line.contains("Paris / Web is DOWN (was UP)"));
      assertThat(jar.lines()).noneMatch(line -> line.contains("s3cret"));
    }
    assertThat(telegram.messages()).noneMatch(message -> message.text().contains("hunter2"));
  }

  @Test
  void what_homebox_says_of_itself_goes_with_its_changes_and_one_that_hangs_delays_nothing()
      throws Exception {
    var says = new AtomicReference<>(Manner.hangs());
    var checks = new AtomicReference<>("200 OK");
    Manner box =
        socket -> {
          String request = Manner.request(socket);
          if (request.startsWith("GET /api/v1/status ")) {
            says.get().serve(socket);
          } else {
            String answer = Manner.response(checks.get(), "", "hello");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          }
        };
    try (HostileServer homebox = HostileServer.on("127.0.0.1", 0, box);
        JarProcess jar = start(homebox)) {
      jar.awaitState("homebox", "UP");
      checks.set("500 Broken");
      Message alert = telegram.awaitMessages(1, PATIENCE).get(0);
      says.set(
          socket -> {
            String word = "{\"health\": true, \"build\": {\"version\": \"v0.21.0\"}}";
            String answer = Manner.response("200 OK", "", word);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          });

      assertThat(alert.text()).contains("HTTP code: 500").doesNotContain("says it");
      assertThat(recoveryWithAWord(checks))
          .contains("\nHomebox: version v0.21.0, says it is well\n");
      assertThat(jar.stop()).isZero();
    }
  }

  /**
   * Of the first outage, or of another one: Homebox's word is waited for a second, which it may not
   * have on a machine that stalls.
   */
  private String recoveryWithAWord(AtomicReference<String> checks) {
    String recovery = recovery(checks, 2);
    for (int messages = 4; messages <= 6 && !recovery.contains("says it"); messages += 2) {
      checks.set("500 Broken");
      telegram.awaitMessages(messages - 1, PATIENCE);
      recovery = recovery(checks, messages);
    }
    return recovery;
  }

  private String recovery(AtomicReference<String> checks, int message) {
    checks.set("200 OK");
    String text = telegram.awaitMessages(message, PATIENCE).get(message - 1).text();
    assertThat(text).contains("RECOVERY");
    return text;
  }

  private JarProcess start(HostileServer homebox) {
    var environment = new HashMap<>(Map.of("WEB_PORT", "0", "LANG", "C.UTF-8"));
    environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
    environment.put("TELEGRAM_CHAT_ID", FakeTelegram.CHAT);
    environment.put("TELEGRAM_API_URL", telegram.url());
    environment.put("HOMEBOX_URL", "http://127.0.0.1:" + homebox.port());
    environment.put("NERON_URL", "off");
    environment.put("CHECK_INTERVAL", "200ms");
    environment.put("RETRY_ATTEMPTS", "0");
    environment.put("CONTROL_PLANE_ALERTING_GROUP_WAIT", "0");
    environment.put("CONTROL_PLANE_ALERTING_STARTUP_MESSAGE", "false");
    environment.put("CONTROL_PLANE_ALERTING_FLAPPING", "false");
    return JarProcess.start(folder, environment);
  }

  @Test
  void an_outage_that_is_watched_no_more_is_told_with_the_next_change() throws Exception {
    try (JarProcess jar = start(service("a", "Paris", paris), service("b", "Lyon", lyon))) {
      jar.awaitState("a", "UP");
      paris.answers(503);
      telegram.awaitMessages(1, PATIENCE);
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = start(service("b", "Lyon", lyon))) {
      jar.awaitLine(line -> line.contains("Paris / Web is no longer watched (was DOWN since "));
      jar.awaitState("b", "UP");
      assertThat(telegram.messages()).hasSize(1);
      lyon.answers(500);
      String text = telegram.awaitMessages(2, PATIENCE).get(1).text();
      assertThat(text).contains("ALERT — Service DOWN\nWeb\n");
      assertThat(List.of(text.split("\n")))
          .anyMatch(line -> line.startsWith("No longer watched: Paris / Web (was DOWN since 2"));
      assertThat(jar.get("/api/v1/incidents").body()).contains("\"REMOVED\"");
      assertThat(jar.stop()).isZero();
    }
    assertThat(telegram.messages()).hasSize(2);
  }
}

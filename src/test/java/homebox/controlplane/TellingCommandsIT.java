package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}, {@code notify-test} and the daily report, as the real jar. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TellingCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private void configure(String more) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        more
            + "check_interval: 200ms\nretry_attempts: 0\nalerting: {startup_message: false}\n"
            + "services:\n  - {name: Box, url: '"
            + site.url()
            + "'}\n  - {name: Nobody, url: 'http://127.0.0.1:1/', critical: false}\n");
  }

  private JarCall call(Map<String, String> environment, String... arguments) {
    return JarCall.of(folder, environment, arguments);
  }

  private Map<String, String> environment(String... more) {
    var environment = new HashMap<>(telegram.environment());
    for (int n = 0; n < more.length; n += 2) {
      environment.put(more[n], more[n + 1]);
    }
    return environment;
  }

  @Test
  void a_report_is_sent_now_and_beside_a_run_with_the_statistics_of_the_database()
      throws Exception {
    configure("");
    JarCall alone = call(environment(), "report");
    assertThat(alone.exit()).as(alone.err()).isZero();
    assertThat(alone.out()).isEqualTo("telegram: sent as message 1" + System.lineSeparator());
    String first = telegram.messages().get(0).text();
    assertThat(first)
        .startsWith("📊 STATUS REPORT\n")
        .contains("Services: 2 (1 UP, 1 DOWN)", "No statistics", "\n🟡 Nobody", "\n🟢 Box");
    assertThat(folder.resolve("data")).doesNotExist();

    try (JarProcess run = JarProcess.start(folder, environment())) {
      run.awaitState("nobody", "DOWN");
      telegram.awaitMessages(2, PATIENCE); // the alert
      Path file = folder.resolve("data/history.db");
      run.await(
          "checks",
          () -> Database.number(file, "SELECT count(DISTINCT service) FROM check_recent") == 2);
      JarCall beside = call(environment("CONTROL_PLANE_LANGUAGE", "fr"), "report");
      assertThat(beside.exit()).as(beside.err()).isZero();
      assertThat(run.stop()).isZero();
    }
    assertThat(telegram.messages().get(2).text())
        .startsWith("📊 RAPPORT DE STATUT\n")
        .contains("Disponibilité", "contrôle", "Box — 100");
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void report_and_page_know_one_uptime_after_a_restart_and_under_another_name_too()
      throws Exception {
    configure("");
    try (JarProcess run = JarProcess.start(folder, environment())) {
      run.awaitState("box", "UP");
      site.answers(500);
      run.awaitState("box", "DOWN");
      site.answers(200);
      run.awaitState("box", "UP");
      sameUptime(run, "Box");
      assertThat(run.stop()).isZero();
    }
    try (JarProcess again = JarProcess.start(folder, environment())) {
      again.awaitState("box", "UP");
      again.await("its past", () -> uptime(again) > 0);
      sameUptime(again, "Box");
      assertThat(uptime(again)).isLessThan(1);
      assertThat(again.stop()).isZero();
    }
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.writeString(file, Files.readString(file).replace("name: Box", "name: Kiste"));
    assertThat(reported("Kiste")).isBetween(0.01, 0.999); // it is no new service
  }

  /** It rises from one moment to the next. */
  private void sameUptime(JarProcess run, String name) {
    double before = uptime(run);
    double reported = reported(name);
    assertThat(reported).isBetween(before - 0.001, uptime(run) + 0.001);
  }

  private static double uptime(JarProcess run) {
    Double known = run.service("box").orElseThrow().getJsonObject("uptime").getDouble("24h");
    return known == null ? -1 : known;
  }

  private double reported(String name) {
    JarCall dry = call(environment(), "report", "--dry-run");
    assertThat(dry.exit()).as(dry.err()).isZero();
    Matcher line = Pattern.compile(name + " — ([0-9.]+)%").matcher(dry.out());
    assertThat(line.find()).as(dry.out()).isTrue();
    return Double.parseDouble(line.group(1)) / 100;
  }

  @Test
  void who_is_paused_is_not_asked_and_says_so_as_planned_work_does() throws Exception {
    configure("web: {api_token: letmein}\n");
    try (JarProcess run = JarProcess.start(folder, environment())) {
      run.awaitState("nobody", "DOWN");
      run.awaitState("box", "UP");
      post(run, "/api/v1/services/box/pause", "{}");
      post(
          run,
          "/api/v1/maintenance",
          "{\"services\": [\"Nobody\"], \"from\": \"2020-01-01T00:00:00Z\","
              + " \"until\": \"2099-01-01T00:00:00Z\"}");
      int asked = site.asked();
      JarCall beside = call(environment(), "report", "--dry-run");
      assertThat(beside.out())
          .contains("Services: 2 (1 MAINTENANCE, 1 PAUSED)", "Nobody", "Box — since ");
      assertThat(site.asked()).isEqualTo(asked);
      assertThat(run.stop()).isZero();
    }
    JarCall alone = call(environment(), "report", "--dry-run");
    assertThat(alone.exit()).as(alone.err()).isZero();
    assertThat(alone.out()).contains("Services: 2 (1 MAINTENANCE, 1 PAUSED)");
  }

  private static void post(JarProcess run, String path, String body) throws Exception {
    HttpResponse<String> done =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.port() + path))
                    .header("Authorization", "Bearer letmein")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(done.statusCode()).as(done.body()).isLessThan(300);
  }

  @Test
  void a_dry_run_prints_it_and_a_refusal_is_1() throws Exception {
    configure("");
    JarCall dry = call(environment(), "report", "--dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out()).startsWith("📊 STATUS REPORT").contains("Nobody");
    assertThat(telegram.calls()).isEmpty();
    telegram.always(TelegramFault.error(403, "Forbidden: bot was blocked by the user"));
    JarCall refused = call(environment(), "report");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .startsWith("telegram: the person has blocked the bot")
        .contains(" — unblock the bot")
        .doesNotContain("AAtheSecret");
    JarCall none = call(Map.of(), "report");
    assertThat(none.exit()).isZero();
    assertThat(none.out()).startsWith("📊 STATUS REPORT");
    assertThat(none.err()).contains("no channel is set up").contains("TELEGRAM_BOT_TOKEN");
  }

  @Test
  void a_test_message_goes_through_every_channel_or_the_one_that_is_named() throws Exception {
    configure(
        "channels:\n  - {name: group, telegram: {bot_token: '"
            + FakeTelegram.TOKEN
            + "', chat_id: 99, api_url: '"
            + telegram.url()
            + "'}}\n");
    JarCall both = call(environment(), "notify-test");
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("telegram: sent as message 1"),
            line -> assertThat(line).startsWith("group: there is no such chat").contains(" — "));
    Message sent = telegram.messages().get(0);
    assertThat(sent.text()).startsWith("ℹ️ Test message\n\nThis channel works. ");
    JarCall one = call(environment(), "notify-test", "telegram");
    assertThat(one.exit()).isZero();
    assertThat(one.out()).isEqualTo("telegram: sent as message 2" + System.lineSeparator());
    JarCall unknown = call(environment(), "notify-test", "telegramm");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean \"telegram\"?");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void with_a_token_and_no_chat_it_shows_who_may_be_meant() throws Exception {
    configure("");
    telegram.update(
        new JsonObject()
            .put("update_id", 1)
            .put(
                "message",
                new JsonObject()
                    .put(
                        "chat",
                        new JsonObject()
                            .put("id", 4242)
                            .put("type", "private")
                            .put("first_name", "Anna"))));
    JarCall chats = call(environment("TELEGRAM_CHAT_ID", ""), "notify-test");
    assertThat(chats.exit()).isEqualTo(1);
    assertThat(chats.out()).startsWith("TELEGRAM_CHAT_ID=4242 ").contains("Anna");
    JarCall none = call(Map.of(), "notify-test");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("no channel is set up").contains("@BotFather");
  }

  /** Its time has just passed: a start is late for it by some seconds. */
  @Test
  void the_daily_report_comes_once_whatever_is_stopped_and_started() throws Exception {
    configure("telegram: {silent: [REPORT]}\n");
    ZoneId zone = ZoneId.of("Asia/Tokyo");
    String at = DateTimeFormatter.ofPattern("HH:mm").format(ZonedDateTime.now(zone));
    Map<String, String> environment =
        environment("DAILY_REPORT_AT", at, "CONTROL_PLANE_TIME_ZONE", zone.getId());
    for (int start = 1; start <= 2; start++) {
      try (JarProcess run = JarProcess.start(folder, environment)) {
        run.awaitState("nobody", "DOWN");
        telegram.await("the report", PATIENCE, () -> reports().size() == 1);
        assertThat(run.stop()).isZero();
      }
    }
    assertThat(reports()).hasSize(1);
    assertThat(reports().get(0).silent()).isTrue();
    assertThat(reports().get(0).text()).contains("Services: 2 (1 UP, 1 DOWN)");
    Path file = folder.resolve("data/history.db");
    assertThat(Database.ask(file, "SELECT channel, state FROM message WHERE kind = 'REPORT'"))
        .containsExactly(List.of("telegram", "SENT"));
  }

  private List<Message> reports() {
    return telegram.messages().stream()
        .filter(message -> message.text().contains("STATUS REPORT"))
        .toList();
  }
}

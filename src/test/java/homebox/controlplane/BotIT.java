package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar talks with people in Telegram, through commands and buttons. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BotIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonObject ANNA = FakeTelegram.person(7, "Anna");

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 500ms\nretry_attempts: 0\n"
            + "alerting: {group_wait: 0, startup_message: false}\n"
            + "services:\n  - {name: The box, id: box, url: \""
            + site.url()
            + "\"}\n");
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private JarProcess start() {
    var environment = new HashMap<>(telegram.environment());
    environment.put("WEB_API_TOKEN", "the-token-of-programs");
    return JarProcess.start(folder, environment);
  }

  private Message awaitMessage(String what, Predicate<Message> wanted) {
    telegram.await(what, PATIENCE, () -> telegram.messages().stream().anyMatch(wanted));
    return telegram.messages().stream().filter(wanted).findFirst().orElseThrow();
  }

  private Message awaitText(String words) {
    return awaitMessage(words, message -> message.text().contains(words));
  }

  private static List<String> buttons(Message message) {
    return message
        .body()
        .getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new JsonArray())
        .stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(button -> ((JsonObject) button).getString("text"))
        .toList();
  }

  private static String data(Message message, String label) {
    return message.body().getJsonObject("reply_markup").getJsonArray("inline_keyboard").stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(JsonObject.class::cast)
        .filter(button -> button.getString("text").equals(label))
        .map(button -> button.getString("callback_data"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject incident(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/incidents").body())
        .getJsonArray("incidents")
        .getJsonObject(0);
  }

  private void press(Message message, String label) {
    telegram.press(FakeTelegram.CHAT, ANNA, message.id(), data(message, label));
  }

  private Message outage(JarProcess jar) {
    jar.awaitState("box", "UP");
    site.die();
    return awaitText("ALERT");
  }

  @Test
  void a_button_acknowledges_and_the_message_says_so_and_the_end_replies_to_it() {
    try (JarProcess jar = start()) {
      Message alert = outage(jar);
      assertThat(buttons(alert)).containsExactly("Acknowledge", "Mute 1 h", "Check now");
      press(alert, "Acknowledge");
      Message changed = awaitText("✅ Acknowledged by Anna (Telegram)");
      assertThat(changed.id()).isEqualTo(alert.id());
      assertThat(changed.text()).startsWith(alert.text());
      assertThat(buttons(changed)).containsExactly("Mute 1 h", "Check now");
      assertThat(incident(jar).getJsonObject("acknowledged").getString("by"))
          .isEqualTo("Anna (Telegram)");
      telegram.await("the press to be answered", PATIENCE, () -> !telegram.toasts().isEmpty());
      assertThat(telegram.toasts().get(0).getString("text")).startsWith("Acknowledged");

      press(changed, "Mute 1 h");
      Message muted = awaitText("🔇 Muted until");
      assertThat(muted.text()).contains("✅ Acknowledged by");
      assertThat(buttons(muted)).containsExactly("Check now");
      press(muted, "Check now");
      Message checked = awaitText("🔴 The box");
      assertThat(checked.body().getJsonObject("reply_parameters").getLong("message_id"))
          .isEqualTo(alert.id());

      site.comeBack();
      Message end = awaitText("RECOVERY");
      assertThat(end.body().getJsonObject("reply_parameters").getLong("message_id"))
          .isEqualTo(alert.id());
      assertThat(buttons(end)).isEmpty();
      assertThat(jar.stop()).isZero();
    }
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void what_the_page_acknowledges_is_said_in_the_message() throws Exception {
    try (JarProcess jar = start()) {
      Message alert = outage(jar);
      HttpResponse<String> done =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:%d/api/v1/incidents/%s/acknowledge"
                                  .formatted(jar.port(), incident(jar).getString("id"))))
                      .header("Authorization", "Bearer the-token-of-programs")
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString("{}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(done.statusCode()).as(done.body()).isLessThan(300);
      Message changed = awaitText("✅ Acknowledged by");
      assertThat(changed.id()).isEqualTo(alert.id());
      assertThat(buttons(changed)).containsExactly("Mute 1 h", "Check now");
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void a_command_is_obeyed_once_whenever_the_process_is_killed() {
    long update;
    try (JarProcess jar = start()) {
      outage(jar);
      update = telegram.write(FakeTelegram.CHAT, ANNA, "/ack box on my way");
      jar.await("it to be acknowledged", () -> incident(jar).getJsonObject("acknowledged") != null);
      jar.kill();
    }
    int answers = telegram.messages().size();
    try (JarProcess jar = start()) {
      telegram.write(FakeTelegram.CHAT, ANNA, "/help");
      awaitText("What you can ask");
      assertThat(telegram.confirmed()).contains(update).doesNotHaveDuplicates();
      assertThat(incident(jar).getJsonObject("acknowledged").getString("note"))
          .isEqualTo("on my way");
      assertThat(incident(jar).getJsonArray("notes", new JsonArray())).isEmpty();
      assertThat(telegram.messages()).hasSizeBetween(answers + 1, answers + 2);
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void several_outages_are_acknowledged_by_one_press() throws Exception {
    try (Site other = Site.start()) {
      Path file = folder.resolve("conf/control-plane.yaml");
      String both = Files.readString(file).replace("group_wait: 0", "group_wait: 5s");
      Files.writeString(
          file, both + "  - {name: Other, id: other, url: \"" + other.url() + "\"}\n");
      try (JarProcess jar = start()) {
        jar.awaitState("box", "UP");
        jar.awaitState("other", "UP");
        site.die();
        other.die();
        Message alert = awaitText("ALERT — 2 services DOWN");
        assertThat(buttons(alert)).containsExactly("Acknowledge all");
        jar.await( // nobody presses within milliseconds, before it is known what the message is
            // called
            "the mark",
            () ->
                Database.number(
                        folder.resolve("data/history.db"),
                        "SELECT count(*) FROM message WHERE reference IS NOT NULL"
                            + " AND channel = 'telegram'")
                    == 2);
        press(alert, "Acknowledge all");
        Message changed =
            awaitMessage(
                "both to be acknowledged", message -> message.text().split("✅").length == 3);
        assertThat(changed.id()).isEqualTo(alert.id());
        assertThat(changed.text())
            .contains("✅ The box — acknowledged by Anna", "✅ Other — acknowledged by Anna");
        assertThat(buttons(changed)).isEmpty();
        telegram.write(FakeTelegram.CHAT, ANNA, "/pause other");
        awaitText("Paused until it is resumed:\n• Other");
        telegram.write(FakeTelegram.CHAT, ANNA, "/status");
        awaitText("⏸ Other — paused");
        telegram.write(FakeTelegram.CHAT, ANNA, "/check other");
        awaitText("Asked just now\n⏸ Other — paused");
        assertThat(jar.stop()).isZero();
      }
    }
  }

  @Test
  void strangers_get_nothing_and_an_end_ends_the_question_at_once() {
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      telegram.know("666");
      telegram.write("666", FakeTelegram.person(66, "Mallory"), "/status");
      long last = telegram.write(FakeTelegram.CHAT, ANNA, "/status");
      awaitText("The service is well\n🟢 The box — UP since");
      telegram.await("it is done with", PATIENCE, () -> telegram.confirmed().contains(last));
      assertThat(telegram.messages()).extracting(Message::chat).containsOnly(FakeTelegram.CHAT);
      long begun = System.nanoTime();
      assertThat(jar.stop()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void without_commands_there_are_no_buttons_and_no_questions() throws Exception {
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.writeString(file, Files.readString(file) + "telegram: {commands: false}\n");
    try (JarProcess jar = start()) {
      assertThat(buttons(outage(jar))).isEmpty();
      assertThat(telegram.botCalls()).isEmpty();
      assertThat(jar.stop()).isZero();
    }
  }
}

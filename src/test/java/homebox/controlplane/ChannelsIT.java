package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.FakeSmtp;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.HookDuty;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar with a channel of every kind; no one of them waits for another. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChannelsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> SECRETS =
      List.of(
          "theSecretOfSlack1234",
          "theSecretOfDiscord_12-34",
          HookDuty.TOKEN,
          "theSecretOfTheHook",
          FakeSmtp.PASSWORD,
          "signed with this");

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final FakeSmtp smtp = FakeSmtp.plain();
  private final FakeHook slack = new FakeHook(HookDuty.slack());
  private final FakeHook discord = new FakeHook(HookDuty.discord());
  private final FakeHook ntfy = new FakeHook(HookDuty.ntfy());
  private final FakeHook program = new FakeHook(HookDuty.program());
  private final Site site = Site.start();
  private final Site quiet = Site.start();

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        """
        check_interval: 200ms
        retry_attempts: 1
        retry_delay: 50ms
        alerting: {group_wait: 100ms, startup_message: false}
        channels:
          - {name: post, mail: {host: 127.0.0.1, port: %d, tls: none, user: me@example.org, password: "${MAIL}", from: cp@example.org, to: me@example.org}}
          - {name: work, slack: {webhook_url: "%s"}}
          - {name: play, discord: {webhook_url: "%s"}}
          - {name: phone, ntfy: {server: "%s", topic: my-home, token: "%s"}}
          - {name: script, webhook: {url: "%s", secret: signed with this}}
        services:
          - {name: Box, url: "%s"}
          - {name: Quiet, url: "%s", channels: [work]}
        """
            .formatted(
                smtp.port(),
                slack.url(HookDuty.SLACK),
                discord.url(HookDuty.DISCORD),
                ntfy.url(""),
                HookDuty.TOKEN,
                program.url(HookDuty.PROGRAM),
                site.url(),
                quiet.url()));
  }

  @AfterEach
  void close() {
    List.of(slack, discord, ntfy, program).forEach(FakeHook::close);
    telegram.close();
    smtp.close();
    site.close();
    quiet.close();
  }

  private Map<String, String> environment() {
    var all = new HashMap<>(telegram.environment());
    all.put("MAIL", FakeSmtp.PASSWORD);
    return all;
  }

  @Test
  void one_that_hangs_delays_no_other() throws Exception {
    telegram.always(TelegramFault.hang());
    try (JarProcess jar = JarProcess.start(folder, environment())) {
      jar.awaitState("box", "UP");
      site.die();
      awaitAll(jar, "ALERT", SOON);
      site.comeBack();
      awaitAll(jar, "RECOVERY", SOON);
      quiet.answers(500);
      jar.await("its own", SOON, () -> slackTexts().size() == 3);
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> SECRETS.stream().anyMatch(line::contains));
    }
    for (List<String> texts : all().values()) {
      List<String> box = texts.stream().filter(text -> text.contains("Box")).toList();
      assertThat(box).as("each once, and in order").hasSize(2);
      assertThat(box.get(0)).contains("ALERT — Service DOWN").doesNotContain("repeat");
      assertThat(box.get(1)).contains("RECOVERY — Service UP");
    }
    assertThat(slackTexts().get(2)).contains("Quiet");
    assertThat(all().values()).filteredOn(texts -> texts.size() == 3).hasSize(1);
    assertThat(program.taken())
        .allMatch(call -> call.header("X-Control-Plane-Signature").matches("sha256=[0-9a-f]{64}"));
    assertThat(program.bodies().get(0).getJsonArray("services").getJsonObject(0).getString("id"))
        .isEqualTo("box");
    for (FakeHook hook : List.of(slack, discord, ntfy, program)) {
      assertThat(hook.violations()).isEmpty();
    }
    assertThat(Files.readString(folder.resolve("logs/control-plane.log"))).doesNotContain(SECRETS);
  }

  private List<String> slackTexts() {
    return texts(slack, json -> json.getString("text"));
  }

  private static List<String> texts(FakeHook hook, Function<JsonObject, String> text) {
    return hook.bodies().stream().map(text).toList();
  }

  /** What each kind was told, by its name. */
  private Map<String, List<String>> all() {
    return Map.of(
        "post",
        smtp.mails().stream().map(mail -> read(mail)).toList(),
        "work",
        slackTexts(),
        "play",
        texts(discord, json -> json.getString("content")),
        "phone",
        texts(ntfy, json -> json.getString("title") + "\n" + json.getString("message")),
        "script",
        texts(program, json -> json.getString("text")));
  }

  private static String read(FakeSmtp.Mail mail) {
    try {
      var read =
          new MimeMessage(
              null, new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.UTF_8)));
      return read.getSubject() + "\n" + read.getContent();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private void awaitAll(JarProcess jar, String word, Duration atMost) {
    jar.await(
        word + " everywhere",
        atMost,
        () ->
            all().values().stream()
                .allMatch(texts -> texts.stream().anyMatch(text -> text.contains(word))));
  }

  @Test
  void commands_know_every_kind() throws Exception {
    JarCall test = JarCall.of(folder, environment(), "notify-test");
    assertThat(test.exit()).as(test.out() + test.err()).isZero();
    assertThat(test.out().lines())
        .containsExactly(
            "telegram: sent as message 1",
            "post: the mail server has taken it",
            "work: Slack has taken it",
            "play: Discord has taken it",
            "phone: ntfy has taken it",
            "script: taken with HTTP 200");
    assertThat(all().values())
        .allSatisfy(texts -> assertThat(texts.get(0)).contains("Test message"));

    JarCall report =
        JarCall.of(folder, Map.of("WEB_PORT", "0", "MAIL", FakeSmtp.PASSWORD), "report");
    assertThat(report.exit()).as(report.out() + report.err()).isZero();
    assertThat(all().get("post").get(1)).contains("STATUS REPORT");

    int told = all().values().stream().mapToInt(List::size).sum();
    JarCall diagnose = JarCall.of(folder, environment(), "diagnose");
    assertThat(diagnose.exit()).as(diagnose.out()).isZero();
    assertThat(diagnose.out())
        .contains("✓ post: 127.0.0.1:" + smtp.port() + " lets us in (no TLS, logged in)")
        .contains("✓ work: 127.0.0.1:" + slack.port() + " is there; whether")
        .contains("✓ play: Discord knows the webhook")
        .contains("✓ phone: 127.0.0.1:" + ntfy.port() + " is there; whether")
        .contains("✓ script: 127.0.0.1:" + program.port() + " is there; whether");
    assertThat(all().values().stream().mapToInt(List::size).sum()).isEqualTo(told);
    for (JarCall call : List.of(test, report, diagnose)) {
      assertThat(call.out() + call.err()).doesNotContain(SECRETS);
    }
  }

  @Test
  void the_page_is_told_of_what_kind_each_is_and_what_one_refuses() throws Exception {
    slack.always(FakeHook.answer(404, "", "no_service"));
    smtp.answers("greeting", FakeSmtp.HANG);
    try (JarProcess jar = JarProcess.start(folder, environment())) {
      jar.awaitState("box", "UP");
      assertThat(channels(jar))
          .extracting(channel -> channel.getString("kind"))
          .containsExactly("log", "telegram", "mail", "slack", "discord", "ntfy", "webhook");
      site.die();
      jar.await("it is paused", SOON, () -> state(jar, "work").equals("PAUSED"));
      telegram.await(
          "to be told of it",
          SOON,
          () ->
              telegram.messages().stream()
                  .anyMatch(
                      message ->
                          message.text().contains("Channel work")
                              && message.text().contains("incoming webhook")));
      jar.await("mail hangs", SOON, () -> smtp.open() > 0);
      long began = System.nanoTime();
      assertThat(jar.stop()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static List<JsonObject> channels(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/services").body())
        .getJsonArray("channels").stream().map(JsonObject.class::cast).toList();
  }

  private static String state(JarProcess jar, String name) {
    return channels(jar).stream()
        .filter(channel -> channel.getString("name").equals(name))
        .map(channel -> channel.getString("state"))
        .findFirst()
        .orElse("");
  }
}

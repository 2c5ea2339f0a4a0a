package homebox.controlplane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Telegram that cannot be had: each way is told by its own sentence, and no check waits. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BadTelegramIT {
  /** A check that waits for Telegram waits for 10 s; one for a machine without time does not. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private static final String PAUSED = "it is paused";
  private static final String AGAIN = "it is tried again";
  private static final String OTHER_TOKEN = "654321:AAanotherSecretOfNoBot_0987654321fedcb";
  private static final String SHORT_TOKEN = "1:theShortSecret";
  private static final String LOGIN = "hunter2";

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final HostileServer mail = HostileServer.plain(BadTelegramIT::greets);
  private final Site site = Site.start();

  /** What is wrong: with Telegram, or with what is set up for it. */
  private record Bad(TelegramFault fault, String key, String value) {
    static Bad telegram(TelegramFault fault) {
      return new Bad(fault, "", "");
    }

    static Bad setting(String key, String value) {
      return new Bad(TelegramFault.none(), key, value);
    }
  }

  @AfterEach
  void close() {
    site.close();
    mail.close();
    telegram.close();
  }

  static Stream<Arguments> a_bad_telegram_is_told_by_its_own_sentence_and_delays_no_check() {
    return Stream.of(
        arguments(
            Bad.setting("TELEGRAM_BOT_TOKEN", OTHER_TOKEN),
            "the token of the bot is not valid (any more): \"Unauthorized\" (401)",
            PAUSED),
        arguments(
            Bad.setting("TELEGRAM_BOT_TOKEN", SHORT_TOKEN),
            "the token of the bot is not valid (any more): \"Not Found\" (404)",
            PAUSED),
        arguments(
            Bad.setting("TELEGRAM_CHAT_ID", "77"), "there is no such chat for this bot", PAUSED),
        arguments(
            Bad.telegram(TelegramFault.error(403, "Forbidden: bot was blocked by the user")),
            "the person has blocked the bot",
            PAUSED),
        arguments(
            Bad.telegram(TelegramFault.page(200)), "answered HTTP 200 with an HTML page", AGAIN),
        arguments(Bad.telegram(TelegramFault.endless()), "did not end within 10 s", AGAIN),
        arguments(
            Bad.setting("TELEGRAM_API_URL", "https://127.0.0.1:{mail}/"),
            "what answers there speaks no TLS",
            AGAIN),
        arguments(
            Bad.setting("proxy", "http://me:" + LOGIN + "@127.0.0.1:{gone}"),
            "the proxy 127.0.0.1:{gone} refuses connections",
            AGAIN));
  }

  @ParameterizedTest
  @MethodSource
  void a_bad_telegram_is_told_by_its_own_sentence_and_delays_no_check(
      Bad bad, String sentence, String then) throws Exception {
    Site gone = Site.start();
    gone.close();
    String port = gone.url().replaceAll(".*:(\\d+)/", "$1");
    String wanted = sentence.replace("{gone}", port);
    telegram.always(bad.fault());
    Map<String, String> environment =
        configure(
            bad.key(),
            bad.value().replace("{gone}", port).replace("{mail}", String.valueOf(mail.port())));

    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitState("box", "UP");
      site.answers(500);
      int asked = site.asked();
      jar.awaitState("box", "DOWN");
      for (int check = 1; check <= 20; check++) {
        int next = asked + check;
        jar.await("check " + check, LONGEST, () -> site.asked() >= next);
      }

      String line = jar.awaitLine(said -> said.contains("channel telegram: "));
      assertThat(line).contains(wanted).contains(then).doesNotContain("Exception");
      jar.await("the trail", () -> answers(jar).stream().anyMatch(said -> said.contains(wanted)));
      assertThat(jar.get("/api/v1/messages").body()).satisfies(BadTelegramIT::holdsNoSecret);
      jar.stop();
      assertThat(String.join("\n", jar.lines())).satisfies(BadTelegramIT::holdsNoSecret);
    }
    assertThat(Files.readString(folder.resolve("logs/control-plane.log")))
        .contains(wanted)
        .satisfies(BadTelegramIT::holdsNoSecret);
  }

  private Map<String, String> configure(String key, String value) throws Exception {
    var environment = new HashMap<>(telegram.environment());
    var yaml =
        "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 100ms, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n";
    if (key.equals("proxy")) {
      yaml += "telegram: {proxy: \"" + value + "\"}\n";
    } else if (!key.isEmpty()) {
      environment.put(key, value);
    }
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
    return environment;
  }

  /** What the trail says of the messages for Telegram; one that is not tried has no answer. */
  private static List<String> answers(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/messages").body())
        .getJsonArray("messages").stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getString("channel").equals("telegram"))
            .flatMap(row -> Stream.ofNullable(row.getString("answer")))
            .toList();
  }

  /** Speaks first, and no TLS. */
  private static void greets(Socket socket) throws IOException {
    socket.getOutputStream().write("220 mail.example.org ESMTP\r\n".getBytes(US_ASCII));
    while (socket.getInputStream().read() >= 0) {
      // whatever it says
    }
  }

  private static void holdsNoSecret(String text) {
    for (String token : new String[] {FakeTelegram.TOKEN, OTHER_TOKEN, SHORT_TOKEN}) {
      assertThat(text).doesNotContain(token.substring(token.indexOf(':') + 1));
    }
    assertThat(text).doesNotContain(LOGIN);
  }
}

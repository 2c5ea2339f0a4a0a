package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramCall;
import homebox.controlplane.testkit.TelegramFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar, a real site that dies, and a Telegram that holds us to its rules. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TelegramIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  @BeforeEach
  void configure() throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 100ms, startup_message: false}\n"
            + "services:\n  - name: Box <b> & Söhne 🏠\n    id: box\n    url: "
            + site.url()
            + "\n");
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private JarProcess start() {
    return JarProcess.start(folder, telegram.environment());
  }

  private List<String> texts() {
    return telegram.messages().stream().map(Message::text).toList();
  }

  private void awaitText(String word, int from) {
    telegram.await(
        word, PATIENCE, () -> texts().stream().skip(from).anyMatch(text -> text.contains(word)));
  }

  @Test
  void an_outage_is_told_once_and_so_is_its_end() throws Exception {
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      site.die();
      awaitText("ALERT", 0);
      site.comeBack();
      awaitText("RECOVERY", 0);
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains(FakeTelegram.TOKEN));
    }
    assertThat(texts()).hasSize(2).allMatch(text -> text.contains("Box <b> & Söhne 🏠"));
    assertThat(texts().get(0)).contains("ALERT — Service DOWN").doesNotContain("repeat");
    assertThat(texts().get(1)).contains("RECOVERY — Service UP");
    assertThat(telegram.violations()).isEmpty();
    assertThat(Files.readString(folder.resolve("logs/control-plane.log")))
        .doesNotContain(FakeTelegram.TOKEN);
  }

  @Test
  void a_restart_in_an_outage_repeats_nothing_and_a_recovery_while_we_were_off_is_told()
      throws Exception {
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      site.die();
      awaitText("ALERT", 0);
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = start()) {
      jar.awaitState("box", "DOWN");
      jar.await("checks", () -> jar.service("box").orElseThrow().getValue("error") != null);
      assertThat(jar.stop()).isZero();
    }
    assertThat(texts()).hasSize(1);
    site.comeBack();
    try (JarProcess jar = start()) {
      awaitText("RECOVERY", 1);
      jar.awaitState("box", "UP");
      assertThat(jar.stop()).isZero();
    }
    assertThat(texts()).hasSize(2);
  }

  @Test
  void a_start_is_told_and_restarts_soon_after_are_counted() throws Exception {
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.writeString(file, Files.readString(file).replace(", startup_message: false", ""));
    for (int start = 0; start < 3; start++) {
      String counted = "\"kept\":" + start;
      try (JarProcess jar = start()) {
        telegram.awaitMessages(1, PATIENCE);
        jar.await("it is counted", () -> starts().contains(counted));
        assertThat(jar.stop()).isZero();
      }
    }
    assertThat(texts()).hasSize(1);
    assertThat(texts().get(0))
        .isEqualTo("ℹ️ Control Plane started\n\nServices: 1\nInterval: 200 ms");
  }

  private String starts() {
    return Database.ask(
            folder.resolve("data/history.db"), "SELECT value FROM setting WHERE name = 'starts'")
        .toString();
  }

  @Test
  void a_group_that_has_moved_is_remembered_by_the_next_life() throws Exception {
    telegram.script(TelegramFault.none(), TelegramFault.migrate(-1009L));
    for (int life = 1; life <= 2; life++) {
      try (JarProcess jar = start()) {
        jar.awaitState("box", "UP");
        int before = telegram.messages().size();
        site.die();
        awaitText("ALERT", before);
        site.comeBack();
        awaitText("RECOVERY", before);
        jar.awaitState("box", "UP");
        assertThat(jar.stop()).isZero();
      }
      if (life == 1) {
        telegram.heal();
      }
    }
    assertThat(telegram.messages()).extracting(Message::chat).containsOnly("-1009");
    assertThat(telegram.calls().stream().filter(call -> call.chat().equals(FakeTelegram.CHAT)))
        .as("asked for under its old id: the test at the start, the first message")
        .hasSize(2);
  }

  @Test
  void a_token_without_a_chat_is_shown_who_has_written_to_the_bot() throws Exception {
    telegram.write(FakeTelegram.CHAT, FakeTelegram.person(7, "Ada"), "hello");
    var environment = new HashMap<>(telegram.environment());
    environment.remove("TELEGRAM_CHAT_ID");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      String ready = "TELEGRAM_CHAT_ID=" + FakeTelegram.CHAT + "   # private";
      assertThat(jar.awaitLine(line -> line.contains(ready))).doesNotContain(FakeTelegram.TOKEN);
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void telegram_away_for_both_and_both_arrive_in_order() throws Exception {
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      telegram.always(TelegramFault.error(500, "Internal Server Error"));
      site.die();
      jar.awaitState("box", "DOWN");
      site.comeBack();
      jar.awaitState("box", "UP");
      assertThat(telegram.messages()).isEmpty();
      telegram.heal();
      awaitText("RECOVERY", 0);
      assertThat(String.join("\n", texts())) // one message tells both, or each is one
          .containsSubsequence("ALERT", "RECOVERY")
          .contains("DOWN", "UP");
      assertThat(jar.stop()).isZero();
    }
  }

  /** Keeps its answers, each for the 10 s that it is waited for; counts the calls that hang. */
  private static final class Hanging implements TelegramFault {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void apply(FakeTelegram telegram, TelegramCall call)
        throws IOException, InterruptedException {
      calls.incrementAndGet();
      TelegramFault.hang().apply(telegram, call);
    }
  }

  /** A minute with {@code -Psoak}: each call is waited for 10 s, and tried again. */
  @Test
  void while_telegram_hangs_checks_keep_their_pace() throws Exception {
    int calls = Boolean.getBoolean("soak") ? 6 : 2;
    try (JarProcess jar = start()) {
      jar.awaitState("box", "UP");
      double before = pace(jar, 20);
      var hanging = new Hanging();
      telegram.always(hanging);
      site.answers(500);
      jar.await("a call that hangs", () -> hanging.calls.get() > 0);
      double slowest = 0;
      while (hanging.calls.get() < calls) {
        slowest = Math.max(slowest, pace(jar, 20));
      }
      assertThat(slowest)
          .as("seconds for twenty checks while it hangs, %.1f before", before)
          .isLessThan(before + 5); // a call hangs for 10 s
      jar.awaitState("box", "DOWN");
      int told = telegram.messages().size(); // the one that hung has it already
      telegram.heal();
      awaitText("ALERT", told);
      site.answers(200);
      awaitText("RECOVERY", told);
    }
  }

  /** In seconds. */
  private double pace(JarProcess jar, int checks) {
    int until = site.asked() + checks;
    long began = System.nanoTime();
    jar.await(checks + " checks", () -> site.asked() >= until);
    return (System.nanoTime() - began) / 1e9;
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.SmallDisk;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database takes nothing in the middle of an outage: people hear of it all the same, once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AlertFaultsIT {
  /**
   * 5 s of patience with the database, the checks before and the sending after, on a machine that
   * may have no time; how long it was is printed.
   */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String NOT_STORED = "(not stored)";

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  /** What keeps the database from writing, and lets it again. */
  private interface Fault {
    void begins() throws IOException;

    void ends() throws IOException;
  }

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 100ms, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n");
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  @Test
  void while_the_database_is_locked_changes_are_told_as_not_stored_and_later_not_again()
      throws Exception {
    Path database = folder.resolve("data/history.db");
    holds(
        "locked database",
        List.of(),
        new Fault() {
          private WriteLock lock;

          @Override
          public void begins() {
            lock = WriteLock.on(database);
          }

          @Override
          public void ends() {
            lock.close();
          }
        });
  }

  @Test
  void while_the_disk_is_full_changes_are_told_as_not_stored_and_later_not_again()
      throws Exception {
    try (var disk = SmallDisk.at(folder.resolve("data"), 4)) {
      holds(
          "full disk",
          disk.program(folder),
          new Fault() {
            @Override
            public void begins() throws IOException {
              disk.fill();
            }

            @Override
            public void ends() throws IOException {
              disk.empty();
            }
          });
    } catch (SmallDisk.NotHere why) {
      abort(why.getMessage());
    }
  }

  private void holds(String what, List<String> program, Fault fault) throws Exception {
    try (JarProcess jar = start(program)) {
      jar.awaitState("box", "UP");
      site.answers(500);
      awaitTold(1, SOON);
      awaitTrail(jar, "ALERT SENT");
      fault.begins();
      jar.awaitLine(line -> line.contains("history is not stored"));
      long recovery = told(jar, 200, 2, "RECOVERY");
      long alert = told(jar, 500, 3, "ALERT");
      System.out.printf("%s: told after %d and %d ms%n", what, recovery, alert);
      int asked = site.asked();
      jar.await("checks", () -> site.asked() >= asked + 10);
      fault.ends();
      awaitTrail(jar, "ALERT SENT", "RECOVERY SENT", "ALERT SENT");
      assertThat(jar.stop()).isZero();
    }
    try (JarProcess jar = start(program)) {
      jar.awaitState("box", "DOWN");
      int asked = site.asked();
      jar.await("checks", () -> site.asked() >= asked + 10);
      assertThat(telegram.messages()).as("nothing is told again").hasSize(3);
      site.answers(200);
      assertThat(awaitTold(4, SOON)).contains("RECOVERY").doesNotContain("(");
      assertThat(jar.stop()).isZero();
    }
    assertThat(telegram.messages()).hasSize(4);
    assertThat(telegram.violations()).isEmpty();
  }

  private JarProcess start(List<String> program) {
    return JarProcess.startUnder(program, folder, List.of("-Xmx256m"), telegram.environment());
  }

  /** A change that cannot be stored is the message number {@code count} all the same: in ms. */
  private long told(JarProcess jar, int status, int count, String word) {
    long began = System.nanoTime();
    site.answers(status);
    assertThat(awaitTold(count, SOON)).contains(word).contains(NOT_STORED);
    long took = System.nanoTime() - began;
    jar.awaitState("box", word.equals("ALERT") ? "DOWN" : "UP");
    return TimeUnit.NANOSECONDS.toMillis(took);
  }

  private String awaitTold(int count, Duration atMost) {
    List<Message> all = telegram.awaitMessages(count, atMost);
    assertThat(all).hasSize(count);
    return all.get(count - 1).text();
  }

  private static void awaitTrail(JarProcess jar, String... wanted) {
    jar.await("the trail", () -> trail(jar).equals(List.of(wanted)));
  }

  /** A message that is said to be told once, if it was. */
  private static String told(JsonObject row) {
    boolean once = row.getInteger("attempts") == 1 && !row.getBoolean("possible_repeat");
    boolean sent = row.getString("state").equals("SENT");
    return row.getString("kind") + " " + row.getString("state") + (sent && !once ? "?" : "");
  }

  /** The trail of Telegram's messages, oldest first: kind and state. */
  private static List<String> trail(JarProcess jar) {
    var none = new JsonArray(); // 503, while the database is being opened anew
    var rows = new JsonObject(jar.get("/api/v1/messages").body()).getJsonArray("messages", none);
    var trail =
        rows.stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getString("channel").equals("telegram"))
            .map(AlertFaultsIT::told)
            .collect(Collectors.toList());
    Collections.reverse(trail);
    return trail;
  }
}

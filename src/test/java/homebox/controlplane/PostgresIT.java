package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real jar with its history in a real PostgreSQL. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class PostgresIT {
  private static final String OUTAGES =
      "SELECT count(*) FROM incident WHERE service = 'box' AND kind = 'OUTAGE'";

  @TempDir Path folder;
  private PostgresBase base;
  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();
  private Map<String, String> environment;

  @BeforeEach
  void configure(PostgresBase given) throws IOException {
    base = given;
    environment = new HashMap<>(telegram.environment());
    environment.putAll(base.environment());
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "time_zone: Europe/Paris\ncheck_interval: 100ms\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n");
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private long heard(String word) {
    return telegram.messages().stream().filter(message -> message.text().contains(word)).count();
  }

  @Test
  void an_outage_is_told_once_over_kill_and_restart() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitState("box", "UP");
      site.die();
      jar.await("the alert", () -> heard("ALERT") == 1);
      jar.await(
          "the mark",
          () ->
              base.number("SELECT count(*) FROM message WHERE sent > 0 AND channel = 'telegram'")
                  == 1);
      jar.kill();
    }
    try (JarProcess again = JarProcess.start(folder, environment)) {
      again.awaitState("box", "DOWN");
      site.comeBack();
      again.await("the recovery", () -> heard("RECOVERY") == 1);
      again.awaitState("box", "UP");
      again.await(
          "checks of the past",
          () -> base.number("SELECT count(*) FROM checks WHERE is_healthy = 1") > 5);
      var incidents =
          new JsonObject(again.get("/api/v1/incidents").body()).getJsonArray("incidents");
      assertThat(incidents).hasSize(1);
      assertThat(again.get("/api/v1/services/box/checks").body()).contains("\"checks\"");
      assertThat(again.get("/api/v1/services/box/history?range=24h").body()).contains("points");
      assertThat(again.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(1);
    assertThat(base.number(OUTAGES)).isEqualTo(1);
    assertThat(folder.resolve("data/history.db")).doesNotExist();
  }

  @Test
  void an_outage_while_it_is_away_is_told_and_written_afterwards() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitState("box", "UP");
      base.away(true);
      jar.awaitLine(line -> line.contains("history is not stored"));
      site.die();
      jar.await("the alert", () -> heard("ALERT") == 1);
      base.away(false);
      jar.awaitLine(line -> line.contains("history is stored again"));
      jar.await("the outage", () -> base.number(OUTAGES) == 1);
      assertThat(jar.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(1);
  }

  @Test
  void a_second_run_ends_with_2_and_says_who_has_it() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, environment);
        JarProcess second = second(jar)) {
      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.lines())
          .anyMatch(
              line -> line.contains("is in use by control-plane " + jar.process().pid() + "@"));
      assertThat(jar.stop()).isZero();
    }
  }

  private JarProcess second(JarProcess first) throws IOException {
    first.awaitState("box", "UP");
    return JarProcess.start(folder, environment);
  }

  @Test
  void the_other_commands_know_it() throws Exception {
    assertThat(JarCall.of(folder, environment, "diagnose").out())
        .contains("there is nothing in it yet");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitState("box", "UP");
      assertThat(JarCall.of(folder, environment, "diagnose").out())
          .contains("PostgreSQL at 127.0.0.1")
          .contains("in use by control-plane " + jar.process().pid())
          .doesNotContain(base.password());
      assertThat(jar.stop()).isZero();
    }
    var backup = JarCall.of(folder, environment, "backup", "copy.db");
    assertThat(backup.exit()).isEqualTo(2);
    assertThat(backup.err()).contains("pg_dump");
  }
}

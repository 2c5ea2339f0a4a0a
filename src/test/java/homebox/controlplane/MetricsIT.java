package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.Exposition;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real jar counts is what really happened. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MetricsIT {
  private static final String CHECKS = "controlplane_checks_total";
  private static final String SENT = "controlplane_messages_total";
  private static final String FAILURES = "controlplane_delivery_failures_total";

  @TempDir Path folder;

  /** After their first answers nothing is asked for an hour: the numbers stand still. */
  private void configure(Site good, Site bad, Site slow) throws Exception {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        """
        check_interval: 1h
        retry_attempts: 2
        retry_delay: 100ms
        alerting: {group_wait: 0, startup_message: false}
        services:
          - {name: Good, url: "%s", group: Home}
          - {name: Bad, url: "%s"}
          - {name: Slow, url: "%s", max_response_time: 20ms}
        """
            .formatted(good.url(), bad.url(), slow.url()));
  }

  private static Exposition scrape(JarProcess jar) {
    return Exposition.of(jar.get("/metrics").body());
  }

  private long rows(String where) {
    return Database.number(
        folder.resolve("data/history.db"), "SELECT count(*) FROM checks WHERE " + where);
  }

  @Test
  void the_numbers_are_those_of_the_sites_the_database_and_telegram() throws Exception {
    try (var telegram = new FakeTelegram();
        Site good = Site.start();
        Site bad = Site.start();
        Site slow = Site.start().takes(150)) {
      bad.answers(503);
      configure(good, bad, slow);
      telegram.script(
          TelegramFault.none(), TelegramFault.tooMany(1)); // the first asks for the chat
      try (JarProcess jar = JarProcess.start(folder, telegram.environment())) {
        jar.awaitState("bad", "DOWN");
        jar.awaitState("slow", "SLOW");
        jar.await("both messages", () -> telegram.messages().size() == 2);
        jar.await(
            "both are counted",
            () -> scrape(jar).value(SENT, "channel", "telegram", "result", "sent") == 2);
        jar.await(
            "none is waited for",
            () -> scrape(jar).value("controlplane_outbox_oldest_seconds") == 0);
        jar.await("all answers are stored", () -> rows("1") == 7);

        Exposition read = scrape(jar);

        assertThat(good.asked() + bad.asked() + slow.asked()).isEqualTo(7);
        assertThat(read.value(CHECKS, "outcome", "GOOD")).isEqualTo(good.asked()).isEqualTo(1);
        assertThat(read.value(CHECKS, "outcome", "FAILED"))
            .isEqualTo(bad.asked())
            .isEqualTo(rows("is_healthy = 0"));
        assertThat(read.value(CHECKS, "outcome", "SLOW")).isEqualTo(slow.asked());
        assertThat(read.value("controlplane_check_duration_seconds_count")).isEqualTo(7);
        assertThat(read.value("controlplane_check_duration_seconds_sum"))
            .isCloseTo(stored(), within(0.01));
        assertThat(read.value("controlplane_schedule_lag_seconds_count")).isEqualTo(7);
        assertThat(read.value("controlplane_incidents_open")).isEqualTo(2);
        double retried = read.value(SENT, "channel", "telegram", "result", "retried");
        assertThat(retried).isPositive().isEqualTo(tries() - 2);
        assertThat(read.value(SENT, "channel", "telegram", "result", "refused")).isZero();
        assertThat(read.value(FAILURES, "channel", "telegram", "reason", "rateLimited"))
            .isEqualTo(retried);
        assertThat(read.value("controlplane_outbox_oldest_seconds")).isZero();
        assertThat(read.value("controlplane_results_dropped_total")).isZero();
        assertThat(read.value("probe_success", "service", "good", "group", "Home")).isEqualTo(1);
        assertThat(read.value("probe_success", "service", "slow", "group", "")).isEqualTo(1);
        assertThat(read.value("probe_success", "service", "bad")).isZero();
        assertThat(read.value("probe_http_status_code", "service", "bad")).isEqualTo(503);
        assertThat(read.value("probe_http_version", "service", "good")).isEqualTo(1.1);
        assertThat(read.value("probe_ip_protocol", "service", "good")).isEqualTo(4);
        for (String window : List.of("24h", "7d", "30d", "90d", "1y")) {
          assertThat(uptime(read, "good", window)).isEqualTo(1);
          assertThat(uptime(read, "slow", window)).isEqualTo(1);
          assertThat(uptime(read, "bad", window)).isZero();
        }
        assertThat(read.value("controlplane_service_state", "service", "slow", "state", "SLOW"))
            .isEqualTo(1);
        assertThat(jar.stop()).isZero();
      }
    }
  }

  private static double uptime(Exposition read, String service, String window) {
    return read.value("controlplane_service_uptime_ratio", "service", service, "window", window);
  }

  private long tries() {
    return Database.number(
        folder.resolve("data/history.db"),
        "SELECT sum(attempts) FROM message WHERE channel = 'telegram'");
  }

  /** The sum of all response times in the database, in seconds. */
  private double stored() {
    return Double.parseDouble(
        Database.ask(folder.resolve("data/history.db"), "SELECT sum(response_time) FROM checks")
            .get(0)
            .get(0));
  }

  @Test
  void promtool_finds_nothing_in_what_a_fresh_start_tells() {
    assumeThat(Exposition.promtoolIsThere())
        .as("promtool is missing: apt-get install prometheus")
        .isTrue();
    try (JarProcess jar = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
      assertThat(Exposition.complaints(jar.get("/metrics").body())).isEmpty();
    }
  }

  @Test
  void a_token_or_nothing_as_configured() {
    var token = Map.of("WEB_PORT", "0", "CONTROL_PLANE_WEB_METRICS", "token", "WEB_API_TOKEN", "t");
    try (JarProcess jar = JarProcess.start(folder, token)) {
      assertThat(jar.get("/metrics").statusCode()).isEqualTo(401);
    }
    var off = Map.of("WEB_PORT", "0", "CONTROL_PLANE_WEB_METRICS", "off");
    try (JarProcess jar = JarProcess.start(folder, off)) {
      assertThat(jar.get("/metrics").statusCode()).isEqualTo(404);
    }
    var without = Map.of("WEB_PORT", "0", "CONTROL_PLANE_WEB_METRICS", "token");
    try (JarProcess jar = JarProcess.start(folder, without)) {
      assertThat(jar.exit()).isEqualTo(2);
      assertThat(jar.lines()).anyMatch(line -> line.contains("WEB_API_TOKEN"));
    }
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real jar logs of a service that dies and a Telegram that does not answer. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LogIT {
  private static final String PASSWORD = "correct horse \"battery\" staple";

  @TempDir Path folder;

  private final Site site = Site.start();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        """
        check_interval: 200ms
        retry_attempts: 1
        retry_delay: 50ms
        alerting: {group_wait: 100ms}
        services:
          - {name: Box, id: box, url: "%s"}
        """
            .formatted(site.url()));
    environment.put("WEB_PORT", "0");
    environment.put("WEB_ADMIN_PASSWORD", PASSWORD);
    environment.put("TELEGRAM_BOT_TOKEN", "123456:AAtheOneThatNobodyMaySee");
    environment.put("TELEGRAM_CHAT_ID", "42");
    Site nobody = Site.start();
    nobody.close();
    environment.put("TELEGRAM_API_URL", nobody.url());
  }

  @AfterEach
  void close() {
    site.close();
  }

  private List<String> file() throws IOException {
    return Files.readAllLines(folder.resolve("logs/control-plane.log"));
  }

  private void outage(JarProcess jar) {
    jar.awaitState("box", "UP");
    site.die();
    jar.awaitState("box", "DOWN");
    jar.await(
        "Telegram to be tried",
        () -> jar.lines().stream().anyMatch(line -> line.contains("it is tried again")));
    site.comeBack();
    jar.awaitState("box", "UP");
    assertThat(jar.stop()).isZero();
  }

  @Test
  void at_info_each_change_is_a_line_and_no_check_is() throws IOException {
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      outage(jar);
      assertThat(file()).containsExactlyElementsOf(jar.lines());
    }
    assertThat(file())
        .filteredOn(line -> line.contains("INFO") && line.contains("Box"))
        .hasSizeBetween(2, 6)
        .anyMatch(line -> line.contains("DOWN"))
        .anyMatch(line -> line.contains("UP"));
    assertThat(file()).filteredOn(line -> line.contains("it is tried again")).hasSize(1);
    assertThat(file()).noneMatch(line -> line.contains("DEBUG"));
  }

  @Test
  void at_debug_each_check_is_a_line_too() throws IOException {
    environment.put("LOG_LEVEL", "DEBUG");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      outage(jar);
    }
    assertThat(file())
        .filteredOn(line -> line.contains("DEBUG box: GOOD, HTTP 200, "))
        .hasSizeLessThanOrEqualTo(site.asked())
        .isNotEmpty();
    assertThat(file())
        .anyMatch(line -> line.matches(".*DEBUG box: FAILED, [0-9.]+ ms, attempt 1: Nobody.*"));
  }

  @Test
  void json_is_an_object_a_line_on_the_console_and_in_the_file() throws IOException {
    environment.put("CONTROL_PLANE_LOG_FORMAT", "json");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      jar.awaitLine(line -> line.contains("watching 1 service"));
      assertThat(jar.stop()).isZero();
      assertThat(file()).containsExactlyElementsOf(jar.lines());
    }
    List<JsonObject> lines = file().stream().map(JsonObject::new).toList();
    assertThat(lines)
        .allMatch(line -> line.getLong("timestamp") > 0)
        .allMatch(line -> List.of("INFO", "WARN").contains(line.getString("level")))
        .anyMatch(line -> line.getString("formattedMessage").startsWith("watching 1 service"));
  }
}

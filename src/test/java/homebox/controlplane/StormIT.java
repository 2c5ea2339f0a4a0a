package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 300 services die in the same moment, and come back: a handful of messages names them all. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StormIT {
  private static final List<String> NAMES =
      IntStream.range(0, 300).mapToObj("Service %03d of the house"::formatted).toList();
  private static final int HANDFUL = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void a_handful_of_messages_names_every_one_of_300_services_that_die_and_come_back()
      throws Exception {
    try (var telegram = new FakeTelegram();
        Site site = Site.start()) {
      configure(site);
      try (JarProcess jar = JarProcess.start(folder, telegram.environment())) {
        jar.await("all to be UP", PATIENCE, () -> up(jar) == NAMES.size());
        site.die();
        int alerts = told(telegram, 0, "ALERT");
        site.comeBack();
        int recoveries = told(telegram, alerts, "RECOVERY");
        System.out.printf("300 services: DOWN told in %d messages, UP in %d%n", alerts, recoveries);
        assertThat(jar.stop()).isZero();
      }
      assertThat(telegram.violations()).isEmpty();
    }
  }

  private void configure(Site site) throws Exception {
    var yaml =
        new StringBuilder(
            "check_interval: 2s\ncheck_timeout: 10s\nretry_attempts: 1\nretry_delay: 200ms\n"
                + "alerting: {group_wait: 3s, startup_message: false}\nservices:\n");
    for (int n = 0; n < NAMES.size(); n++) {
      yaml.append("  - {name: %s, url: \"%s%d\"}\n".formatted(NAMES.get(n), site.url(), n));
    }
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
  }

  private static long up(JarProcess jar) {
    return jar.get("/api/v1/services").body().split("\"state\":\"UP\"", -1).length - 1;
  }

  /** Waits until each was named; the number of messages. */
  private static int told(FakeTelegram telegram, int from, String word) {
    telegram.await(
        "all names",
        PATIENCE,
        () -> NAMES.stream().allMatch(name -> times(telegram, from, name) > 0));
    List<String> texts = texts(telegram, from);
    assertThat(texts).hasSizeLessThanOrEqualTo(HANDFUL).allMatch(text -> text.contains(word));
    assertThat(NAMES).allMatch(name -> times(telegram, from, name) == 1);
    return texts.size();
  }

  private static long times(FakeTelegram telegram, int from, String name) {
    return texts(telegram, from).stream().filter(text -> text.contains(name)).count();
  }

  private static List<String> texts(FakeTelegram telegram, int from) {
    return telegram.messages().stream().skip(from).map(Message::text).toList();
  }
}

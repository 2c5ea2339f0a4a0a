package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OldHistory;
import homebox.controlplane.testkit.OldNight;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.SmallDisk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who comes from the predecessor starts the real jar in its folder. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AdoptionIT {
  private static final Map<String, Duration> LIMITS =
      Map.of("Box", Duration.ofSeconds(5), "Homebox", Duration.ofSeconds(5));

  /** Makes a terminal of its own for what is appended to it. */
  private static final List<String> ON_A_TERMINAL =
      List.of("sh", "-c", "exec script -qfec \"$*\" /dev/null", "sh");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("data/history.db");
  }

  private void configure(Site site) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "time_zone: Europe/Paris\ncheck_interval: 100ms\nretry_delay: 50ms\nweb: {port: 0}\n"
            + ("services:\n  - {name: Box, url: \"" + site.url() + "\"}\n"));
  }

  @Test
  void checking_and_alerting_go_on_while_its_history_comes_over() throws Exception {
    var night = new OldNight(1, LIMITS, 60_000).write(file());
    try (Site site = Site.start()) {
      configure(site);
      try (JarProcess jar = JarProcess.start(folder, Map.of())) {
        jar.awaitLine(line -> line.contains("taking over the predecessor's"));
        int asked = site.asked();
        site.answers(500);
        jar.awaitLine(line -> line.contains("Box is DOWN"));
        jar.await("the end of it", Duration.ofMinutes(3), () -> AdoptionStep.done(file()));
        assertThat(site.asked()).isGreaterThan(asked);
        assertThat(OldNight.checks(file())).isEqualTo(night.checks());
        assertThat(jar.lines())
            .anyMatch(line -> line.contains("adopted 60,002 checks of 2 services"));
        var first =
            new JsonObject(jar.get("/api/v1/incidents?limit=1").body())
                .getJsonArray("incidents")
                .getJsonObject(0);
        assertThat(first.getValue("ended")).as("our own outage").isNull();
        assertThat(jar.stop()).isZero();
      }
      try (JarProcess again = JarProcess.start(folder, Map.of())) {
        again.awaitLine(line -> line.contains("watching"));
        again.awaitState("box", "DOWN");
        assertThat(again.stop()).isZero();
        assertThat(again.lines())
            .noneMatch(line -> line.contains("predecessor") || line.contains("adopted"));
      }
    }
    assertThat(OldNight.checks(file())).isEqualTo(night.checks());
    assertThat(OldHistory.kept(file())).hasSize(1);
  }

  @Test
  void a_terminal_is_told_how_far_it_is_and_a_file_is_not() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
    new OldNight(2, LIMITS, 4_000).write(file());
    try (Site site = Site.start()) {
      configure(site);
      JarProcess jar = JarProcess.startUnder(ON_A_TERMINAL, folder, List.of("-Xmx256m"), Map.of());
      try {
        jar.awaitLine(
            line -> line.matches("taking over the predecessor's checks: [0-9,]+ of 4,.*%\\)"));
        jar.awaitLine(line -> line.startsWith("adopted 4,"));
      } finally {
        jar.process().descendants().forEach(ProcessHandle::destroyForcibly);
        jar.close();
      }
    }
    assertThat(Files.readString(folder.resolve("logs/control-plane.log")))
        .contains("adopted 4,")
        .doesNotContain("%)");
  }

  @Test
  void while_the_predecessor_is_in_the_middle_of_something_its_file_is_waited_for()
      throws Exception {
    var night = new OldNight(3, LIMITS, 2_000).write(file());
    try (Site site = Site.start()) {
      configure(site);
      try (var other = Database.connect(file())) {
        other.createStatement().execute("BEGIN EXCLUSIVE");
        try (JarProcess jar = JarProcess.start(folder, Map.of())) {
          jar.awaitLine(line -> line.contains("locked by another program"));
          jar.await("a check", () -> site.asked() > 0);
          assertThat(OldHistory.kept(file())).isEmpty();
          other.createStatement().execute("ROLLBACK");
          jar.await("the end of it", Duration.ofMinutes(3), () -> AdoptionStep.done(file()));
          jar.await(
              "our own checks",
              () -> Database.number(file(), "SELECT count(*) FROM check_recent") > 0);
          assertThat(jar.stop()).isZero();
        }
      }
    }
    assertThat(OldNight.checks(file())).isEqualTo(night.checks());
  }

  @Test
  void on_a_full_disk_it_waits_and_goes_on_when_there_is_room() throws Exception {
    try (Site site = Site.start();
        var disk = SmallDisk.at(folder.resolve("data"), 24)) {
      configure(site);
      Path file = disk.seen().resolve("history.db");
      var night = new OldNight(4, LIMITS, 60_000).write(file);
      try (JarProcess jar =
          JarProcess.startUnder(disk.program(folder), folder, List.of("-Xmx256m"), Map.of())) {
        jar.await("some rows", () -> AdoptionStep.rows(file) > 2_000);
        disk.fill();
        jar.awaitLine(line -> line.contains("is full"));
        assertThat(AdoptionStep.done(file)).isFalse();
        int asked = site.asked();
        jar.await("checks", () -> site.asked() >= asked + 5);
        disk.empty();
        jar.await("the end of it", Duration.ofMinutes(3), () -> AdoptionStep.done(file));
        assertThat(jar.stop()).isZero();
      }
      assertThat(OldNight.checks(file)).isEqualTo(night.checks());
      assertThat(OldNight.incidents(file)).isEqualTo(night.incidents());
    } catch (SmallDisk.NotHere why) {
      abort(why.getMessage());
    }
  }
}

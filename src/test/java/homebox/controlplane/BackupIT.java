package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}, as the real jar beside a run. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BackupIT {
  @TempDir Path folder;

  @Test
  void beside_a_run_it_makes_a_copy_from_which_another_run_goes_on() throws Exception {
    Path file = folder.resolve("data/history.db");
    try (Site site = Site.start()) {
      Files.createDirectories(folder.resolve("conf"));
      Files.writeString(
          folder.resolve("conf/control-plane.yaml"),
          "check_interval: 100ms\nservices:\n  - {name: Box, url: '" + site.url() + "'}\n");
      JarCall none = JarCall.of(folder, Map.of(), "backup", "copy.db");
      assertThat(none.exit()).isEqualTo(1);
      assertThat(none.err()).contains("there is no database at data/history.db yet");

      try (JarProcess run = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
        run.awaitState("box", "UP");
        run.await("rows", () -> Database.number(file, "SELECT count(*) FROM check_recent") > 5);
        JarCall copied = JarCall.of(folder, Map.of(), "backup", "copy.db");
        assertThat(copied.exit()).as(copied.err()).isZero();
        assertThat(copied.out()).matches("copy\\.db: [0-9.]+ [kM]B, checked\\R");
        assertThat(run.stop()).isZero();
        assertThat(run.lines()).noneMatch(line -> line.contains(" ERROR "));
      }
      Path copy = folder.resolve("copy.db");
      long rows = Database.number(copy, "SELECT count(*) FROM checks");
      assertThat(rows).isBetween(5L, Database.number(file, "SELECT count(*) FROM checks"));

      JarCall again = JarCall.of(folder, Map.of(), "backup", "copy.db");
      assertThat(again.exit()).isEqualTo(2);
      assertThat(again.err()).contains("copy.db is there already");
      assertThat(Database.number(copy, "SELECT count(*) FROM checks")).isEqualTo(rows);

      var environment = Map.of("WEB_PORT", "0", "DATABASE_PATH", "copy.db");
      try (JarProcess run = JarProcess.start(folder, environment)) {
        run.await("more", () -> Database.number(copy, "SELECT count(*) FROM checks") > rows);
        assertThat(run.stop()).isZero();
      }
    }
    assertThat(Database.ask(folder.resolve("copy.db"), "PRAGMA integrity_check"))
        .containsExactly(List.of("ok"));
  }
}

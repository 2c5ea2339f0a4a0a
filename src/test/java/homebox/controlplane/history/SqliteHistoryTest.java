package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static homebox.controlplane.history.Rig.failed;
import static homebox.controlplane.history.Rig.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import homebox.controlplane.testkit.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryContract {
  /** The seed's three questions, to the letter. */
  private static final List<String> SEED =
      List.of(
          "SELECT * FROM checks ORDER BY timestamp DESC LIMIT 10;",
          """
          SELECT\s
              service_name,
              COUNT(*) as total,
              SUM(is_healthy) as successes,
              ROUND(SUM(is_healthy) * 100.0 / COUNT(*), 2) as uptime_pct
          FROM checks
          GROUP BY service_name;
          """,
          """
          SELECT * FROM checks\s
          WHERE is_healthy = 0\s
          ORDER BY timestamp DESC\s
          LIMIT 20;
          """);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("data/history.db");
  }

  @Override
  Rig open() {
    return Rig.on(file(), NOON);
  }

  @Override
  List<List<String>> ask(String sql) {
    return Database.ask(file(), sql);
  }

  @Test
  void the_seeds_questions_are_answered() {
    someChecks();
    List<List<String>> newest = ask(SEED.get(0));
    String local =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
            .withZone(ZoneId.systemDefault())
            .format(NOON.plusMillis(789));
    assertThat(newest).hasSize(4);
    assertThat(newest.get(0).subList(1, 7))
        .containsExactly("The nas", local, "0", "1.5", null, "The name x is not known.");
    assertThat(newest.get(3).subList(3, 7)).containsExactly("1", "0.042", "200", null);
    assertThat(ask(SEED.get(1)))
        .containsExactlyInAnyOrder(
            List.of("The box", "2", "2", "100.0"), List.of("The nas", "2", "1", "50.0"));
    assertThat(ask(SEED.get(2))).hasSize(1);
  }

  @Test
  void the_seeds_questions_are_answered_in_the_sqlite_shell() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/sqlite3")), "there is no sqlite3 shell here");
    someChecks();
    for (String question : SEED) {
      Process shell =
          new ProcessBuilder("/usr/bin/sqlite3", file().toString(), question)
              .redirectErrorStream(true)
              .start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(said).isZero();
      assertThat(said).contains("The nas");
    }
  }

  private void someChecks() {
    rig.hear(
        good("box", NOON.minusSeconds(2)),
        good("nas", NOON.minusSeconds(1)),
        good("box", NOON),
        failed("nas", NOON.plusMillis(789), "x"));
    rig.flush();
  }
}

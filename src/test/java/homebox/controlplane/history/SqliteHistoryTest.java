package homebox.controlplane.history;

import static homebox.controlplane.history.Rig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed's questions, asked by somebody who has nothing but SQLite's own shell. */
class SqliteHistoryTest {
  @TempDir Path folder;

  @Test
  void the_seeds_questions_are_answered_in_the_sqlite_shell() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/sqlite3")), "there is no sqlite3 shell here");
    Path file = folder.resolve("data/history.db");
    try (Rig rig = Rig.on(file, NOON)) {
      HistoryTest.someChecks(rig);
      for (String question : HistoryTest.SEED) {
        Process shell =
            new ProcessBuilder("/usr/bin/sqlite3", file.toString(), question)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said).contains("The nas");
      }
    }
  }
}

package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Sql;
import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncountedTest {
  /** It is asked every minute, in a job of the writer's. */
  @Test
  void new_outages_are_found_without_looking_at_the_old_ones(@TempDir Path folder) {
    Path file = folder.resolve("history.db");
    Rig.silent(file, Rig.NOON).close();
    String question = Sql.named(DueHours.class, "select-uncounted");
    assertThat(Database.ask(file, "EXPLAIN QUERY PLAN " + question).get(0).get(3))
        .isEqualTo("SEARCH i USING INDEX incident_uncounted (counted<?)");
  }
}

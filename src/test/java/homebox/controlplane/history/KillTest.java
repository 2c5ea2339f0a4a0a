package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments, in the middle of batches and of the moving of hours, while somebody
 * reads: what could be read is there afterwards, once, and what is summed up is the sum of it.
 */
class KillTest {
  private static final long SEED = 20_260_216;
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 300 : 5);
  private static final int ROUNDS_OF_ONE_FILE = 10;

  /** What counts as summed up, but for what is known to be due once more. */
  private static final String SUMS =
      "SELECT h.at, h.service, h.good, h.slow, h.failed, h.took FROM check_hour AS h"
          + " WHERE h.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'rolled_until')"
          + " AND h.good + h.slow + h.failed > 0"
          + " AND NOT EXISTS (SELECT 1 FROM hour_due d WHERE d.at = h.at AND d.service = h.service)"
          + " ORDER BY h.at, h.service";

  private static final String ROWS =
      "SELECT r.at / 3600000 * 3600000 AS hour, r.service, sum(r.outcome = 0), sum(r.outcome = 1),"
          + " sum(r.outcome = 2), sum(CASE WHEN r.outcome < 2 THEN r.response_time ELSE 0 END)"
          + " FROM check_result AS r"
          + " WHERE r.at < (SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'rolled_until')"
          + " AND NOT EXISTS (SELECT 1 FROM hour_due d"
          + " WHERE d.at = r.at / 3600000 * 3600000 AND d.service = r.service)"
          + " GROUP BY hour, r.service ORDER BY hour, r.service";

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  @Test
  void no_row_that_was_readable_is_lost_and_none_is_doubled() throws Exception {
    long moved = 0;
    int sums = 0;
    Path file = null;
    Instant clock = Instant.parse("2026-02-16T12:00:00Z");
    for (int round = 0; round < ROUNDS; round++) {
      if (round % ROUNDS_OF_ONE_FILE == 0) {
        file = folder.resolve("history" + round + ".db");
      }
      int millis = random.nextInt(3_000);
      boolean last = round == ROUNDS - 1;
      BooleanSupplier enough = last && sums == 0 ? isSummedUp(file) : () -> true;
      Set<Long> seen = readUntilKilled(start(file, clock), file, millis, enough);
      try (Connection after = Database.connect(file)) {
        assertThat(ids(after)).as("round %d of seed %d", round, SEED).containsAll(seen);
        sums += compareSums(file, round);
        moved = Math.max(moved, Database.number(file, "SELECT count(*) FROM check_result"));
      }
      clock = clock.plus(Duration.ofHours(3));
    }
    assertThat(moved).as("rows of closed hours").isPositive();
    assertThat(sums).as("sums that were compared").isPositive();
    System.out.printf(
        "kill -9 while checks are written, moved and summed up: rounds %d, lost 0, doubled 0,"
            + " wrong sums 0 of %d (seed %d)%n",
        ROUNDS, sums, SEED);
  }

  /** Whether there is a sum that can be compared. */
  private static BooleanSupplier isSummedUp(Path file) {
    return () -> !Database.ask(file, SUMS).isEmpty();
  }

  /** How many there were. */
  private static int compareSums(Path file, int round) {
    List<List<String>> sums = Database.ask(file, SUMS);
    assertThat(sums)
        .as("sums of hours, round %d of seed %d", round, SEED)
        .isEqualTo(Database.ask(file, ROWS));
    return sums.size();
  }

  private static Process start(Path file, Instant clock) throws IOException {
    String classes = System.getProperty("surefire.test.class.path");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes == null ? System.getProperty("java.class.path") : classes,
            HistoryProcess.class.getName(),
            file.toString(),
            clock.toString())
        .inheritIO()
        .start();
  }

  /**
   * What was readable at the last moment before the kill. Every reading is held to the one before.
   *
   * @param enough on a machine that has no time it is waited for, and the kill comes later
   */
  private static Set<Long> readUntilKilled(
      Process process, Path file, int millis, BooleanSupplier enough) throws Exception {
    try (Connection reader = firstRows(process, file)) {
      Set<Long> seen = ids(reader);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (System.nanoTime() < end || System.nanoTime() < limit && !enough.getAsBoolean()) {
        Set<Long> now = ids(reader);
        assertThat(now).containsAll(seen);
        seen = now;
      }
      process.destroyForcibly().waitFor();
      return seen;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Connection firstRows(Process process, Path file) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    long before = -1;
    while (System.nanoTime() < limit) {
      assertThat(process.isAlive()).isTrue();
      if (Files.exists(file)) {
        try {
          long now = Database.number(file, "SELECT count(*) FROM checks");
          if (before >= 0 && now > before) {
            return Database.connect(file);
          }
          before = now;
        } catch (AssertionError notYetMigrated) {
          // asked again
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("the process writes nothing");
  }

  private static Set<Long> ids(Connection connection) throws SQLException {
    var ids = new HashSet<Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM checks")) {
      while (rows.next()) {
        assertThat(ids.add(rows.getLong(1))).as("a row that is there twice").isTrue();
      }
    }
    return ids;
  }
}

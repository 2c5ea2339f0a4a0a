package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Bytes written and kept a check with everything that happens to it in its life: appended to the
 * open hour, sorted into its place when the hour has closed, deleted from the open one. Nobody
 * waits for an hour: what the jar has appended in a minute and a half is put back in time by SQL,
 * three hours of it one after the other, so that the moves do not find an empty table only; then
 * the jar is started again and moves them, which it does one minute after its start.
 */
final class HourRows {
  private static final int SERVICES = 2_000;
  private static final int HOURS = 3;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int APPEND_SECONDS = 60;

  private final Rig rig;
  private final Table table;

  HourRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = rig.folder(SERVICES, 0, "1s");
    double appended = append(folder);
    long open = System.currentTimeMillis() / HOUR * HOUR;
    long rows = putBack(folder, open);
    double moved = move(folder, open) / (double) rows;
    String what = text("%,d checks of %,d services in %d hours", rows, SERVICES, HOURS);
    table.row("written a check by the hour's move, " + what, text("%.0f bytes", moved), "–");
    table.row(
        "written a check, the hour's move included",
        text("%.0f bytes", appended + moved),
        appended + moved,
        Goal.atMost(500, "bytes"));
    kept(folder);
    Rig.delete(folder);
  }

  /** Bytes written a check while it is appended. */
  private double append(Path folder) throws Exception {
    try (JarProcess jar = Rig.jar(folder)) {
      jar.port();
      Rig.pause(20);
      long rows = Rows.written(folder);
      Usage before = Usage.of(jar.process().pid());
      Rig.pause(APPEND_SECONDS);
      Usage after = Usage.of(jar.process().pid());
      rows = Rows.written(folder) - rows;
      jar.stop();
      return (after.writtenBytes() - before.writtenBytes()) / (double) rows;
    }
  }

  /** The rows that lie in closed hours afterwards: each of these hours has all there were. */
  private static long putBack(Path folder, long open) throws SQLException {
    long rows = Rows.ask(folder, "SELECT count(*) FROM check_recent");
    long back = open - HOURS * HOUR - Rows.ask(folder, "SELECT min(at) FROM check_recent");
    try (Connection connection = Database.connect(folder.resolve("data/history.db"));
        var statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("UPDATE check_recent SET at = at + " + back);
      for (int n = 1; n < HOURS; n++) {
        statement.execute(
            text(
                "INSERT INTO check_recent SELECT id + %d, service, at + %d, attempt, outcome,"
                    + " response_time, status_code, error, phases, place FROM check_recent WHERE id <= %d",
                n * rows, n * HOUR, rows));
      }
      statement.execute(
          text("UPDATE setting SET value = '%d' WHERE name = 'moved_until'", open - HOURS * HOUR));
      statement.execute("COMMIT");
    }
    return HOURS * rows;
  }

  /** Bytes that the jar writes while it moves them. Its first checks are over by then. */
  private static long move(Path folder, long open) throws Exception {
    Path conf = folder.resolve("conf/control-plane.yaml");
    Files.writeString(
        conf, Files.readString(conf).replace("check_interval: 1s", "check_interval: 1d"));
    try (JarProcess jar = Rig.jar(folder)) {
      jar.port();
      Rig.pause(30);
      Usage before = Usage.of(jar.process().pid());
      String left = "SELECT count(*) FROM check_recent WHERE at < " + open;
      while (Rows.ask(folder, left) > 0) {
        Rig.pause(1);
      }
      Rig.pause(10);
      Usage after = Usage.of(jar.process().pid());
      jar.stop();
      return after.writtenBytes() - before.writtenBytes();
    }
  }

  /** What the moves have left empty is filled by the next hours: it is not kept. */
  private void kept(Path folder) throws Exception {
    double checks =
        Rows.ask(
            folder,
            "SELECT (SELECT count(*) FROM check_result) + (SELECT count(*) FROM check_recent)");
    long pages = Rows.ask(folder, "PRAGMA page_count") - Rows.ask(folder, "PRAGMA freelist_count");
    double kept = pages * Rows.ask(folder, "PRAGMA page_size") / checks;
    table.row(
        "kept a check, closed hours", text("%.0f bytes", kept), kept, Goal.atMost(60, "bytes"));
    double file = Files.size(folder.resolve("data/history.db")) / checks;
    table.row(
        "the file right after the moves, a check", text("%.0f bytes", file), "(with free pages)");
  }
}

package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OldHistory;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A million rows of the predecessor (four services, every five minutes, for almost two and a half
 * years) come over while a hundred services are checked each second.
 */
final class AdoptRows {
  private static final int ROWS = 1_000_000;
  private static final String[] SERVICES = {"Homebox", "Homebox Main", "Homebox API", "Neron"};
  private static final LocalDateTime BEGIN = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final int MINUTES = 5;

  private final Rig rig;
  private final Table table;

  AdoptRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = rig.folder(100, 0, "1s");
    write(folder.resolve("data/history.db"));
    try (JarProcess jar = Rig.jar(folder, "-Xmx256m")) {
      jar.awaitLine(line -> line.contains("taking over the predecessor's"));
      long began = System.nanoTime();
      jar.awaitLine(line -> line.contains(text("adopted %,d checks", ROWS)));
      double seconds = (System.nanoTime() - began) / 1e9;
      JsonObject lag = Rig.live(jar).getJsonObject("last_minute");
      String what = text("%,d rows of the predecessor are adopted", ROWS);
      table.row(what, text("%.0f s", seconds), seconds, Goal.below(60, "s"));
      long late = lag.getLong("lag_p99_ms");
      table.row(
          "… lag of 100 services at 1 s meanwhile",
          text("p50 %d ms, p99 %d ms", lag.getLong("lag_p50_ms"), late),
          late,
          Goal.below(100, "ms at p99"));
      long peak = Usage.peakKib(jar.process().pid()) / 1_024;
      table.row("… most memory with -Xmx256m", text("%d MB", peak), "–");
      jar.stop();
    }
    Rig.delete(folder);
  }

  /** A bad hour now and then, and slow answers: incidents come of them, too. */
  private static void write(Path file) {
    try (OldHistory old = OldHistory.at(file)) {
      for (int n = 0; n < ROWS; n++) {
        String service = SERVICES[n % SERVICES.length];
        int round = n / SERVICES.length;
        String at = WRITTEN.format(BEGIN.plusMinutes((long) MINUTES * round));
        boolean dead = round % 5_000 < 12 && n % SERVICES.length == round / 5_000 % SERVICES.length;
        if (dead) {
          old.failed(service, at, "Cannot connect to host");
        } else {
          old.good(service, at, round % 1_000 == 7 ? 6.1 : 0.05 + n % 97 / 1_000.0);
        }
      }
    }
  }
}

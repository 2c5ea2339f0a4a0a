package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.JarProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of design.md §11 that exist so far, each compared in one run: {@code mvn -Pbench verify
 * -DskipTests}. {@code -Dbench=cpu,start} picks some of {@value #ALL}. Loopback only; ends by
 * itself after about half an hour, with exit code 1 when a goal was missed.
 */
public final class Bench {
  private static final String ALL =
      "config,start,past,cpu,hour,telegram,memory,page,settings,many,cluster,adopt";

  private static final int STARTS = 5;

  private final Rig rig;
  private final Table table = new Table();

  private Bench(Rig rig) {
    this.rig = rig;
  }

  /** Runs and prints. */
  public static void main(String[] args) throws Exception {
    List<String> wanted = List.of(System.getProperty("bench", ALL).split(","));
    if (!List.of(ALL.split(",")).containsAll(wanted)) {
      System.err.println("-Dbench=" + String.join(",", wanted) + ": pick some of " + ALL);
      System.exit(2);
    }
    Table table;
    try (Rig rig = new Rig()) {
      var bench = new Bench(rig);
      for (String rows : wanted) {
        bench.run(rows);
      }
      table = bench.table;
    }
    table.write(Path.of("target", "bench.md"));
    System.exit(table.missed().isEmpty() ? 0 : 1);
  }

  private void run(String rows) throws Exception {
    switch (rows) {
      case "config" -> new ConfigRows(table).run();
      case "start" -> start();
      case "past" -> new PastRows(rig, table).run();
      case "cpu" -> new CpuRows(rig, table).run();
      case "hour" -> new HourRows(rig, table).run();
      case "telegram" -> new TelegramRows(table).run();
      case "adopt" -> new AdoptRows(rig, table).run();
      case "page" -> new PageRows(rig, table).run();
      case "settings" -> new SettingsRows(rig, table).run();
      case "cluster" -> new ClusterRows(rig, table).run();
      case "memory" -> new SizeRows(rig, table).memory();
      default -> new SizeRows(rig, table).many();
    }
  }

  /**
   * From the start of the process to the first answer, with a new database each time and with one
   * that is there. One start before is not counted: this process, too, does it for the first time.
   */
  private void start() throws IOException {
    double[] fresh = new double[STARTS + 1];
    double[] later = new double[STARTS];
    for (int n = 0; n < fresh.length; n++) {
      Path folder = rig.folder(100, 0, "60s");
      fresh[n] = startOnce(folder);
      if (n > 0) {
        later[n - 1] = startOnce(folder);
      }
      Rig.delete(folder);
    }
    Goal goal = Goal.below(2, "s");
    double first = median(Arrays.copyOfRange(fresh, 1, fresh.length));
    table.row(
        "start → first answer, new database, median of 5", text("%.2f s", first), first, goal);
    double second = median(later);
    table.row("start → first answer, median of 5", text("%.2f s", second), second, goal);
  }

  private static double startOnce(Path folder) throws IOException {
    long began = System.nanoTime();
    try (JarProcess jar = Rig.jar(folder)) {
      jar.get("/api/v1/services");
      double seconds = (System.nanoTime() - began) / 1e9;
      jar.stop();
      return seconds;
    }
  }

  private static double median(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

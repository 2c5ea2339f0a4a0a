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
  private static final String ALL = "config,start,past,cpu,hour,telegram,memory,page,many,adopt";

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
      case "memory" -> new SizeRows(rig, table).memory();
      default -> new SizeRows(rig, table).many();
    }
  }

  /** From the start of the process to the first answer, five times, with first a new database. */
  private void start() throws IOException {
    Path folder = rig.folder(100, 0, "60s");
    double[] seconds = new double[6];
    for (int n = 0; n < seconds.length; n++) {
      long began = System.nanoTime();
      try (JarProcess jar = Rig.jar(folder)) {
        jar.get("/api/v1/services");
        seconds[n] = (System.nanoTime() - began) / 1e9;
        jar.stop();
      }
    }
    Goal goal = Goal.below(2, "s");
    table.row("start → first answer, new database", text("%.2f s", seconds[0]), seconds[0], goal);
    double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(later);
    table.row("start → first answer, median of 5", text("%.2f s", later[2]), later[2], goal);
    Rig.delete(folder);
  }
}

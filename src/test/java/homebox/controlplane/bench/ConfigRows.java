package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.testkit.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How long it takes to read a configuration: first by a virtual machine that is cold, then again.
 */
final class ConfigRows {
  private static final int SERVICES = 10_000;

  private final Table table;

  ConfigRows(Table table) {
    this.table = table;
  }

  void run() throws IOException {
    Path folder = Files.createTempDirectory("control-plane-bench");
    Path file = folder.resolve("home.yaml");
    Files.writeString(file, Home.of(SERVICES));
    var source = new Source(folder, Optional.of(file), Optional.empty(), Map.of());
    double[] seconds = new double[6];
    for (int n = 0; n < seconds.length; n++) {
      long began = System.nanoTime();
      int read = ConfigLoader.load(source).services().size();
      seconds[n] = (System.nanoTime() - began) / 1e9;
      if (read != SERVICES) {
        throw new IllegalStateException(read + " services were read");
      }
    }
    String what = text("%,d full services (%d MB) are read", SERVICES, Files.size(file) >> 20);
    Goal goal = Goal.below(2, "s");
    table.row(what + ", the first time", text("%.2f s", seconds[0]), seconds[0], goal);
    double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(later);
    table.row(what + ", at a reload", text("%.2f s", later[2]), later[2], goal);
    Rig.delete(folder);
  }
}

package homebox.controlplane.bench;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The target, and the jar under load beside it. */
final class Rig implements AutoCloseable {
  private final Process target;
  private final int good;
  private final int hang;

  Rig() throws IOException {
    target =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Target.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = target.inputReader();
    String[] ports = out.readLine().split(" ");
    good = Integer.parseInt(ports[0]);
    hang = Integer.parseInt(ports[1]);
  }

  String goodUrl() {
    return "http://127.0.0.1:" + good + "/";
  }

  /** A fresh folder with {@code good} services that answer and {@code hanging} that do not. */
  Path folder(int good, int hanging, String interval) throws IOException {
    Path folder = Files.createTempDirectory("control-plane-bench");
    var yaml = new StringBuilder();
    yaml.append("homebox_url: off\nneron_url: off\nlog_file: off\nlog_level: WARN\n");
    yaml.append("web:\n  port: 0\ncheck_interval: ").append(interval).append("\nservices:\n");
    for (int n = 0; n < good + hanging; n++) {
      boolean hangs = hanging > 0 && n % ((good + hanging) / hanging) == 0;
      yaml.append("  - {name: s").append(n).append(", url: \"http://127.0.0.1:");
      yaml.append(hangs ? hang : this.good).append("/\"}\n");
    }
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
    return folder;
  }

  /** The jar; the page's port is told at INFO, so that level is asked of the environment. */
  static JarProcess jar(Path folder, String... flags) {
    return JarProcess.start(folder, List.of(flags), Map.of("LOG_LEVEL", "INFO"));
  }

  static JsonObject live(JarProcess jar) {
    return new JsonObject(jar.get("/health/live").body());
  }

  static void pause(long seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() {
    target.destroy();
  }
}

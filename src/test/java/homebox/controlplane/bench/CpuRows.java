package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a check costs, beside what others need, at two rates. */
final class CpuRows {
  private static final int WARM_SECONDS = 65;
  private static final int MEASURE_SECONDS = 20;

  private final Rig rig;
  private final Table table;

  CpuRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    double bare = blackbox();
    floor();
    rate(2_050, bare, 1 / 2.0, 2_000);
    rate(5_200, bare, 1 / 3.0, 5_000);
  }

  /**
   * CPU of a blackbox_exporter for one bare probe, in microseconds; 0 where it is not installed.
   */
  private double blackbox() throws Exception {
    Optional<Path> exporter = program("prometheus-blackbox-exporter");
    if (exporter.isEmpty() || program("wrk").isEmpty()) {
      table.row(
          "blackbox_exporter, bare probe",
          "not installed (prometheus-blackbox-exporter, wrk)",
          "–");
      return 0;
    }
    Path config = Files.createTempFile("blackbox", ".yml");
    Files.writeString(
        config,
        "modules:\n  http_2xx:\n    prober: http\n    http:\n      preferred_ip_protocol: ip4\n");
    Process process =
        new ProcessBuilder(
                exporter.get().toString(),
                "--config.file=" + config,
                "--web.listen-address=127.0.0.1:19115",
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Rig.pause(2);
      String url = "http://127.0.0.1:19115/probe?module=http_2xx&target=" + rig.goodUrl();
      wrk(5, 8, url, false);
      Usage before = Usage.of(process.pid());
      Wrk wrk = wrk(15, 8, url, false);
      Usage after = Usage.of(process.pid());
      double micros = (after.cpuMicros() - before.cpuMicros()) / (double) wrk.requests;
      table.row(
          "blackbox_exporter, bare /probe",
          text("%.0f µs CPU at %.0f/s", micros, wrk.requests / 15.0),
          "(the measure)");
      return micros;
    } finally {
      process.destroy();
      Files.delete(config);
    }
  }

  private void floor() throws Exception {
    if (program("wrk").isPresent()) {
      Wrk wrk = wrk(10, 32, rig.goodUrl(), true);
      table.row(
          "wrk, Connection: close",
          text("%.0f µs CPU at %.0f/s", wrk.cpuMicros / (double) wrk.requests, wrk.requests / 10.0),
          "(the floor)");
    }
  }

  /**
   * One check a second of {@code services}: CPU, lag, bytes.
   *
   * @param least the rate that is asked for; a few services more make it possible to reach it
   */
  private void rate(int services, double bare, double goal, int least) throws Exception {
    Path folder = rig.folder(services, 0, "1s");
    try (JarProcess jar = Rig.jar(folder, "-Xmx512m")) {
      jar.port();
      Rig.pause(WARM_SECONDS);
      long pid = jar.process().pid();
      long rowsBefore = Rows.written(folder);
      Usage before = Usage.of(pid);
      Rig.pause(MEASURE_SECONDS);
      Usage after = Usage.of(pid);
      long checks = Rows.written(folder) - rowsBefore;
      double micros = (after.cpuMicros() - before.cpuMicros()) / (double) checks;
      JsonObject lag = Rig.live(jar).getJsonObject("last_minute");
      String what = text("whole check at %,d/s: CPU", services);
      if (bare == 0) {
        table.row(what, text("%.0f µs", micros), "(nothing to compare with)");
      } else {
        table.row(
            what,
            text("%.0f µs = %.2f × blackbox", micros, micros / bare),
            micros / bare,
            Goal.atMost(goal, "× blackbox"));
      }
      double rate = checks / after.secondsSince(before);
      String asked = text("%,d services at 1 s", services);
      table.row("rate with " + asked, text("%.0f/s", rate), rate, Goal.atLeast(least, "/s"));
      long late = lag.getLong("lag_p99_ms");
      table.row(
          "lag with " + asked,
          text("p50 %d ms, p99 %d ms", lag.getLong("lag_p50_ms"), late),
          late,
          Goal.below(100, "ms at p99"));
      double written = (after.writtenBytes() - before.writtenBytes()) / (double) checks;
      table.row(
          text("written a check at %,d/s, without the hour's move", services),
          text("%.0f bytes", written),
          written,
          Goal.atMost(500, "bytes"));
      jar.stop();
    }
    double kept = Files.size(folder.resolve("data/history.db")) / (double) Rows.written(folder);
    table.row(
        text("kept a check at %,d/s, the open hour", services),
        text("%.0f bytes", kept),
        kept,
        Goal.atMost(60, "bytes"));
    Rig.delete(folder);
  }

  private record Wrk(long requests, long cpuMicros) {}

  /** Runs wrk and reads its count; CPU is what its process used. */
  private static Wrk wrk(int seconds, int connections, String url, boolean close) throws Exception {
    var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
    if (close) {
      command.addAll(List.of("-H", "Connection: close"));
    }
    command.add(url);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Rig.pause(Math.max(1, seconds - 1));
    long cpu = Usage.of(process.pid()).cpuMicros() * seconds / Math.max(1, seconds - 1);
    String out = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    long requests =
        out.lines()
            .filter(line -> line.contains(" requests in "))
            .map(line -> line.strip().split(" ")[0])
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("wrk said:\n" + out));
    return new Wrk(requests, cpu);
  }

  private static Optional<Path> program(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

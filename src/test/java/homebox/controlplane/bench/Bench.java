package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of design.md §11 that exist so far, each compared in one run: {@code mvn -Pbench verify
 * -DskipTests}. {@code -Dbench=cpu,start} picks some of {@code cpu, memory, many, start}. Loopback
 * only; ends by itself after about eight minutes.
 */
public final class Bench {
  private static final int WARM_SECONDS = 65;
  private static final int MEASURE_SECONDS = 20;
  private static final String[] SMALL = {
    "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"
  };

  private final Rig rig;
  private final Table table = new Table();

  private Bench(Rig rig) {
    this.rig = rig;
  }

  /** Runs and prints. */
  public static void main(String[] args) throws Exception {
    Set<String> wanted =
        new TreeSet<>(List.of(System.getProperty("bench", "cpu,memory,many,start").split(",")));
    try (Rig rig = new Rig()) {
      var bench = new Bench(rig);
      if (wanted.contains("start")) {
        bench.start();
      }
      if (wanted.contains("cpu")) {
        double bare = bench.blackbox();
        bench.floor();
        bench.rate(2_000, bare, 1 / 2.0);
        bench.rate(5_000, bare, 1 / 3.0);
      }
      if (wanted.contains("memory")) {
        bench.memory(100, "60s", 130, SMALL);
        String[] more = SMALL.clone();
        more[0] = "-Xmx96m";
        bench.memory(1_000, "60s", 180, more);
        bench.memory(100, "60s", 0);
      }
      if (wanted.contains("many")) {
        bench.many(10_000, 0);
        bench.many(8_000, 2_000);
      }
      bench.table.write(Path.of("target", "bench.md"));
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
    table.row("start → first answer, new database", text("%.2f s", seconds[0]), "< 2 s");
    double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(later);
    table.row("start → first answer, median of 5", text("%.2f s", later[2]), "< 2 s");
    Rig.delete(folder);
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

  /** One check a second of {@code services}: CPU, lag, bytes. */
  private void rate(int services, double bare, double goal) throws Exception {
    Path folder = rig.folder(services, 0, "1s");
    try (JarProcess jar = Rig.jar(folder, "-Xmx512m")) {
      jar.port();
      Rig.pause(WARM_SECONDS);
      long pid = jar.process().pid();
      long rowsBefore = rows(folder);
      Usage before = Usage.of(pid);
      Rig.pause(MEASURE_SECONDS);
      Usage after = Usage.of(pid);
      long checks = rows(folder) - rowsBefore;
      double micros = (after.cpuMicros() - before.cpuMicros()) / (double) checks;
      JsonObject lag = Rig.live(jar).getJsonObject("last_minute");
      String against = bare == 0 ? "" : text(" = %.2f × blackbox", micros / bare);
      table.row(
          text("whole check at %,d/s: CPU", services),
          text("%.0f µs%s", micros, against),
          text("≤ %.2f × blackbox", goal));
      table.row(
          text("rate with %,d services at 1 s", services),
          text(
              "%.0f/s, lag p50 %d ms, p99 %d ms",
              checks / after.secondsSince(before),
              lag.getLong("lag_p50_ms"),
              lag.getLong("lag_p99_ms")),
          "≥ 5,000/s, p99 < 100 ms");
      table.row(
          text("written a check at %,d/s", services),
          text("%.0f bytes", (after.writtenBytes() - before.writtenBytes()) / (double) checks),
          "≤ 500");
      jar.stop();
    }
    long kept = Files.size(folder.resolve("data/history.db"));
    table.row(
        text("kept a check at %,d/s, the open hour", services),
        text("%.0f bytes", kept / (double) rows(folder)),
        "≤ 60");
    Rig.delete(folder);
  }

  private void memory(int services, String interval, int goal, String... flags) throws Exception {
    Path folder = rig.folder(services, 0, interval);
    try (JarProcess jar = Rig.jar(folder, flags)) {
      jar.port();
      Rig.pause(90);
      table.row(
          text(
              "RSS, %,d services, %s",
              services, flags.length == 0 ? "no flags" : String.join(" ", flags)),
          text("%d MB", Usage.of(jar.process().pid()).rssKib() / 1_024),
          goal == 0 ? "–" : text("≤ %d MB", goal));
      jar.stop();
    }
    Rig.delete(folder);
  }

  /** Ten thousand at 10 s: first checks, lag, memory. */
  private void many(int good, int hanging) throws Exception {
    Path folder = rig.folder(good, hanging, "10s");
    long began = System.nanoTime();
    try (JarProcess jar = Rig.jar(folder, "-Xmx256m")) {
      jar.port();
      while (unasked(jar, hanging) > 0 && System.nanoTime() - began < 120e9) {
        Rig.pause(1);
      }
      double first = (System.nanoTime() - began) / 1e9;
      Rig.pause(90);
      JsonObject live = Rig.live(jar);
      JsonObject lag = live.getJsonObject("last_minute");
      String name = text("%,d services at 10 s, %,d of them hang", good + hanging, hanging);
      table.row(name + ": the good ones first asked within", text("%.0f s", first), "≤ 15 s");
      table.row(
          name + ": lag of all",
          text(
              "p50 %d ms, p99 %d ms, %d skipped",
              lag.getLong("lag_p50_ms"), lag.getLong("lag_p99_ms"), live.getLong("checks_skipped")),
          hanging == 0 ? "p99 < 100 ms" : "–");
      table.row(
          name + ": checks of the good ones in their minute",
          text("%.2f of those due", goodInAMinute(folder) / (good * 6.0)),
          "1.00");
      table.row(
          name + ": RSS with -Xmx256m",
          text("%d MB", Usage.of(jar.process().pid()).rssKib() / 1_024),
          "≤ 400 MB");
      jar.stop();
    }
    Rig.delete(folder);
  }

  /** How many of those that can answer have not been asked. */
  private static long unasked(JarProcess jar, int hanging) {
    JsonArray rows =
        new JsonObject(jar.get("/api/v1/services?fields=last_checked").body())
            .getJsonArray("services");
    long unasked =
        rows.stream().filter(row -> ((JsonObject) row).getValue("last_checked") == null).count();
    return Math.max(0, unasked - hanging);
  }

  private static long rows(Path folder) throws SQLException {
    return question(folder, "SELECT max(rowid) FROM check_recent");
  }

  private static long goodInAMinute(Path folder) throws SQLException {
    return question(
        folder,
        "SELECT count(*) FROM check_recent WHERE outcome < 2 AND at >= (SELECT max(at) - 63000 FROM check_recent)"
            + " AND at < (SELECT max(at) - 3000 FROM check_recent)");
  }

  private static long question(Path folder, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/history.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private record Wrk(long requests, long cpuMicros) {}

  /** Runs wrk and reads its count; CPU is what its process used. */
  private static Wrk wrk(int seconds, int connections, String url, boolean close) throws Exception {
    var command =
        new java.util.ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
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

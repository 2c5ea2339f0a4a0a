package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.history.LongPast;
import homebox.controlplane.history.LongPast.Extent;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * A thousand services, asked every five minutes, with a year behind them: written by {@link
 * LongPast}, not lived. Times are those of a client on loopback that asks for gzip as a browser
 * does, from the request until the last byte; "first" is the first request of that kind after a
 * start, when nothing of it is compiled.
 */
final class PastRows {
  private static final int SERVICES = 1_000;
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int STARTS = 5;
  private static final int WARM = 100;
  private static final int ASKED = 100;
  private static final String FLAGS = "-Xmx256m";
  private static final List<String> OVERVIEW =
      List.of("/api/v1/services", "/api/v1/days", "/api/v1/services?fields=id,uptime");
  private static final List<String> RANGES = List.of("24h", "7d", "30d", "90d", "1y");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Rig rig;
  private final Table table;

  PastRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = rig.folder(SERVICES, 0, INTERVAL.toSeconds() + "s");
    double bare = live(folder);
    Rig.delete(folder.resolve("data"));
    Path file = folder.resolve("data/history.db");
    write(file);
    size(folder, file);
    starts(folder);
    memory(live(folder), bare);
    try (JarProcess jar = Rig.jar(folder, FLAGS)) {
      known(jar);
      for (String path : OVERVIEW) {
        answers("GET " + path, jar, path, Goal.below(50, "ms, median"));
      }
      for (String range : RANGES) {
        curves(jar, range);
      }
      long rss = Usage.of(jar.process().pid()).rssKib() / 1_024;
      table.row(text("RSS after all that, %s", FLAGS), text("%d MB", rss), "–");
      jar.stop();
    }
    Rig.delete(folder);
  }

  private void write(Path file) throws Exception {
    Vertx vertx = Vertx.vertx();
    long began = System.nanoTime();
    LongPast.write(
        file,
        Extent.year(SERVICES, INTERVAL),
        rig.goodUrl(),
        ZoneId.systemDefault(),
        Instant.now(),
        vertx,
        new VertxPace(vertx));
    vertx.close().await();
    System.out.printf("(a year was written in %.0f s)%n", (System.nanoTime() - began) / 1e9);
  }

  private void size(Path folder, Path file) throws IOException {
    double checks = Rows.ask(folder, "SELECT count(*) FROM check_result");
    table.row(
        text("the file of %,d services with a year", SERVICES),
        text("%.0f MB", Files.size(file) / 1e6),
        text("%,.0f checks of 30 days in it", checks));
    double kept = bytes(folder, "check_result") / checks;
    table.row("… kept a check", text("%.0f bytes", kept), kept, Goal.atMost(60, "bytes"));
    for (String sums : List.of("check_hour", "check_day")) {
      double rows = Rows.ask(folder, "SELECT count(*) FROM " + sums);
      double each = bytes(folder, sums) / rows;
      table.row("… kept a row of " + sums, text("%.0f bytes", each), text("%,.0f rows", rows));
    }
    double all = Files.size(file) / checks;
    table.row("… the whole file, a check", text("%.0f bytes", all), "(with all sums)");
  }

  private static double bytes(Path folder, String name) {
    return Rows.ask(folder, "SELECT sum(pgsize) FROM dbstat WHERE name = '" + name + "'");
  }

  private void starts(Path folder) throws Exception {
    double[] answered = new double[STARTS];
    double[] remembered = new double[STARTS];
    for (int n = 0; n < STARTS; n++) {
      long began = System.nanoTime();
      try (JarProcess jar = Rig.jar(folder, FLAGS)) {
        jar.get("/api/v1/services");
        answered[n] = (System.nanoTime() - began) / 1e9;
        known(jar);
        remembered[n] = (System.nanoTime() - began) / 1e9;
        jar.stop();
      }
    }
    Arrays.sort(answered);
    Arrays.sort(remembered);
    double start = answered[STARTS / 2];
    table.row(
        "start → first answer with it, median of 5",
        text("%.2f s", start),
        start,
        Goal.below(2, "s"));
    table.row(
        "start → the whole past is known", text("%.2f s", remembered[STARTS / 2]), "(median of 5)");
  }

  private static void known(JarProcess jar) {
    jar.await("the past to be known", () -> year(jar) != null);
  }

  private static Double year(JarProcess jar) {
    return new JsonObject(jar.get("/api/v1/services?ids=s0&fields=uptime").body())
        .getJsonArray("services")
        .getJsonObject(0)
        .getJsonObject("uptime")
        .getDouble("1y");
  }

  /** The same again and again. */
  private void answers(String what, JarProcess jar, String path, Goal goal) throws Exception {
    int port = jar.port();
    double first = millis(port, path);
    for (int n = 0; n < WARM; n++) {
      millis(port, path);
    }
    double[] times = new double[ASKED];
    for (int n = 0; n < ASKED; n++) {
      times[n] = millis(port, path);
    }
    row(what, times, first, goal);
  }

  /** Each of another service. */
  private void curves(JarProcess jar, String range) throws Exception {
    int port = jar.port();
    double[] times = new double[ASKED];
    double first = 0;
    for (int n = 0; n < WARM + ASKED; n++) {
      double time = millis(port, "/api/v1/services/s" + 4 * n + "/history?range=" + range);
      first = n == 0 ? time : first;
      times[Math.max(0, n - WARM)] = time;
    }
    row("GET history?range=" + range, times, first, Goal.below(50, "ms, median"));
  }

  private void row(String what, double[] times, double first, Goal goal) {
    Arrays.sort(times);
    double median = times[times.length / 2];
    String figure =
        text(
            "median %.1f ms, slowest of %d %.1f ms, first %.0f ms",
            median, times.length, times[times.length - 1], first);
    table.row(what, figure, median, goal);
  }

  private double millis(int port, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept-Encoding", "gzip")
            .timeout(Duration.ofSeconds(30))
            .build();
    long began = System.nanoTime();
    int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    double millis = (System.nanoTime() - began) / 1e6;
    if (status != 200) {
      throw new IllegalStateException(path + " answered " + status);
    }
    return millis;
  }

  /** Live heap after a start, when all were asked and what there is of a past is known. */
  private double live(Path folder) throws Exception {
    try (JarProcess jar = Rig.jar(folder, FLAGS)) {
      known(jar);
      Rig.pause(15);
      double live = Heap.live(jar.process().pid());
      jar.stop();
      return live;
    }
  }

  private void memory(double live, double bare) {
    table.row(
        "live heap a service, of its past",
        text("%.1f KB", (live - bare) / SERVICES / 1_000),
        text("%.1f MB, without a past %.1f MB", live / 1e6, bare / 1e6));
  }
}

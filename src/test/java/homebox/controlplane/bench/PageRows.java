package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.history.LongPast;
import homebox.controlplane.history.LongPast.Extent;
import homebox.controlplane.testkit.Chrome;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** What the page and its feed cost with a thousand services. */
final class PageRows {
  private static final int SERVICES = 1_000;
  private static final int LISTENERS = 1_000;
  private static final int DEAF = 100;
  private static final int TIMES = 7;

  /** The sentence, and every row that is on the screen. */
  private static final String USABLE =
      """
      window.usable = new Promise(done => {
        const shown = row => row.getBoundingClientRect().top < innerHeight;
        const look = () => {
          const rows = [...document.querySelectorAll('li.row')];
          const ready = document.querySelector('.sentence h1') && rows.length > 0
            && rows.filter(shown).every(row => row.querySelector('.mark'));
          if (ready) done(performance.now()); else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      })""";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Rig rig;
  private final Table table;

  PageRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = rig.folder(SERVICES, 0, "10s");
    pastOf(folder.resolve("data/history.db"));
    try (JarProcess jar = Rig.jar(folder, "-Xmx256m")) {
      jar.port();
      Rig.pause(30);
      overview(jar);
      if (Chrome.present()) {
        browser(jar);
      } else {
        table.row("first page in Chromium", "no Chromium here", "–");
      }
      listeners(jar);
      jar.stop();
    }
    Rig.delete(folder);
  }

  /** A year of days, as the overview shows them; of hours and checks one day is enough for it. */
  private void pastOf(Path file) throws Exception {
    Vertx vertx = Vertx.vertx();
    var day = Duration.ofDays(1);
    LongPast.write(
        file,
        new Extent(SERVICES, Duration.ofMinutes(5), Duration.ofDays(365), day, day),
        rig.goodUrl(),
        ZoneId.systemDefault(),
        Instant.now(),
        vertx,
        new VertxPace(vertx));
    vertx.close().await();
  }

  /** The list of all, as a browser asks for it. */
  private void overview(JarProcess jar) throws Exception {
    URI uri = URI.create(base(jar) + "api/v1/services");
    double[] millis = new double[300];
    for (int n = -100; n < millis.length; n++) {
      long began = System.nanoTime();
      bytes(uri, true);
      if (n >= 0) {
        millis[n] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(millis);
    double median = millis[millis.length / 2];
    double late = millis[millis.length * 99 / 100];
    String figure = text("median %.1f ms, p99 %.1f ms", median, late);
    String what = "overview of 1,000 services with a year, server";
    table.row(what, figure, median, Goal.below(50, "ms, median"));
  }

  private void browser(JarProcess jar) throws Exception {
    double[] cold = new double[TIMES];
    double[] warm = new double[TIMES];
    Set<String> asked = new TreeSet<>();
    try (Chrome chrome = Chrome.start()) {
      for (int n = 0; n < TIMES; n++) {
        try (Viewer viewer = chrome.viewer(1180, 900, ColorScheme.LIGHT, "en-GB")) {
          viewer.page().onRequest(request -> asked.add(request.url()));
          viewer.page().addInitScript(USABLE);
          cold[n] = usable(viewer.page(), base(jar));
          warm[n] = usable(viewer.page(), base(jar));
          viewer.page().waitForTimeout(1_000); // what the page asks for after that
        }
      }
    }
    usable("cold", cold);
    usable("warm", warm);
    size(asked);
  }

  /** Milliseconds from the address to a page that one can read and use. */
  private static double usable(Page page, String address) {
    page.navigate(address);
    return ((Number) page.evaluate("window.usable")).doubleValue();
  }

  private void usable(String cache, double[] millis) {
    Arrays.sort(millis);
    double median = millis[TIMES / 2];
    String figure = text("median %.0f ms, longest of %d %.0f ms", median, TIMES, millis[TIMES - 1]);
    String what = text("first page of 1,000 services in Chromium, usable, %s", cache);
    table.row(what, figure, median, Goal.below(1_000, "ms"));
  }

  private void size(Set<String> asked) throws Exception {
    long[] files = new long[2];
    long[] data = new long[2];
    for (String url : asked) {
      long[] sum = url.contains("/api/") ? data : files;
      sum[0] += bytes(URI.create(url), true);
      sum[1] += bytes(URI.create(url), false);
    }
    size("the page itself", files);
    size("its data, 1,000 services", data);
  }

  private void size(String what, long[] bytes) {
    String figure = text("%d KB with gzip, %d KB plain", bytes[0] / 1_000, bytes[1] / 1_000);
    table.row("bytes of the first page: " + what, figure, "–");
  }

  /** Of the body on the wire; of the feed, those of its beginning. */
  private long bytes(URI uri, boolean gzip) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri);
    if (gzip) {
      request.header("Accept-Encoding", "gzip");
    }
    try (InputStream in = http.send(request.build(), BodyHandlers.ofInputStream()).body()) {
      boolean feed = uri.getPath().endsWith("/events");
      return feed ? untilBlankLine(in) : in.readAllBytes().length;
    }
  }

  private static long untilBlankLine(InputStream in) throws IOException {
    byte[] some = new byte[64 * 1024];
    long all = 0;
    byte last = 0;
    for (int n = in.read(some); n >= 0; n = in.read(some)) {
      for (int i = 0; i < n; i++) {
        if (some[i] == '\n' && last == '\n') {
          return all + i + 1;
        }
        last = some[i];
      }
      all += n;
    }
    return all;
  }

  private void listeners(JarProcess jar) throws Exception {
    long before = rss(jar);
    try (Listeners all = Listeners.of(jar.port(), LISTENERS)) {
      Rig.pause(20);
      long soon = rss(jar);
      all.delays();
      Rig.pause(60);
      heard(all.delays());
      String figure = text("%d MB before, %d MB, %d MB a minute later", before, soon, rss(jar));
      table.row("RSS with -Xmx256m, 1,000 services, 1,000 listeners", figure, "–");
      deaf(jar);
      Histogram beside = all.delays();
      table.row("… and the others hear beside them", delay(beside), beside.getMaxValue(), within());
    }
  }

  private void heard(Histogram delays) {
    double rate = delays.getTotalCount() / 60.0 / LISTENERS;
    String what = text("1,000 listeners, %.0f events a second: on its way to each", rate);
    table.row(what, delay(delays), delays.getMaxValue(), within());
  }

  private static Goal within() {
    return Goal.below(1_000, "ms, the last of all");
  }

  private static String delay(Histogram delays) {
    return text(
        "p50 %d ms, p99 %d ms, the last of all %d ms",
        delays.getValueAtPercentile(50), delays.getValueAtPercentile(99), delays.getMaxValue());
  }

  /** Who reads nothing is ended. */
  private void deaf(JarProcess jar) throws Exception {
    List<Socket> deaf = new ArrayList<>();
    for (int n = 0; n < DEAF; n++) {
      deaf.add(deaf(jar.port()));
    }
    long began = System.nanoTime();
    long most = 0;
    while (clients(jar) > LISTENERS && System.nanoTime() - began < 180e9) {
      Rig.pause(1);
      most = Math.max(most, rss(jar));
    }
    double took = (System.nanoTime() - began) / 1e9;
    String figure = text("after %.0f s, RSS %d MB at most", took, most);
    table.row("100 more that read nothing: all ended", figure, took, Goal.below(180, "s"));
    for (Socket each : deaf) {
      each.close();
    }
  }

  private static Socket deaf(int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static long clients(JarProcess jar) {
    return jar.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("controlplane_sse_clients "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static long rss(JarProcess jar) {
    return Usage.of(jar.process().pid()).rssKib() / 1_024;
  }

  private static String base(JarProcess jar) {
    return "http://127.0.0.1:" + jar.port() + "/";
  }
}

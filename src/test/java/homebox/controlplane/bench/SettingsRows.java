package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ten thousand services that were added in the page, asked once a day: what a start, a look at the
 * list and a change cost. Times are those of a client on loopback.
 */
final class SettingsRows {
  private static final int SERVICES = 10_000;
  private static final int ASKED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String SETTINGS = "/api/v1/settings";
  private static final String INSERT =
      "INSERT INTO page_entry (kind, id, version, entry, watched, changed, changed_by, position)"
          + " VALUES ('SERVICE', ?, 1, ?, 1, 1, 'bench', ?)";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Rig rig;
  private final Table table;

  SettingsRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = rig.folder(1, 0, "1d");
    try (JarProcess jar = start(folder)) {
      jar.get("/api/v1/services");
      jar.stop();
    }
    write(folder.resolve("data/history.db"));
    long began = System.nanoTime();
    try (JarProcess jar = start(folder)) {
      jar.await("the start", PATIENCE, () -> shown(jar) == SERVICES + 1);
      double seconds = (System.nanoTime() - began) / 1e9;
      table.row(
          text("%,d services of the page: start → all are shown", SERVICES),
          text("%.2f s", seconds),
          "–");
      jar.await("all to be asked", PATIENCE, () -> asked(jar));
      list(jar);
      changes(jar);
      long rss = Usage.of(jar.process().pid()).rssKib() / 1_024;
      table.row("… RSS after all that with -Xmx256m", text("%d MB", rss), "–");
      jar.stop();
    }
    Rig.delete(folder);
  }

  private static JarProcess start(Path folder) {
    return JarProcess.start(
        folder, List.of("-Xmx256m"), Map.of("LOG_LEVEL", "INFO", "WEB_API_TOKEN", "letmein"));
  }

  private static int shown(JarProcess jar) {
    return services(jar, "id").size();
  }

  private static boolean asked(JarProcess jar) {
    return services(jar, "state").stream()
        .noneMatch(row -> ((JsonObject) row).getString("state").equals("PENDING"));
  }

  private static JsonArray services(JarProcess jar, String field) {
    return new JsonObject(jar.get("/api/v1/services?fields=" + field).body())
        .getJsonArray("services");
  }

  private void write(Path file) throws SQLException {
    try (Connection connection = Database.connect(file);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (int n = 0; n < SERVICES; n++) {
        insert.setString(1, "page-" + n);
        insert.setString(2, entry(n).encode());
        insert.setInt(3, n + 1);
        insert.executeUpdate();
      }
      connection.commit();
    }
  }

  private JsonObject entry(int n) {
    return new JsonObject()
        .put("name", "Page " + n)
        .put("url", rig.goodUrl() + "p" + n + "?key=word")
        .put("group", "Group " + n % 40)
        .put("tags", new JsonArray().add("disk").add("lan"))
        .put("headers", new JsonObject().put("X-Key", "word" + n))
        .put("expect", new JsonObject().put("status", "2xx"));
  }

  private record Answer(double seconds, HttpResponse<byte[]> response) {}

  private Answer send(JarProcess jar, String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jar.port() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer letmein")
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .timeout(PATIENCE)
            .build();
    long began = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    double seconds = (System.nanoTime() - began) / 1e9;
    if (response.statusCode() != 200) {
      throw new IllegalStateException(method + " " + path + " answered " + response.statusCode());
    }
    return new Answer(seconds, response);
  }

  private void list(JarProcess jar) throws IOException, InterruptedException {
    Goal goal = Goal.below(0.2, "s");
    times(jar, "the list's first page of 50", SETTINGS + "?limit=50", goal);
    times(jar, "its last page", SETTINGS + "?limit=50&after=page:page-9948", goal);
    times(jar, "a search in it", SETTINGS + "?limit=50&q=page%209", goal);
  }

  private void times(JarProcess jar, String what, String path, Goal goal)
      throws IOException, InterruptedException {
    double[] seconds = new double[ASKED];
    int bytes = 0;
    for (int n = 0; n < ASKED; n++) {
      Answer answer = send(jar, "GET", path, "");
      seconds[n] = answer.seconds();
      bytes = answer.response().body().length;
    }
    row("… " + what + text(" (%,d bytes)", bytes), seconds, goal);
  }

  private void changes(JarProcess jar) throws IOException, InterruptedException {
    double[] changed = new double[ASKED];
    double[] listed = new double[ASKED];
    for (int n = 0; n < ASKED; n++) {
      String entry = entry(n * 100).put("interval", "12h").encode();
      changed[n] = send(jar, "PUT", "/api/v1/services/page-" + n * 100, entry).seconds();
      listed[n] = send(jar, "GET", SETTINGS + "?limit=50", "").seconds();
    }
    row("… a change (PUT) beside all others", changed, Goal.below(1, "s"));
    row("… the list's first page right after it", listed, Goal.below(0.2, "s"));
  }

  private void row(String what, double[] seconds, Goal goal) {
    double first = seconds[0];
    Arrays.sort(seconds);
    double median = seconds[seconds.length / 2];
    String figure =
        text(
            "median %.3f s, slowest of %d %.3f s, first %.3f s",
            median, seconds.length, seconds[seconds.length - 1], first);
    table.row(what, figure, median, goal);
  }
}

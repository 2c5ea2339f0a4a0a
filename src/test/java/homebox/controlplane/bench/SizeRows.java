package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** How much memory it takes, and what ten thousand services are to it. */
final class SizeRows {
  private static final String[] SMALL = {
    "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"
  };

  private final Rig rig;
  private final Table table;

  SizeRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void memory() throws Exception {
    memory(100, "60s", 130, SMALL);
    String[] more = SMALL.clone();
    more[0] = "-Xmx96m";
    memory(1_000, "60s", 180, more);
    memory(100, "60s", 0);
  }

  void many() throws Exception {
    many(10_000, 0);
    many(8_000, 2_000);
  }

  private void memory(int services, String interval, int goal, String... flags) throws Exception {
    Path folder = rig.folder(services, 0, interval);
    try (JarProcess jar = Rig.jar(folder, flags)) {
      jar.port();
      Rig.pause(90);
      long rss = Usage.of(jar.process().pid()).rssKib() / 1_024;
      String what =
          text(
              "RSS, %,d services, %s",
              services, flags.length == 0 ? "no flags" : String.join(" ", flags));
      if (goal == 0) {
        table.row(what, text("%d MB", rss), "–");
      } else {
        table.row(what, text("%d MB", rss), rss, Goal.atMost(goal, "MB"));
      }
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
      String name = text("%,d services at 10 s, %,d of them hang", good + hanging, hanging);
      table.row(
          name + ": the good ones first asked within",
          text("%.0f s", first),
          first,
          Goal.atMost(15, "s"));
      lag(name, hanging, live);
      double asked = goodInAMinute(folder) / (good * 6.0);
      table.row(
          name + ": checks of the good ones in their minute",
          text("%.2f of those due", asked),
          asked,
          Goal.atLeast(0.99, "of those due"));
      long rss = Usage.of(jar.process().pid()).rssKib() / 1_024;
      table.row(name + ": RSS with -Xmx256m", text("%d MB", rss), rss, Goal.atMost(400, "MB"));
      jar.stop();
    }
    Rig.delete(folder);
  }

  /** Those that hang wait for a place, so there it says nothing. */
  private void lag(String name, int hanging, JsonObject live) {
    JsonObject lag = live.getJsonObject("last_minute");
    long late = lag.getLong("lag_p99_ms");
    String figure =
        text(
            "p50 %d ms, p99 %d ms, %d skipped",
            lag.getLong("lag_p50_ms"), late, live.getLong("checks_skipped"));
    if (hanging == 0) {
      table.row(name + ": lag", figure, late, Goal.below(100, "ms at p99"));
    } else {
      table.row(name + ": lag of all", figure, "–");
    }
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

  private static long goodInAMinute(Path folder) {
    return Rows.ask(
        folder,
        "SELECT count(*) FROM check_recent WHERE outcome < 2 AND at >= (SELECT max(at) - 63000 FROM check_recent)"
            + " AND at < (SELECT max(at) - 3000 FROM check_recent)");
  }
}

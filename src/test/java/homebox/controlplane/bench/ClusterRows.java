package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.OwnPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Three nodes on one PostgreSQL, all on this machine: first the one that decides asks all services
 * itself, then the others ask two thirds of them for it.
 */
final class ClusterRows {
  private static final int SERVICES = 3_000;
  private static final int INTERVAL_SECONDS = 10;
  private static final int WARM_SECONDS = 65;
  private static final int MEASURE_SECONDS = 60;
  private static final int LESS_SECONDS = 20;

  /** A third of the services each; without these shares would be about as large. */
  private static final List<String> PLACES =
      List.of(", locations: [a]", ", locations: [b]", ", locations: [c]");

  private final Rig rig;
  private final Table table;

  ClusterRows(Rig rig, Table table) {
    this.rig = rig;
    this.table = table;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("control-plane-bench");
    try (OwnPostgres server = OwnPostgres.counting(folder.resolve("postgres"))) {
      server.base(ServerWork.TELLER).change("CREATE EXTENSION pg_stat_statements");
      near(server, folder);
      far(server, folder);
    }
    Rig.delete(folder);
  }

  /** The node that decides asks all of them. Then one node less, for what one costs by itself. */
  private void near(OwnPostgres server, Path folder) throws Exception {
    try (Trio trio = Trio.start(server, "near", folder, yaml(service -> PLACES.get(0)))) {
      String name = text("3 nodes, %,d services at %d s", SERVICES, INTERVAL_SECONDS);
      ServerWork three = minute(name, trio);
      trio.stopLast();
      Rig.pause(3);
      ServerWork before = trio.work();
      Rig.pause(LESS_SECONDS);
      ServerWork two = trio.work().since(before);
      String figure =
          text(
              "%.1f a second in %.1f transactions",
              three.others() - two.others(),
              three.aSecond(three.transactions()) - two.aSecond(two.transactions()));
      table.row(name + ": statements of each that stands ready", figure, "–");
      trio.stop();
    }
  }

  /** The others ask two thirds of them for the node that decides. */
  private void far(OwnPostgres server, Path folder) throws Exception {
    String yaml = yaml(service -> PLACES.get(service % PLACES.size()));
    try (Trio trio = Trio.start(server, "far", folder, yaml)) {
      minute(text("the same, b and c ask %,d of them for a", SERVICES * 2 / 3), trio);
      trio.stop();
    }
  }

  private String yaml(IntFunction<String> place) {
    var yaml = new StringBuilder("homebox_url: off\nneron_url: off\nlog_file: off\n");
    yaml.append("web: {port: 0}\ncheck_interval: ").append(INTERVAL_SECONDS).append("s\n");
    yaml.append("services:\n");
    for (int n = 0; n < SERVICES; n++) {
      yaml.append("  - {name: s").append(n).append(", url: \"").append(rig.goodUrl()).append('"');
      yaml.append(place.apply(n)).append("}\n");
    }
    return yaml.toString();
  }

  /** One of theirs, once they are warm. */
  private ServerWork minute(String name, Trio trio) throws IOException, InterruptedException {
    Rig.pause(WARM_SECONDS);
    List<Usage> before = trio.usages();
    ServerWork workBefore = trio.work();
    Rig.pause(MEASURE_SECONDS);
    List<Usage> after = trio.usages();
    ServerWork work = trio.work().since(workBefore);
    lag(name, Rig.live(trio.deciding()));
    asked(name, work);
    cpu(name, before, after, work);
    server(name, work);
    return work;
  }

  private void lag(String name, JsonObject live) {
    JsonObject lag = live.getJsonObject("last_minute");
    long late = lag.getLong("lag_p99_ms");
    String figure =
        text(
            "p50 %d ms, p99 %d ms, %d skipped",
            lag.getLong("lag_p50_ms"), late, live.getLong("checks_skipped"));
    table.row(name + ": lag", figure, late, Goal.below(100, "ms at p99"));
  }

  private void asked(String name, ServerWork work) {
    double asked = work.aSecond(work.checks()) * INTERVAL_SECONDS / SERVICES;
    table.row(
        name + ": checks in a minute",
        text("%.2f of those due", asked),
        asked,
        Goal.atLeast(0.99, "of those due"));
  }

  private void cpu(String name, List<Usage> before, List<Usage> after, ServerWork work) {
    double deciding = work.aCheck(after.get(0).cpuMicros() - before.get(0).cpuMicros());
    double server = work.aCheck(work.cpuMicros());
    table.row(
        name + ": CPU a check",
        text("%.0f µs of the node that decides, %.0f µs of PostgreSQL", deciding, server),
        "–");
    table.row(
        name + ": CPU of b and c",
        text(
            "%.1f and %.1f ms a second",
            millisASecond(before.get(1), after.get(1)), millisASecond(before.get(2), after.get(2))),
        "–");
  }

  private static double millisASecond(Usage before, Usage after) {
    return (after.cpuMicros() - before.cpuMicros()) / 1_000.0 / after.secondsSince(before);
  }

  private void server(String name, ServerWork work) {
    double statements = work.aSecond(work.statements());
    double transactions = work.aSecond(work.transactions());
    table.row(
        name + ": statements",
        text(
            "%.0f a second in %.1f transactions; %.1f beside those that append a check",
            statements, transactions, work.others()),
        "–");
    table.row(
        name + ": PostgreSQL's log (WAL)",
        text(
            "%.0f bytes a check, put on the disk %.1f times a second",
            work.aCheck(work.logBytes()), work.aSecond(work.syncs())),
        "–");
  }
}

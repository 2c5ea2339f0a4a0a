package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a process holds at one time of its day: what lives on the heap after a collection, without
 * what the test itself remembers, and the rows of its file.
 */
record Vitals(Duration at, long heap, Map<String, Long> rows) {
  /** Of each service one row, and in memory what belongs to that: a dossier, a checker, timers. */
  private static final long OF_ONE_SERVICE = 8 << 10;

  /** What comes with any work at all: compiled lambdas, pools, caches of statements. */
  private static final long ANY_WORK = 6 << 20;

  private static final List<String> TABLES =
      List.of("service_state", "told", "transition", "incident", "message", "setting");

  /**
   * Now.
   *
   * @param own bytes that the test itself holds
   */
  static Vitals now(Duration at, Path file, long own) {
    Map<String, Long> rows = new TreeMap<>();
    TABLES.forEach(
        table -> rows.put(table, Database.number(file, "SELECT count(*) FROM " + table)));
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Vitals(at, runtime.totalMemory() - runtime.freeMemory() - own, rows);
  }

  /**
   * One row a service, and of what grows one or two for each change and each message. On the heap
   * nothing grows with time.
   *
   * @param first an earlier time of the same day
   */
  void verify(int services, Vitals first) {
    assertThat(rows.get("service_state")).as("%s", this).isLessThanOrEqualTo(services);
    assertThat(rows.get("told")).as("%s", this).isLessThanOrEqualTo(services);
    long changes = rows.get("transition");
    assertThat(rows.get("incident")).as("%s", this).isLessThanOrEqualTo(changes);
    assertThat(rows.get("message")).as("%s", this).isLessThanOrEqualTo(2 * changes + 100);
    assertThat(rows.get("setting")).as("%s", this).isLessThan(20);
    assertThat(heap)
        .as("heap, which was %d, of %d services: %s", first.heap, services, this)
        .isLessThan(first.heap + services * OF_ONE_SERVICE + ANY_WORK);
  }

  /** A row of a table. */
  String line() {
    return TABLES.stream()
        .map(table -> String.valueOf(rows.get(table)))
        .collect(
            Collectors.joining(
                " | ",
                String.format("| %.1f | %.1f | ", at.toMinutes() / 60.0, heap / 1048576.0),
                " |"));
  }
}

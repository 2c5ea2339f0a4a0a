package homebox.controlplane.model;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file says to the life that begins with it.
 *
 * @param muted until when, by service
 * @param offline we were when it was written
 */
record Stored(
    Map<String, Service> services,
    Map<String, Long> muted,
    Set<String> paused,
    List<Work> works,
    boolean offline) {
  /**
   * One service.
   *
   * @param told what people take it to be
   * @param announced its open incident was
   */
  record Service(
      char level,
      long since,
      Optional<String> incident,
      char told,
      boolean announced,
      String flaps) {}

  /** Planned work, in ms. */
  record Work(String id, String service, long from, long until) {}

  static Stored of(Path file) {
    Map<String, Service> services = new HashMap<>();
    for (List<String> row :
        Database.ask(
            file,
            "SELECT s.service, s.level, s.since, s.incident, t.level, i.announced IS NOT NULL,"
                + " s.flaps FROM service_state s"
                + " LEFT JOIN told t ON t.service = s.service AND t.channel = 'telegram'"
                + " LEFT JOIN incident i ON i.id = s.incident")) {
      services.put(row.get(0), service(row));
    }
    Map<String, Long> muted = new HashMap<>();
    Database.ask(file, "SELECT service, until FROM mute")
        .forEach(row -> muted.put(row.get(0), Long.parseLong(row.get(1))));
    Set<String> paused = new TreeSet<>();
    Database.ask(file, "SELECT service FROM pause").forEach(row -> paused.add(row.get(0)));
    List<Work> works = new ArrayList<>();
    Database.ask(file, "SELECT id, services, begins, ends FROM maintenance ORDER BY id")
        .forEach(row -> works.add(work(row)));
    boolean offline =
        Database.number(file, "SELECT count(*) FROM setting WHERE name = 'offline_since'") > 0;
    return new Stored(services, muted, paused, works, offline);
  }

  private static Service service(List<String> row) {
    return new Service(
        letter(row.get(1)),
        Long.parseLong(row.get(2)),
        Optional.ofNullable(row.get(3)),
        row.get(4) == null ? 'g' : letter(row.get(4)),
        row.get(5).equals("1"),
        row.get(6));
  }

  private static Work work(List<String> row) {
    String service = row.get(1).replaceAll("[^a-z]", "");
    return new Work(row.get(0), service, Long.parseLong(row.get(2)), Long.parseLong(row.get(3)));
  }

  private static char letter(String level) {
    return switch (level) {
      case "UP" -> 'g';
      case "SLOW" -> 's';
      case "DOWN" -> 'f';
      default -> throw new AssertionError(level);
    };
  }
}

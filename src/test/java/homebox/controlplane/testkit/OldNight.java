package homebox.controlplane.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the predecessor wrote around a night in which the clock was put back, and, counted out
 * naively, what must come of it. Seeded.
 */
public final class OldNight {
  /** Where it was. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static final Instant PUT_BACK = Instant.parse("2024-10-27T01:00:00Z");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZONE);
  private static final List<String> ERRORS =
      List.of("Timeout after 10s", "Cannot connect to host", "HTTP 503", "Serveur injoignable : é");

  private final Random random;
  private final List<Written> rows = new ArrayList<>();
  private final Map<String, Duration> limits;
  private int unreadable;

  /** A row, and the moment that it must get. */
  private record Written(
      String service, Instant at, boolean healthy, long millis, Integer status, String error) {
    Written moved(Instant other) {
      return new Written(service, other, healthy, millis, status, error);
    }
  }

  /**
   * Nothing is written yet.
   *
   * @param limits by name of a service: what takes longer was slow
   * @param count rows at least
   */
  public OldNight(long seed, Map<String, Duration> limits, int count) {
    this.random = new Random(seed);
    this.limits = limits;
    List<String> services = List.copyOf(new TreeSet<>(limits.keySet()));
    int each = count / services.size() + 1;
    for (String service : services) {
      one(service, each, 30 + random.nextInt(570));
    }
    rows.sort(Comparator.comparing(Written::at));
    shift();
  }

  /**
   * Whoever reads it in pieces of a thousand ends one of them while the clock shows an hour twice.
   */
  private void shift() {
    Instant middle = rows.get(Math.min(1_000, rows.size() / 2)).at();
    var by = Duration.between(middle, PUT_BACK.plusSeconds(random.nextInt(3_600) - 1_800));
    rows.replaceAll(row -> row.moved(row.at().plus(by)));
  }

  private void one(String service, int count, int interval) {
    Instant at = PUT_BACK.plusMillis(random.nextInt(interval * 1_000));
    int mood = 0;
    for (int n = 0; n < count; n++) {
      mood = random.nextInt(12) == 0 ? random.nextInt(3) : mood;
      rows.add(row(service, at, mood));
      boolean again = random.nextInt(40) == 0;
      at = again ? at.plusMillis(1) : at.plusSeconds(interval).plusMillis(random.nextInt(500));
    }
  }

  private Written row(String service, Instant at, int mood) {
    long limit = limits.get(service).toMillis();
    if (mood == 2) {
      String error = random.nextInt(5) == 0 ? null : ERRORS.get(random.nextInt(ERRORS.size()));
      return new Written(
          service, at, false, random.nextInt(10_000), error == null ? 500 : null, error);
    }
    long took = mood == 1 ? limit + 1 + random.nextInt(500) : random.nextInt((int) limit + 1);
    return new Written(service, at, true, took, random.nextBoolean() ? 200 : 401, null);
  }

  /** Writes it, and among it rows that nobody can read. */
  public OldNight write(Path file) {
    try (OldHistory old = OldHistory.looseAt(file)) {
      Map<String, Written> before = new HashMap<>();
      Map<String, Instant> firsts = new HashMap<>();
      for (Written row : rows) {
        if (random.nextInt(50) == 0) {
          unreadable(old, row);
        }
        // rows that are one millisecond apart were written with the time of the first of them
        Written last = before.put(row.service(), row);
        boolean same = last != null && last.at().plusMillis(1).equals(row.at());
        Instant first = same ? firsts.get(row.service()) : row.at();
        firsts.put(row.service(), first);
        Instant shown = same ? first : first.plusNanos(random.nextInt(1_000) * 1_000L);
        old.row(
            row.service(),
            WRITTEN.format(shown),
            row.healthy() ? 1 : 0,
            row.millis() / 1_000.0,
            row.status(),
            row.error());
      }
    }
    return this;
  }

  private void unreadable(OldHistory old, Written row) {
    String time = WRITTEN.format(row.at());
    switch (random.nextInt(5)) {
      case 0 -> old.row(row.service(), "soon", 1, 0.1, 200, null);
      case 1 -> old.row(null, time, 1, 0.1, 200, null);
      case 2 -> old.row(row.service(), "9000-01-01 00:00:00", 1, 0.1, 200, null);
      case 3 -> old.row(row.service(), time, null, 0.1, 200, null);
      default -> old.row(row.service(), time, 0, "slow", 200, "x");
    }
    unreadable++;
  }

  /** How many rows nobody can read. */
  public int unreadable() {
    return unreadable;
  }

  /** Each check: name, moment, outcome, milliseconds, status, error; by name and moment. */
  public List<List<String>> checks() {
    return rows.stream()
        .sorted(Comparator.comparing(Written::service).thenComparing(Written::at))
        .map(
            row ->
                texts(
                    row.service(),
                    row.at().toEpochMilli(),
                    outcome(row),
                    row.millis(),
                    row.status(),
                    row.error()))
        .toList();
  }

  /** Each incident: name, kind, begin, end, why it ended, error; by name and begin. */
  public List<List<String>> incidents() {
    var all = new ArrayList<List<String>>();
    byService().forEach(mine -> incidents(mine, all));
    return all;
  }

  private void incidents(List<Written> mine, List<List<String>> all) {
    int begin = 0;
    for (int n = 1; n <= mine.size(); n++) {
      boolean over = n == mine.size() || outcome(mine.get(n)) != outcome(mine.get(begin));
      if (over) {
        Written first = mine.get(begin);
        boolean last = n == mine.size();
        Instant end = mine.get(last ? n - 1 : n).at();
        String why = last ? "REMOVED" : why(outcome(first), outcome(mine.get(n)));
        if (outcome(first) != 0) {
          all.add(
              texts(
                  first.service(),
                  outcome(first) == 2 ? "OUTAGE" : "WARNING",
                  first.at().toEpochMilli(),
                  end.toEpochMilli(),
                  why,
                  first.error()));
        }
        begin = n;
      }
    }
  }

  private static String why(int before, int after) {
    return after == 0 ? "RECOVERED" : after == 2 ? "WORSE" : "SLOW";
  }

  /** Of each service: name, moment of its first check, median distance; by name. */
  public List<List<String>> intervals() {
    return byService().stream()
        .map(
            mine -> {
              var distances = new ArrayList<Long>();
              for (int n = 1; n < mine.size(); n++) {
                distances.add(Duration.between(mine.get(n - 1).at(), mine.get(n).at()).toMillis());
              }
              distances.sort(null);
              return texts(
                  mine.get(0).service(),
                  mine.get(0).at().toEpochMilli(),
                  distances.get((distances.size() - 1) / 2));
            })
        .toList();
  }

  private Collection<List<Written>> byService() {
    return rows.stream()
        .sorted(Comparator.comparing(Written::service).thenComparing(Written::at))
        .collect(Collectors.groupingBy(Written::service, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private int outcome(Written row) {
    if (!row.healthy()) {
      return 2;
    }
    return row.millis() > limits.get(row.service()).toMillis() ? 1 : 0;
  }

  private static List<String> texts(Object... values) {
    var texts = new ArrayList<String>();
    for (Object value : values) {
      texts.add(value == null ? null : String.valueOf(value));
    }
    return texts;
  }

  /** The three answers of a database, to be held against {@link #checks} and the others. */
  public static List<List<String>> checks(Path file) {
    return Database.ask(
        file,
        "SELECT s.name, c.at, c.outcome, c.response_time, c.status_code, t.sentence"
            + " FROM check_result c JOIN service s ON s.number = c.service"
            + " LEFT JOIN error_text t ON t.number = c.error"
            + " WHERE c.at < (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'adopted_at')"
            + " ORDER BY s.name, c.at");
  }

  /** Likewise. */
  public static List<List<String>> incidents(Path file) {
    return Database.ask(
        file,
        "SELECT name, kind, started, ended, end_reason, error FROM incident"
            + " WHERE started < (SELECT CAST(value AS INTEGER) FROM setting"
            + " WHERE name = 'adopted_at') ORDER BY name, started");
  }

  /** Likewise. */
  public static List<List<String>> intervals(Path file) {
    return Database.ask(
        file,
        "SELECT s.name, n.at, n.length FROM event_note n JOIN service s ON s.number = n.service"
            + " WHERE n.kind = 'INTERVAL' AND n.at < (SELECT CAST(value AS INTEGER) FROM setting"
            + " WHERE name = 'adopted_at') ORDER BY s.name");
  }
}

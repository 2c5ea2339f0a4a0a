package homebox.controlplane.history;

import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Moment;
import homebox.controlplane.check.Phases;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes a database as months of watching would have left it, in SQL batches: closed days, the
 * hours and the checks that are still kept, outages, slow times, silences, our own stops. Its sums
 * are those that the rollup makes of the same checks. Always the same for the same extent.
 */
public final class LongPast {
  private static final long HOUR = Hours.HOUR;
  private static final String HOUR_ROW = Sql.named(HourWriting.class, "upsert-hour");
  private static final String DAY_ROW = Sql.named(DayRollup.class, "upsert-day");
  private static final String CHECK =
      " (service, at, attempt, outcome, response_time, status_code, error, phases)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INCIDENT =
      "INSERT INTO incident (id, service, name, kind, started, ended, duration, end_reason, cause,"
          + " error, announced, counted) VALUES (?, ?, ?, ?, ?, ?, ?, 'RECOVERED', ?, ?, ?, 2)";

  private final Extent extent;
  private final Days days;
  private final long now;
  private final Spans stops;
  private final List<LongLife> lives;

  /**
   * How much of it.
   *
   * @param interval how often each is asked; at least 30 s
   * @param length since the first of them is watched
   * @param hours for how long sums of hours are kept
   * @param checks for how long checks are kept
   */
  public record Extent(
      int services, Duration interval, Duration length, Duration hours, Duration checks) {
    /** A year, of which hours and checks are kept as long as the defaults say. */
    public static Extent year(int services, Duration interval) {
      return new Extent(
          services, interval, Duration.ofDays(365), Duration.ofDays(60), Duration.ofDays(30));
    }
  }

  private LongPast(Extent extent, ZoneId zone, Instant end) {
    this.extent = extent;
    this.days = new Days(zone);
    this.now = end.toEpochMilli();
    this.stops = stops();
    this.lives = IntStream.range(0, extent.services()).mapToObj(this::life).toList();
  }

  /** What is written of an extent. */
  static List<LongLife> lives(Extent extent, Instant end) {
    return new LongPast(extent, ZoneOffset.UTC, end).lives;
  }

  /** About one in nine days no process runs for a while: for seconds, mostly, or for hours. */
  private Spans stops() {
    var random = new SplittableRandom(1);
    long length = extent.length().toMillis();
    long[] edges = new long[2 * (int) (length / (9 * 24 * HOUR))];
    for (int n = 0; n < edges.length; n += 2) {
      edges[n] = now - length + (long) ((length - 48 * HOUR) * random.nextDouble());
      edges[n + 1] = edges[n] + 8_000 + (long) (30 * HOUR * Math.pow(random.nextDouble(), 6));
    }
    return Spans.of(edges);
  }

  /** Every eighth service came later than the others. */
  private LongLife life(int n) {
    long length = extent.length().toMillis();
    long begin = now - (n % 8 == 7 ? length * (n % 5 + 1) / 7 : length);
    return new LongLife(n + 1, extent.interval().toMillis(), begin, stops, now);
  }

  /**
   * Writes all of it into {@code file}, which is not there yet: services {@code s0, s1, …} named
   * alike and without a group.
   *
   * @param url what stands in the table of services
   * @param end nothing is later
   */
  public static void write(
      Path file, Extent extent, String url, ZoneId zone, Instant end, Vertx vertx, Pace pace)
      throws SQLException {
    Database database = Database.open(vertx, pace, file).await();
    database.close().await();
    var past = new LongPast(extent, zone, end);
    try (Connection connection = homebox.controlplane.testkit.Database.connect(file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -400000");
      connection.setAutoCommit(false);
      past.services(connection, url);
      past.incidents(connection);
      past.daySums(connection);
      past.hourSums(connection);
      past.checks(connection);
      past.settings(connection);
      connection.setAutoCommit(true);
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  private long open() {
    return Hours.begin(now);
  }

  private long today() {
    return days.of(open());
  }

  /** Whole days are forgotten. */
  private long hoursFrom() {
    return Math.max(first(), days.begin(days.of(now - extent.hours().toMillis())));
  }

  private long checksFrom() {
    return Math.max(first(), now - extent.checks().toMillis());
  }

  private long first() {
    return Hours.begin(now - extent.length().toMillis());
  }

  private void services(Connection connection, String url) throws SQLException {
    try (var service =
            new BatchedRows(
                connection,
                "INSERT INTO service (number, id, name, group_name, kind, url, origin,"
                    + " watched_from) VALUES (?, ?, ?, '', 'http', ?, 'file', ?)");
        var state =
            new BatchedRows(
                connection,
                "INSERT INTO service_state (service, version, level, since, reminders)"
                    + " VALUES (?, 1, 'UP', ?, 0)");
        var note =
            new BatchedRows(
                connection,
                "INSERT INTO event_note (at, kind, service, length) VALUES (?, ?, ?, ?)")) {
      for (LongLife life : lives) {
        service.add(life.number(), life.id(), life.id(), url, life.watchedFrom());
        state.add(life.id(), life.watchedFrom());
        long before = life.watchedFrom() - 1_000;
        note.add(before, Notes.PATIENCE, life.number(), life.patience().last());
      }
      long[] edges = stops.edges();
      for (int n = 0; n < edges.length; n += 2) {
        note.add(edges[n + 1], Notes.STOP, Notes.ALL, edges[n + 1] - edges[n]);
      }
    }
  }

  private void incidents(Connection connection) throws SQLException {
    try (var incident = new BatchedRows(connection, INCIDENT)) {
      for (LongLife life : lives) {
        incidents(incident, life, Incident.Kind.OUTAGE, life.outages());
        incidents(incident, life, Incident.Kind.WARNING, life.slownesses());
      }
    }
  }

  private static void incidents(BatchedRows rows, LongLife life, Incident.Kind kind, Spans spans)
      throws SQLException {
    boolean outage = kind == Incident.Kind.OUTAGE;
    long[] edges = spans.edges();
    for (int n = 0; n < edges.length; n += 2) {
      var from = new Moment(Instant.ofEpochMilli(edges[n]), 0);
      var named = new Incident(life.id(), kind, from, Optional.empty(), Optional.empty());
      rows.add(
          named.id(),
          life.id(),
          life.id(),
          kind.name(),
          edges[n],
          edges[n + 1],
          edges[n + 1] - edges[n],
          outage ? "TIMEOUT" : null,
          outage ? "no answer within 10 s" : null,
          edges[n] + 20_000);
    }
  }

  private void daySums(Connection connection) throws SQLException {
    try (var rows = new BatchedRows(connection, DAY_ROW)) {
      for (long day = days.of(first()); day < today(); day++) {
        long number = day;
        for (DayRow row : all(life -> day(life, number))) {
          rows.add(row.tuple());
        }
      }
    }
  }

  private List<DayRow> day(LongLife life, long day) {
    long begin = days.begin(day);
    long end = days.begin(day + 1);
    if (life.watchedFrom() >= end) {
      return List.of();
    }
    HourRow row = life.row(begin, end);
    int outages = life.outages().within(begin, end);
    return row.isEmpty()
        ? List.of()
        : List.of(new DayRow(life.number(), day, row.tally(), row.course().amounts(), outages));
  }

  private void hourSums(Connection connection) throws SQLException {
    try (var rows = new BatchedRows(connection, HOUR_ROW)) {
      for (long hour = Hours.begin(hoursFrom()); hour < open(); hour += HOUR) {
        long begin = hour;
        for (HourRow row : all(life -> hour(life, begin))) {
          rows.add(row.tuple());
        }
      }
    }
  }

  private List<HourRow> hour(LongLife life, long hour) {
    var rows = new ArrayList<HourRow>();
    for (long slice : days.slices(hour)) {
      long end = days.sliceEnd(slice);
      if (slice >= hoursFrom() && life.watchedFrom() < end) {
        rows.add(life.row(slice, end));
      }
    }
    rows.removeIf(HourRow::isEmpty);
    return rows;
  }

  /** Hour by hour, as they came: the pages of the file are as full as they would be. */
  private void checks(Connection connection) throws SQLException {
    try (var text =
            new BatchedRows(connection, "INSERT INTO error_text (number, sentence) VALUES (?, ?)");
        var closed = new BatchedRows(connection, "INSERT INTO check_result" + CHECK);
        var recent = new BatchedRows(connection, "INSERT INTO check_recent" + CHECK)) {
      text.add(1, "no answer within 10 s");
      for (long from = checksFrom(); from < now; from = Hours.begin(from) + HOUR) {
        long until = Math.min(now, Hours.begin(from) + HOUR);
        for (LongLife life : lives) {
          checks(from < open() ? closed : recent, life, life.replies(from, until));
        }
      }
    }
  }

  private static void checks(BatchedRows rows, LongLife life, Replies replies) throws SQLException {
    for (int n = 0; n < replies.size(); n++) {
      boolean failed = replies.outcome(n) == Replies.FAILED;
      rows.add(
          life.number(),
          replies.at(n),
          replies.attempt(n),
          replies.outcome(n),
          replies.took(n),
          failed ? null : 200,
          failed ? 1 : null,
          failed ? null : phases(replies.took(n)));
    }
  }

  private static byte[] phases(int took) {
    long micros = took * 1_000L;
    return PhaseBytes.of(
        new Phases(
            Duration.ZERO,
            nanos(micros / 7),
            Duration.ZERO,
            nanos(micros * 5 / 7),
            nanos(micros / 7)));
  }

  private static Duration nanos(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }

  private void settings(Connection connection) throws SQLException {
    try (var setting = new BatchedRows(connection, "UPDATE setting SET value = ? WHERE name = ?")) {
      setting.add(open(), "moved_until");
      setting.add(open(), "rolled_until");
      setting.add(today(), "days_until");
      setting.add(now, "seen_until");
      setting.add(checksFrom() > first() ? checksFrom() : 0, "checks_from");
      setting.add(hoursFrom() > first() ? hoursFrom() : 0, "hours_from");
    }
    try (var zone =
        new BatchedRows(connection, "INSERT INTO setting (name, value) VALUES ('time_zone', ?)")) {
      zone.add(days.zone().getId());
    }
  }

  /** Of all of them, in their order, worked out on all processors. */
  private <T> List<T> all(Function<LongLife, List<T>> of) {
    return lives.parallelStream().map(of).flatMap(List::stream).toList();
  }
}

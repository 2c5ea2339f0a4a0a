package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Moment;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.testkit.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten days of two services, with outages that are told late, skipped checks, sleep and restarts,
 * over a change of the clocks: what memory and rollups say is what a model says that knows nothing
 * of hours and days.
 */
class PastTest {
  private static final int SEEDS = Integer.getInteger("seeds", Boolean.getBoolean("soak") ? 60 : 2);
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant START = Instant.parse("2026-03-22T09:00:00Z");
  private static final long TICK = 600;
  private static final long PATIENCE = 1_500;
  private static final List<String> SERVICES = List.of("box", "nas");

  @TempDir Path folder;
  private final Map<String, SecondModel> models = new HashMap<>();
  private final Map<String, List<Long>> answers = new HashMap<>();
  private final Map<String, Incident> open = new HashMap<>();
  private final Map<String, Long> ended = new HashMap<>();
  private Random random;
  private Path file;
  private Rig rig;
  private Said said;

  static Stream<Long> seeds() {
    return LongStream.range(0, SEEDS).boxed();
  }

  @AfterEach
  void close() {
    rig.close();
    assertThat(said.lines()).noneMatch(line -> line.startsWith("ERROR"));
    said.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_told_is_what_happened(long seed) {
    random = new Random(seed);
    file = folder.resolve("history.db");
    said = new Said();
    SERVICES.forEach(id -> models.put(id, new SecondModel(PATIENCE)));
    SERVICES.forEach(id -> answers.put(id, new ArrayList<>()));
    SERVICES.forEach(id -> ended.put(id, 0L));
    rig = start(START);
    Instant end = START.plus(Duration.ofDays(10));
    int ticks = 0;
    for (Instant tick = START; tick.isBefore(end); tick = tick.plusSeconds(TICK)) {
      advanceTo(tick.plusSeconds(30));
      SERVICES.forEach(this::live);
      disturb();
      if (++ticks % 200 == 0) {
        compare("seed " + seed + ", tick " + ticks);
      }
      tick = Instant.ofEpochSecond(Math.floorDiv(now(), TICK) * TICK);
    }
    compare("seed " + seed + ", at the end");
    Instant later = Instant.ofEpochSecond(now() + 100);
    rig.close();
    SERVICES.forEach(
        id -> models.get(id).blind(later.getEpochSecond() - 100, later.getEpochSecond()));
    rig = start(later);
    compare("seed " + seed + ", after a restart");
  }

  private Rig start(Instant now) {
    var services =
        SERVICES.stream()
            .map(id -> Rig.service(id, Duration.ofSeconds(TICK), Duration.ofSeconds(300)))
            .toList();
    var plan = new HistoryPlan(services, Keep.ALL, PARIS);
    awaitTheEnd(file.resolveSibling("history.db-wal"));
    return Rig.on(file, now, plan, ResultWriter.ROOM);
  }

  /** Of the life before: another process would not begin while that one still closes the file. */
  private static void awaitTheEnd(Path log) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (Files.exists(log) && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long now() {
    return rig.pace.instant().getEpochSecond();
  }

  private void advanceTo(Instant then) {
    rig.rest();
    Duration left = Duration.between(rig.pace.instant(), then);
    if (!left.isNegative()) {
      rig.advance(left);
    }
  }

  /** One tick of one service: mostly it answers, sometimes it begins or ends to be down. */
  private void live(String id) {
    if (random.nextInt(20) == 0) {
      return; // skipped; after three in a row the time is unknown
    }
    long second = now() - 20;
    boolean slow = random.nextInt(30) == 0;
    models.get(id).answer(second, slow);
    answers.get(id).add(second);
    Instant at = Instant.ofEpochSecond(second);
    var outcome =
        slow
            ? new Outcome.Slow(Duration.ofMillis(1_500), Duration.ofMillis(1_000))
            : new Outcome.Good(Duration.ofMillis(20));
    rig.hear(Rig.result(id, at, outcome));
    if (random.nextInt(open.containsKey(id) ? 6 : 25) == 0) {
      turn(id);
    }
  }

  /** Confirmed by this answer, but since one of the last three. */
  private void turn(String id) {
    List<Long> known = answers.get(id);
    long since = known.get(Math.max(0, known.size() - 1 - random.nextInt(3)));
    Incident before = open.remove(id);
    long earliest = before == null ? ended.get(id) : before.started().at().getEpochSecond();
    if (since <= earliest) { // incidents of one service follow each other
      if (before != null) {
        open.put(id, before);
      }
      return;
    }
    ended.put(id, since);
    var moment = new Moment(Instant.ofEpochSecond(since), since * 1_000);
    Optional<Incident> over = Optional.ofNullable(before).map(each -> end(each, moment));
    Optional<Incident> opened = before == null ? Optional.of(outage(id, moment)) : Optional.empty();
    opened.ifPresent(incident -> open.put(id, incident));
    Stream.concat(over.stream(), opened.stream()).forEach(this::write);
    over.ifPresent(each -> models.get(id).outage(each.started().at().getEpochSecond(), since));
    var transition =
        new Transition(
            id,
            new Transition.Change(Level.UP, Level.DOWN),
            moment,
            moment,
            Answers.of('f'),
            new Transition.Incidents(over, opened));
    rig.say(() -> Transition.ADDRESS.publish(rig.vertx, transition));
  }

  private static Incident outage(String id, Moment from) {
    return new Incident(id, Incident.Kind.OUTAGE, from, Optional.empty(), Optional.empty());
  }

  private static Incident end(Incident incident, Moment at) {
    return new Incident(
        incident.service(),
        incident.kind(),
        incident.started(),
        Optional.empty(),
        Optional.of(new Incident.Ended(at, Incident.End.RECOVERED)));
  }

  /** What the alert room does. */
  private void write(Incident incident) {
    String ended = incident.ended().map(each -> "" + each.at().at().toEpochMilli()).orElse("NULL");
    Database.change(
        file,
        String.format(
            "INSERT INTO incident (id, service, name, kind, started, ended)"
                + " VALUES ('%s', '%s', 'x', 'OUTAGE', %d, %s)"
                + " ON CONFLICT (id) DO UPDATE SET ended = excluded.ended",
            incident.id(), incident.service(), incident.started().at().toEpochMilli(), ended));
  }

  /** Now and then the process is started again, or the machine sleeps. */
  private void disturb() {
    int luck = random.nextInt(150);
    long length = 20 + random.nextInt(luck == 0 ? 100_000 : 3_000);
    if (luck <= 1) {
      rig.flush();
      Instant stopped = rig.pace.instant();
      rig.close();
      Instant started = Instant.ofEpochSecond(stopped.getEpochSecond() + length);
      blind(stopped.getEpochSecond(), started.getEpochSecond());
      rig = start(started);
    } else if (luck == 2) {
      long from = now();
      advanceTo(Instant.ofEpochSecond(from + length));
      var gap =
          new Gap(Gap.Kind.SLEEP, Instant.ofEpochSecond(from + length), Duration.ofSeconds(length));
      rig.say(() -> Gap.ADDRESS.publish(rig.vertx, gap));
      blind(from, from + length);
      String noted = "SELECT count(*) FROM event_note WHERE at = " + gap.until().toEpochMilli();
      rig.await("the sleep is noted", () -> number(noted) > 0);
    }
  }

  private void blind(long from, long until) {
    models.values().forEach(model -> model.blind(from, until));
  }

  private void compare(String when) {
    rig.round("everything is summed up: " + when, this::summedUp);
    for (String id : SERVICES) {
      SecondModel model = models.get(id);
      Incident now = open.get(id);
      SecondModel known =
          model.with(now == null ? Long.MAX_VALUE : now.started().at().getEpochSecond(), now());
      Uptimes told = past().uptimes(id);
      for (Window window : List.of(Window.DAY, Window.WEEK)) {
        long from = now() - window.length().toSeconds();
        Day expected = known.day(from, now(), now());
        assertThat(told.in(window).orElse(-1))
            .as("%s of %s, %s", window, id, when)
            .isCloseTo(expected.amounts().uptime().orElse(-1), within(0.0001));
      }
      days(id, known, when);
    }
  }

  private void days(String id, SecondModel model, String when) {
    List<Day> told = past().days(id);
    assertThat(told).hasSize(Past.DAYS);
    long today = past().today().toEpochDay();
    var days = new Days(PARIS);
    for (int n = 0; n < Past.DAYS; n++) {
      long day = today - Past.DAYS + 1 + n;
      long from = days.begin(day) / 1_000;
      long until = Math.min(now(), days.begin(day + 1) / 1_000);
      Day expected = model.day(from, until, now());
      String what = when + ", day " + day + " of " + id;
      if (expected.amounts().watched() == 0) {
        assertThat(told.get(n)).as(what).isNull();
      } else {
        assertThat(told.get(n)).as(what).isNotNull();
        close(told.get(n), expected, what);
      }
    }
  }

  /** The clock of the test stands between two seconds. */
  private static void close(Day told, Day expected, String what) {
    assertThat(told.slow()).as(what + ": slow").isEqualTo(expected.slow());
    assertThat(told.outages()).as(what + ": outages").isEqualTo(expected.outages());
    Amounts is = told.amounts();
    Amounts should = expected.amounts();
    assertThat(is.up())
        .as("%s: up of %s, not %s", what, is, should)
        .isCloseTo(should.up(), within(1_000L));
    assertThat(is.down()).as("%s: down of %s", what, is).isCloseTo(should.down(), within(1_000L));
    assertThat(is.unknown())
        .as("%s: unknown of %s", what, is)
        .isCloseTo(should.unknown(), within(1_000L));
  }

  private Past past() {
    return rig.verticle.past();
  }

  private boolean summedUp() {
    long closed = Hours.begin(rig.pace.instant().minusSeconds(61).toEpochMilli());
    return past().ready()
        && rig.verticle.waitingResults() == 0
        && number("SELECT value FROM setting WHERE name = 'rolled_until'") >= closed
        && number("SELECT count(*) FROM hour_due") == 0
        && number("SELECT count(*) FROM incident WHERE counted = 0") == 0
        && number("SELECT count(*) FROM incident WHERE counted = 1 AND ended IS NOT NULL") == 0
        && past().horizon().rolled() >= closed;
  }

  private long number(String sql) {
    return Database.number(file, sql);
  }
}

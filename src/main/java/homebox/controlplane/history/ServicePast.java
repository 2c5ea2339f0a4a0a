package homebox.controlplane.history;

import homebox.controlplane.alert.Absence;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.history.Known.Absences;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The past of one service in memory: for a year day by day, for a week and what is not closed yet
 * to the millisecond. Little changes at an answer. Locked by itself, for one thread writes and
 * others ask.
 */
final class ServicePast {
  /** Stretches that are kept one by one: 5 KB. Of a finer past the older part becomes coarse. */
  private static final int FINE = 512;

  private static final long QUARTER = Hours.HOUR / 4;
  private static final long NEVER = Long.MIN_VALUE;
  private static final Day USUAL = up(24 * Hours.HOUR); // of a thousand services it is 60,000 days

  private final TreeMap<Long, Integer> slow =
      new TreeMap<>(); // of open days, by quarter of an hour
  private DayLine line = DayLine.EMPTY;
  private Course closed; // until the horizon; null while nothing is
  private Absences absences = Absences.NONE;
  private Spans silences = Spans.NONE;
  private Patience patience = Patience.USUAL;
  private long watchedFrom = Spans.OPEN;
  private long worked = NEVER; // since when planned work is under way, if it is
  private long firstWorked = Spans.OPEN; // what is known of it from there on was heard, not read
  private long paused = NEVER; // the same of a pause
  private long firstPaused = Spans.OPEN;
  private long down = NEVER; // since when, if it is down
  private long firstHeard = NEVER;
  private long last = NEVER;

  /** An answer came, which began then. */
  synchronized void hear(long at, boolean isSlow) {
    if (last != NEVER && at - last > patience.longest(last, at)) {
      silences = silences.and(Spans.of(last, at));
    }
    firstHeard = firstHeard == NEVER ? at : firstHeard;
    last = at; // also when the clock was set back
    watchedFrom = Math.min(watchedFrom, at);
    if (isSlow) {
      slow.merge(Math.floorDiv(at, QUARTER) * QUARTER, 1, Integer::sum);
    }
  }

  synchronized void began(Incident outage) {
    down = outage.started().at().toEpochMilli();
  }

  synchronized void ended(Incident outage) {
    long from = outage.started().at().toEpochMilli();
    outages(Spans.of(from, outage.ended().orElseThrow().at().at().toEpochMilli()));
    down = down == from ? NEVER : down;
  }

  /** From then on it may be silent for so long, in ms. */
  synchronized void patient(long since, long millis) {
    if (patience.last() != millis) {
      patience = patience.then(since, millis);
    }
  }

  /** Planned work or a pause has begun, or ended. */
  synchronized void hear(Absence absence) {
    if (absence.kind() == Absence.Kind.PAUSED) {
      pause(absence);
    } else {
      work(absence);
    }
  }

  private void pause(Absence absence) {
    long from = absence.from().toEpochMilli();
    firstPaused = Math.min(firstPaused, from);
    paused = absence.ended().isPresent() ? NEVER : from;
    absence
        .ended()
        .ifPresent(ended -> absences = absences.andPaused(Spans.of(from, ended.toEpochMilli())));
    endWithPause();
  }

  /** An outage ends where the service is not asked any more. */
  private void endWithPause() {
    if (down != NEVER && paused != NEVER && down <= paused) {
      outages(Spans.of(down, paused));
      down = NEVER;
    }
  }

  private void work(Absence absence) {
    long from = absence.from().toEpochMilli();
    firstWorked = Math.min(firstWorked, from);
    worked = absence.ended().isPresent() ? NEVER : from;
    absence.ended().ifPresent(ended -> works(Spans.of(from, ended.toEpochMilli())));
  }

  private void works(Spans more) {
    absences =
        new Absences(
            absences.paused(),
            absences.maintenance().and(more),
            absences.unknown(),
            absences.down());
  }

  private void outages(Spans more) {
    absences =
        new Absences(
            absences.paused(),
            absences.maintenance(),
            absences.unknown(),
            absences.down().and(more));
  }

  /**
   * What was read of it.
   *
   * @param fine its closed hours
   * @param line its closed days
   * @param slow how many slow answers there were in quarters of an hour of open days
   * @param answered its last answer, null if there is none
   * @param gaps between its answers of open hours: where it may have been silent for too long, by
   *     what was configured when they were answered
   */
  record Memory(
      Known service,
      Course fine,
      DayLine line,
      Map<Long, Integer> slow,
      Long answered,
      List<Silence.Between> gaps) {}

  /** What the database says; what was heard meanwhile holds as well. */
  synchronized void remember(Memory memory) {
    closed = memory.fine();
    line = memory.line();
    remember(memory.slow(), memory.fine().until());
    patience = memory.service().patience().and(patience);
    watchedFrom = Math.min(watchedFrom, memory.service().watchedFrom());
    watchedFrom = Math.min(watchedFrom, memory.service().firstRecent()); // its first hour is open
    silences = silences.and(Silence.among(memory.gaps(), patience));
    Spans heard = absences.down();
    Spans works = absences.maintenance();
    Spans pauses = absences.paused();
    absences =
        memory
            .service()
            .absences()
            .maintenanceBefore(firstWorked)
            .pausedBefore(firstPaused)
            .andPaused(pauses);
    works(works);
    openOutage(heard);
    endWithPause();
    outages(heard);
    if (memory.answered() != null) {
      answered(memory.answered());
    }
  }

  /**
   * Of an hour that is not closed the greater number holds: what was heard meanwhile may not have
   * been written yet when that was read.
   */
  private void remember(Map<Long, Integer> read, long closedUntil) {
    var heard = new TreeMap<>(slow.tailMap(closedUntil));
    slow.clear();
    slow.putAll(read);
    heard.forEach((quarter, answers) -> slow.merge(quarter, answers, Math::max));
  }

  private void answered(long before) {
    watchedFrom = Math.min(watchedFrom, before);
    if (firstHeard > before && firstHeard - before > patience.longest(before, firstHeard)) {
      silences = silences.and(Spans.of(before, firstHeard));
    }
    last = Math.max(last, before);
  }

  /**
   * The one that goes on is known by its begin alone, so that its end can be told later. Its end
   * may have been heard of while this was read.
   */
  private void openOutage(Spans heard) {
    long[] edges = absences.down().edges();
    if (edges.length > 0 && edges[edges.length - 1] == Spans.OPEN) {
      long begin = edges[edges.length - 2];
      boolean over = heard.contains(begin);
      down = down == NEVER && !over ? begin : down;
      edges[edges.length - 1] = begin;
      absences =
          new Absences(
              absences.paused(), absences.maintenance(), absences.unknown(), Spans.of(edges));
    }
  }

  /** An hour was closed, or written again. */
  synchronized void closed(Course course, int slowAnswers, Horizon horizon) {
    Course whole = closed == null ? course : closed.with(course);
    closed = whole.after(horizon.fineFrom()).within(FINE);
    slow.subMap(course.from(), course.until()).clear();
    if (slowAnswers > 0) {
      slow.put(course.from(), slowAnswers);
    }
  }

  /** The same of an hour in which nobody answered. */
  synchronized void silent(long from, long until, Horizon horizon) {
    if (watchedFrom < until) {
      closed(Course.all(TimeKind.UNKNOWN, Math.max(from, watchedFrom), until), 0, horizon);
    }
  }

  /** What lies behind the horizon is known in another form. */
  synchronized void forget(Horizon horizon) {
    silences = silences.after(horizon.rolled());
    absences =
        new Absences(
            absences.paused().after(horizon.rolled()),
            absences.maintenance().after(horizon.rolled()),
            absences.unknown().after(horizon.rolled()),
            absences.down().after(horizon.open()));
    slow.headMap(horizon.open()).clear();
  }

  /** What a closed day was; null if it was up throughout. */
  synchronized void day(long day, Day what, long oldest) {
    line = line.with(day, what, oldest);
  }

  synchronized long watchedFrom() {
    return watchedFrom;
  }

  synchronized boolean watched(long by) {
    return watchedFrom < by;
  }

  synchronized Uptimes uptimes(Horizon horizon, long now) {
    if (watchedFrom >= now) {
      return Uptimes.NONE;
    }
    Map<Window, Amounts> all = new EnumMap<>(Window.class);
    Course open = open(horizon, now);
    for (Window window : Window.values()) {
      long from = now - window.length().toMillis();
      Amounts amounts = fine(from, horizon).plus(open.amounts(from, now));
      all.put(window, from < horizon.fineFrom() ? amounts.plus(coarse(from, horizon)) : amounts);
    }
    return new Uptimes(all);
  }

  /** What was closed of the time that is known to the millisecond. */
  private Amounts fine(long from, Horizon horizon) {
    return closed == null ? Amounts.NONE : closed.amounts(from, horizon.rolled());
  }

  /** Day by day before that; of the first day the part that is in the window, were it even. */
  private Amounts coarse(long from, Horizon horizon) {
    DayBegins begins = horizon.begins();
    long first = begins.today(from);
    long watched = begins.today(watchedFrom);
    var days = new Amounts[] {Amounts.NONE};
    long even = Math.max(first, watched);
    long up = Math.max(0, horizon.fineFrom() - begins.begin(even));
    if (first >= watched && up > 0) {
      up -= from - begins.begin(first);
    }
    long[] rest = {up};
    line.each(
        first,
        (day, what) -> {
          if (day < horizon.fineDay()) {
            long length = begins.length(day);
            long part = day == first ? begins.begin(day + 1) - from : length;
            rest[0] -= part;
            days[0] = days[0].plus(what.amounts().share(part, length));
          }
        });
    return days[0].plus(new Amounts(Math.max(0, rest[0]), 0, 0, 0, 0));
  }

  /** What is not closed yet. */
  private Course open(Horizon horizon, long now) {
    long from = Math.max(horizon.rolled(), Math.min(watchedFrom, now));
    Spans unknown = silences.and(horizon.blind());
    if (last != NEVER && now - last > patience.longest(last, now)) {
      unknown = unknown.and(Spans.of(last, Spans.OPEN));
    }
    Spans downs = down == NEVER ? Spans.NONE : Spans.of(down, Spans.OPEN);
    Spans pause = paused == NEVER ? Spans.NONE : Spans.of(paused, Spans.OPEN);
    Spans work = worked == NEVER ? Spans.NONE : Spans.of(worked, Spans.OPEN);
    Absences noted =
        new Absences(
            absences.paused().and(pause),
            absences.maintenance().and(work),
            absences.unknown(),
            absences.down().and(downs));
    return noted.with(watchedFrom, unknown).course(from, now);
  }

  /** The days from {@code firstDay} to today; null is one before it was watched. */
  synchronized Day[] days(long firstDay, Horizon horizon, long now) {
    DayBegins begins = horizon.begins();
    long today = begins.today(now);
    Day[] days = new Day[(int) (today - firstDay) + 1];
    if (watchedFrom >= now) {
      return days;
    }
    Course open = open(horizon, now);
    for (long day = Math.max(firstDay, begins.today(watchedFrom)); day <= today; day++) {
      days[(int) (day - firstDay)] =
          day < horizon.daysUntil() ? whole(begins.length(day)) : open(day, horizon, open);
    }
    line.each(
        firstDay,
        (day, what) -> {
          if (day < horizon.daysUntil()) {
            days[(int) (day - firstDay)] = what;
          }
        });
    return days;
  }

  private static Day whole(long length) {
    return length == USUAL.amounts().up() ? USUAL : up(length);
  }

  private static Day up(long length) {
    return new Day(new Amounts(length, 0, 0, 0, 0), 0, 0);
  }

  /** One that is not closed. */
  private Day open(long day, Horizon horizon, Course open) {
    long begin = horizon.begins().begin(day);
    long end = horizon.begins().begin(day + 1);
    Amounts amounts = open.amounts(begin, end);
    if (closed != null) {
      amounts = amounts.plus(closed.amounts(begin, Math.min(end, horizon.rolled())));
    }
    int answers = slow.subMap(begin, end).values().stream().mapToInt(Integer::intValue).sum();
    int outages = absences.down().within(begin, end) + (down != NEVER && down < end ? 1 : 0);
    return new Day(amounts, answers, outages);
  }

  /** What its time was from there until now, to the millisecond, as far back as that is known. */
  synchronized Course course(long from, Horizon horizon, long now) {
    Course open = open(horizon, now);
    Course whole = closed == null ? open : closed.with(open);
    return new Course.Builder(from)
        .until(Math.min(whole.from(), now), TimeKind.UNWATCHED)
        .part(whole.after(from), now)
        .course();
  }
}

package homebox.controlplane.history;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the past of every service was, in memory, so that a thousand of them are answered at once
 * whatever the age of the database. Read from it after the start, kept up to date by what is heard.
 * May be asked from anywhere; nothing is known before it was read.
 *
 * <p>Today and the eight days before it are known to the millisecond, older days as a whole: the
 * day in which a longer window begins counts in proportion.
 */
public final class Past {
  /** Days that {@link #days} answers. */
  public static final int DAYS = 90;

  private final Pace pace;
  private final Map<String, ServicePast> services = new ConcurrentHashMap<>();
  private final Map<Integer, ServicePast> numbers = new ConcurrentHashMap<>();
  private volatile Horizon horizon;
  private final Promise<Void> known = Promise.promise();
  private volatile boolean ready;

  /** Knows nothing yet; days begin in {@code zone}. */
  public Past(Pace pace, ZoneId zone) {
    this.pace = pace;
    this.horizon = Horizon.first(new Days(zone), now());
  }

  /** A slice of an hour that is closed, of one service. */
  record Closed(Known service, Course course, int slow) {
    static Closed of(HourSheet sheet, HourRow row) {
      return new Closed(sheet.service(), row.kept(), row.tally().slow());
    }
  }

  /** True once everything is known. */
  public boolean ready() {
    return ready;
  }

  /** Done when everything is known: a moment after the start. Completes on any thread. */
  public Future<Void> known() {
    return known.future();
  }

  /** The uptimes of a service, by its id. */
  public Uptimes uptimes(String service) {
    ServicePast past = services.get(service);
    return past == null || !ready ? Uptimes.NONE : past.uptimes(horizon, now());
  }

  /**
   * The last 90 days of a service, by its id, today last; null is a day on which it was not watched
   * at all.
   */
  public List<Day> days(String service) {
    ServicePast past = services.get(service);
    long now = now();
    long first = horizon.begins().today(now) - DAYS + 1;
    return past == null || !ready
        ? Arrays.asList(new Day[DAYS])
        : Arrays.asList(past.days(first, horizon, now));
  }

  /** Today. */
  public LocalDate today() {
    return LocalDate.ofEpochDay(calendar().of(now()));
  }

  /** Where a day begins and ends. */
  public ZoneId zone() {
    return calendar().zone();
  }

  /** Another one may be read with the past. */
  Days calendar() {
    return horizon.begins().days();
  }

  /** What a service's time was from there until {@code now}; eight days back at most. */
  Course course(String service, long from, long now) {
    ServicePast past = services.get(service);
    return past == null
        ? Course.all(TimeKind.UNWATCHED, from, now)
        : past.course(from, horizon, now);
  }

  Horizon horizon() {
    return horizon;
  }

  /** True: everything is known; false: it is about to be read anew. */
  void ready(boolean all) {
    ready = all;
    if (all) {
      known.tryComplete();
    }
  }

  /** What was read; what was heard meanwhile holds as well. */
  void remember(Horizon read, List<ServicePast.Memory> memories) {
    horizon = read.blind(horizon.blind());
    memories.forEach(memory -> of(memory.service()).remember(memory));
  }

  /** Begins empty if it is not known yet. */
  ServicePast of(String service) {
    return services.computeIfAbsent(service, id -> new ServicePast());
  }

  /** The same. */
  ServicePast of(Known service) {
    return numbers.computeIfAbsent(service.number(), number -> of(service.id()));
  }

  void blind(long from, long until) {
    horizon = horizon.blind(Spans.of(from, until));
  }

  /**
   * That hour is written; a service that is missing was silent. The horizon moves when all know it,
   * so that who asks meanwhile sees every moment once.
   */
  void closed(long hour, List<Closed> slices) {
    long end = hour + Hours.HOUR;
    Set<ServicePast> heard = new HashSet<>();
    for (Closed slice : slices) {
      again(slice);
      heard.add(of(slice.service()));
    }
    for (ServicePast service : services.values()) {
      if (!heard.contains(service)) {
        service.silent(hour, end, horizon);
      }
    }
    horizon = horizon.rolled(Math.max(end, horizon.rolled()), now());
    services.values().forEach(service -> service.forget(horizon));
  }

  /** A slice was written again. */
  void again(Closed slice) {
    of(slice.service()).closed(slice.course(), slice.slow(), horizon);
  }

  /** That day is written; a service that is missing was not heard in it. */
  void dayClosed(long day, List<DayRow> rows) {
    Set<ServicePast> heard = new HashSet<>();
    for (DayRow row : rows) {
      ServicePast service = numbers.get(row.service());
      if (service != null) {
        day(row);
        heard.add(service);
      }
    }
    long begin = calendar().begin(day);
    var unknown = new Day(new Amounts(0, 0, calendar().length(day), 0, 0), 0, 0);
    for (ServicePast service : services.values()) {
      if (!heard.contains(service) && service.watched(begin)) {
        service.day(day, unknown, day - Horizon.KEPT_DAYS);
      }
    }
    horizon = horizon.days(Math.max(horizon.daysUntil(), day + 1));
    services.values().forEach(service -> service.forget(horizon));
  }

  /** A day was written, or written again. */
  void day(DayRow row) {
    var day = new Day(row.amounts(), row.tally().slow(), row.outages());
    boolean whole = day.fine() && day.amounts().up() == calendar().length(row.day());
    ServicePast service = numbers.get(row.service());
    if (service != null) {
      service.day(row.day(), whole ? null : day, horizon.daysUntil() - Horizon.KEPT_DAYS);
    }
  }

  /** Its first answer, epoch ms; {@link Spans#OPEN} if there was none. */
  long watchedFrom(String service) {
    ServicePast past = services.get(service);
    return past == null ? Spans.OPEN : past.watchedFrom();
  }

  long now() {
    return pace.instant().toEpochMilli();
  }
}

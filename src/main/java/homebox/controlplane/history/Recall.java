package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Has the past read into memory, once for each opening of the database. Belongs to one context. */
final class Recall {
  /** Closed hours that are not rolled up yet may be this many: they will be in a moment. */
  private static final long BEHIND = Duration.ofHours(2).toMillis();

  private final Database database;
  private final Logbook logbook;
  private final PastLoader loader;
  private final Hours hours;
  private final Past past;
  private final Rezoning rezoning;
  private Days days;
  private List<ServiceConfig> services;
  private long since;
  private int generation;
  private volatile Future<Void> under = Future.succeededFuture();

  Recall(Database database, Logbook logbook, PastLoader loader, Hours hours, Past past) {
    this.database = database;
    this.logbook = logbook;
    this.loader = loader;
    this.hours = hours;
    this.past = past;
    this.rezoning = new Rezoning(database, hours);
    this.days = past.calendar();
  }

  /** These are configured, so since then (epoch ms). */
  void services(List<ServiceConfig> configured, long from) {
    services = configured;
    since = from;
  }

  /** Days begin by that zone; what is known follows with {@link #rezoned}. */
  void zone(ZoneId zone) {
    days = new Days(zone);
  }

  /** True if days do not begin by that zone yet. */
  boolean behind() {
    return !days.equals(past.calendar());
  }

  /** Done when they do; to be called while nothing is summed up. */
  Future<Void> rezoned() {
    return behind() ? noted().compose(noted -> load()) : Future.succeededFuture();
  }

  /** Done when it was read from this opening; the hours are known by then. */
  Future<Void> done() {
    if (generation == database.generation()) {
      return Future.succeededFuture();
    }
    if (under.isComplete()) {
      int now = database.generation();
      under = noted().compose(noted -> load()).onSuccess(read -> generation = now);
    }
    return under;
  }

  /** What is configured is read with the rest. */
  private Future<Void> noted() {
    return logbook.configured(services, since);
  }

  /** True while it is not read. May be asked from anywhere. */
  boolean resting() {
    return under.isComplete();
  }

  /** Everything was rolled up. What was too far behind when it was read is read now. */
  Future<Void> caughtUp() {
    return past.ready() ? Future.succeededFuture() : load();
  }

  private Future<Void> load() {
    Days now = days;
    return rezoning
        .bring(now)
        .compose(fits -> loader.load(hours.marks(), now))
        .onSuccess(read -> past.ready(caughtUp(hours.marks())));
  }

  /** What is not summed up yet will be in a moment. */
  static boolean caughtUp(Marks marks) {
    return marks.moved() - marks.rolled() <= BEHIND;
  }
}

package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import java.time.Duration;
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
  }

  /** These are configured, so since then (epoch ms). */
  void services(List<ServiceConfig> configured, long from) {
    services = configured;
    since = from;
  }

  /** Done when it was read from this opening; the hours are known by then. */
  Future<Void> done() {
    if (generation == database.generation()) {
      return Future.succeededFuture();
    }
    if (under.isComplete()) {
      int now = database.generation();
      under =
          logbook
              .configured(services, since)
              .compose(noted -> load())
              .onSuccess(read -> generation = now);
    }
    return under;
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
    Marks marks = hours.marks();
    return loader.load(marks).onSuccess(read -> past.ready(caughtUp(marks)));
  }

  /** What is not summed up yet will be in a moment. */
  static boolean caughtUp(Marks marks) {
    return marks.moved() - marks.rolled() <= BEHIND;
  }
}

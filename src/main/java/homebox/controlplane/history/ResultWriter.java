package homebox.controlplane.history;

import homebox.controlplane.check.Gap;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results in batches, keeps them while the database does not work, and says how many were
 * lost. Belongs to one context.
 */
final class ResultWriter {
  private static final Logger log = LoggerFactory.getLogger(ResultWriter.class);

  /** A result waits this long for others. */
  static final Duration PERIOD = Duration.ofMillis(200);

  /** How long a stop waits for what is kept to be written. */
  static final Duration DRAIN = Duration.ofSeconds(4);

  /** Results kept while the database does not work: 15 MB. */
  static final int ROOM = 100_000;

  private final Database database;
  private final Pace pace;
  private final CatalogReader reader;
  private final Hours hours;
  private final ResultQueue queue;
  private Catalog catalog;
  private String databaseId = "";
  private int learnt;
  private Future<Void> preparing;
  private Pace.Timer timer;
  private Promise<Void> drained;
  private boolean writing;
  private boolean waiting;
  private boolean kept;
  private Optional<Promise<Void>> following = Optional.empty();
  private volatile long dropped;
  private volatile int depth;
  private volatile long stuckSince;
  private long droppedSaid;

  ResultWriter(Database database, Pace pace, CatalogReader reader, Hours hours, int room) {
    this.database = database;
    this.pace = pace;
    this.reader = reader;
    this.hours = hours;
    this.queue = new ResultQueue(room);
  }

  /** Prepares the database for the first batch; fails if it does not work. */
  Future<Void> prepare() {
    if (preparing == null) {
      if (catalog != null && catalog.generation() == database.generation()) {
        return Future.succeededFuture();
      }
      read();
    }
    return preparing;
  }

  /** What the database has numbers for, when it is prepared. */
  Future<Catalog> catalog() {
    return prepare().map(ready -> catalog);
  }

  private void read() {
    long now = pace.instant().toEpochMilli();
    preparing = reader.read(now).map(this::learn).onComplete((done, cause) -> prepared());
  }

  private void prepared() {
    preparing = null;
    learnAnew();
  }

  /** Done when the database knows these services; if it does not work it knows them later. */
  Future<Void> follow(List<ServiceConfig> services) {
    reader.follow(services);
    Promise<Void> known = following.orElseGet(Promise::promise);
    following = Optional.of(known);
    learnAnew();
    return known.future();
  }

  /** Not while a batch is being written: what it has just numbered is not to be seen yet. */
  private void learnAnew() {
    if (following.isPresent() && !writing && preparing == null) {
      Promise<Void> known = following.get();
      following = Optional.empty();
      read();
      preparing.onFailure(away -> catalog = null).onComplete(known); // the next batch tries again
    }
  }

  void add(CheckRow row) {
    if (queue.size() == 0) {
      stuckSince = pace.nanos();
    }
    if (!queue.add(row)) {
      if (dropped == droppedSaid) {
        log.warn("{} results wait to be stored: from now on the oldest are lost", queue.size());
      }
      dropped++;
    }
    soon();
  }

  void add(Gap gap) {
    queue.add(gap);
    soon();
  }

  /** Results that were lost because too many waited, since the start. */
  long dropped() {
    return dropped;
  }

  /** False while results wait that the database should have: closed hours may lack some. */
  boolean caughtUp() {
    return !kept && queue.size() < ResultQueue.BATCH;
  }

  /** Results that wait in memory. */
  int waiting() {
    return depth;
  }

  /** How long some wait without any being written; zero if none waits. */
  Duration stuck() {
    return depth == 0 ? Duration.ZERO : Duration.ofNanos(pace.nanos() - stuckSince);
  }

  /** Writes what waits, for 4 s at most, also if the database works only later in that time. */
  Future<Void> drain() {
    drained = Promise.promise();
    database.hurry();
    Pace.Timer limit = pace.after(DRAIN, this::endDrain);
    write();
    return drained
        .future()
        .onComplete(
            done -> {
              limit.cancel();
              if (!queue.isEmpty()) {
                log.warn("{} results were not stored before the end", queue.size());
              }
            });
  }

  private void soon() {
    depth = queue.size();
    if (writing || waiting) {
      return;
    }
    if (queue.size() >= ResultQueue.BATCH) {
      write();
    } else if (timer == null) {
      timer = pace.after(PERIOD, this::write);
    }
  }

  private void write() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (queue.isEmpty() && !writing) {
      endDrain();
    }
    if (queue.isEmpty() || writing || waiting || over()) {
      return;
    }
    writing = true;
    prepare()
        .compose(ready -> write(queue.next()))
        .onComplete(
            (done, cause) -> {
              writing = false;
              learnAnew();
              if (cause == null) {
                written();
              } else {
                failed(cause);
              }
            });
  }

  private Future<Void> write(Batch batch) {
    Catalog now = catalog;
    return Newcomers.admit(batch, now, database)
        .compose(
            admitted ->
                database.writer().submit(Lane.ORDINARY, now.generation(), batch.job(now, hours)));
  }

  private void written() {
    stuckSince = pace.nanos();
    queue.written();
    depth = queue.size();
    if (kept && queue.size() < ResultQueue.BATCH) {
      kept = false;
      log.info("the results that waited are stored; {} were lost meanwhile", dropped - droppedSaid);
      droppedSaid = dropped;
    }
    if (drained == null) {
      soonIfAny();
    } else {
      write();
    }
  }

  private void soonIfAny() {
    if (!queue.isEmpty()) {
      soon();
    }
  }

  private void failed(Throwable cause) {
    catalog = null;
    if (cause instanceof StoreUnavailable) {
      kept = true;
      waiting = true;
      database
          .working()
          .onSuccess(
              works -> {
                waiting = false;
                soonIfAny();
              });
    } else {
      refused(cause);
      soonIfAny();
    }
  }

  /** One row that the database does not take must not keep the others out. */
  private void refused(Throwable cause) {
    Batch batch = queue.next();
    if (batch.rows().size() > 1) {
      queue.split();
    } else {
      queue.written();
      dropped++;
      droppedSaid++;
      log.error("the database does not take {}: it is lost", batch, cause);
    }
    if (drained != null) {
      write();
    }
  }

  private Void learn(CatalogReader.Found found) {
    catalog = found.catalog();
    if (databaseId.isEmpty() || databaseId.equals(catalog.databaseId())) {
      queue.idsFollow(found.lastId());
    } else {
      queue.renumber(found.lastId());
    }
    databaseId = catalog.databaseId();
    if (learnt != catalog.generation()) { // within one, the hours are the mover's
      learnt = catalog.generation();
      hours.marks(found.marks());
    }
    return null;
  }

  /** Nobody waits for it any more, and the database is being closed. */
  private boolean over() {
    return drained != null && drained.future().isComplete();
  }

  private void endDrain() {
    if (drained != null) {
      drained.tryComplete();
    }
  }
}

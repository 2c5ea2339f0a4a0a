package homebox.controlplane.history;

import homebox.controlplane.history.AdoptionMark.Stage;
import homebox.controlplane.history.AdoptionStore.Begun;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.OldChecks;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the predecessor's checks over beside everything else, if this database has taken the place
 * of that one. The process may end at any moment: the next one goes on where the mark is. While the
 * database does not work it waits. Belongs to one context.
 */
final class Adoption {
  private static final Logger log = LoggerFactory.getLogger(Adoption.class);

  /** Between two pieces, for everybody else. */
  private static final Duration REST = Duration.ofMillis(5);

  /** After the predecessor's file could not be read. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  /** How long a stop waits for the piece that is under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final Pace pace;
  private final Supplier<Future<Catalog>> catalog;
  private final AdoptionPlan plan;
  private final AdoptionStore store;
  private final AdoptionReport report;
  private final Promise<Void> stopping = Promise.promise();
  private Promise<Void> resting = Promise.promise();
  private Optional<OldChecks> old = Optional.empty();
  private Optional<AdoptionRows> rows = Optional.empty();
  private Optional<Begun> begun = Optional.empty();
  private int generation;
  private Future<Void> running = Future.succeededFuture();
  private boolean stopped;
  private boolean busy;

  /**
   * Does nothing yet.
   *
   * @param catalog what the database has numbers for, as soon as it works
   */
  Adoption(Database database, Pace pace, Supplier<Future<Catalog>> catalog, AdoptionPlan plan) {
    this.database = database;
    this.pace = pace;
    this.catalog = catalog;
    this.plan = plan;
    this.store = new AdoptionStore(database);
    this.report = new AdoptionReport(pace, plan);
  }

  /** Begins, or goes on; there may be nothing to do. */
  void start() {
    busy = true;
    running = Repeat.whileTrue(this::step).eventually(this::close).onComplete(over -> busy = false);
  }

  /** True while checks come over: what was summed up now would have to be summed up again. */
  boolean busy() {
    return busy;
  }

  /** The piece under way is the last one; it is not waited for very long. */
  Future<Void> stop() {
    stopped = true;
    stopping.tryComplete();
    resting.tryComplete();
    return Patience.within(pace, PATIENCE, running.otherwiseEmpty(), null);
  }

  /** False when there is nothing more to do. */
  private Future<Boolean> step() {
    if (stopped) {
      return Future.succeededFuture(false);
    }
    return catalog
        .get()
        .compose(this::found)
        .compose(known -> begun.isEmpty() ? Future.succeededFuture(false) : piece(known))
        .recover(this::failed);
  }

  /** Another opening may be another file, and what was on its way may have come or not. */
  private Future<Catalog> found(Catalog known) {
    if (begun.isPresent() && generation == known.generation()) {
      return Future.succeededFuture(known);
    }
    generation = known.generation();
    rows = Optional.empty();
    return store
        .find()
        .map(found -> begun = found.filter(each -> each.mark().stage() != Stage.DONE))
        .compose(found -> found.map(this::tellBegin).orElse(Future.succeededFuture()))
        .map(known);
  }

  /** How many rows there are is for people only. */
  private Future<Void> tellBegin(Begun now) {
    OldChecks source = old(now);
    return source
        .count()
        .otherwise(0L)
        .map(count -> report.begin(now.mark(), source.path(), count));
  }

  private Future<Boolean> piece(Catalog known) {
    Begun now = begun.orElseThrow();
    Future<Begun> next =
        now.mark().stage() == Stage.ROWS
            ? rows(now).compose(ready -> ready.next(now, known))
            : new Retelling(database, known.generation()).next(now);
    return next.compose(
        done -> {
          begun = Optional.of(done);
          busy = true;
          report.progress(done.mark());
          if (done.mark().stage() == Stage.DONE) {
            return Future.succeededFuture(false);
          }
          return database.settled().compose(settled -> rest(REST)).map(true);
        });
  }

  private Future<AdoptionRows> rows(Begun now) {
    if (rows.isPresent()) {
      return Future.succeededFuture(rows.get());
    }
    return AdoptionRows.open(database, old(now), plan, now)
        .onSuccess(opened -> rows = Optional.of(opened));
  }

  private OldChecks old(Begun now) {
    if (old.isEmpty()) {
      old = Optional.of(database.oldChecks(now.file()));
    }
    return old.get();
  }

  /** What became of the last piece is asked of the database. */
  private Future<Boolean> failed(Throwable cause) {
    begun = Optional.empty();
    if (stopped || cause instanceof AdoptionStore.Overtaken) {
      return Future.succeededFuture(!stopped);
    }
    if (cause instanceof StoreUnavailable) {
      return Future.any(database.working(), stopping.future())
          .compose(works -> rest(REST))
          .map(true);
    }
    if (cause instanceof AdoptionRows.Away) {
      busy = false;
      report.away(cause);
      return close().compose(closed -> rest(AGAIN)).map(true);
    }
    log.error("the predecessor's checks are not taken over any further in this run", cause);
    return Future.succeededFuture(false);
  }

  private Future<Void> close() {
    Future<Void> closed = old.map(OldChecks::close).orElse(Future.succeededFuture());
    old = Optional.empty();
    rows = Optional.empty();
    return closed.otherwiseEmpty();
  }

  /** A stop ends it. */
  private Future<Void> rest(Duration length) {
    resting = Promise.promise();
    if (stopped) {
      resting.complete();
    } else {
      pace.after(length, resting::tryComplete);
    }
    return resting.future();
  }
}

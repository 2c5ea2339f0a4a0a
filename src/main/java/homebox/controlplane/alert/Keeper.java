package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes written, those of one service in order. One that cannot be written in time is told
 * all the same, and written when the database works again. Belongs to one context.
 */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  /** After this a change is told, written or not. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Database database;
  private final StateStore store;
  private final Pace pace;
  private boolean stopped;

  Keeper(Database database, Pace pace) {
    this.database = database;
    this.store = new StateStore(database);
    this.pace = pace;
  }

  /** What became of a change. */
  enum Fate {
    /** It is on the disk. */
    STORED,
    /** Not in time; it is tried on. */
    NOT_STORED,
    /** Somebody else was first: it counts for nothing. */
    STALE
  }

  /** Never fails. */
  Future<Fate> keep(Dossier dossier, Change change) {
    var attempt = new Attempt(dossier, change);
    dossier.writes(dossier.writes().transform(before -> attempt.run()));
    return attempt.fate.future();
  }

  /** What is not written now never is. */
  void stop() {
    stopped = true;
  }

  private final class Attempt {
    private final Dossier dossier;
    private final Change change;
    private final Promise<Fate> fate = Promise.promise();
    private final Promise<Void> over = Promise.promise();
    private final Pace.Timer patience;
    private volatile boolean late;
    private boolean anew;

    Attempt(Dossier dossier, Change change) {
      this.dossier = dossier;
      this.change = change;
      this.patience = pace.after(PATIENCE, this::giveUp);
    }

    Future<Void> run() {
      write();
      return over.future();
    }

    private void giveUp() {
      late = true;
      fate.tryComplete(Fate.NOT_STORED);
    }

    private void write() {
      long version = dossier.version() + 1;
      boolean told = late;
      boolean rebased = anew;
      database
          .writer()
          .submit(
              Lane.URGENT,
              connection ->
                  new Writing(change, version, told, rebased)
                      .on(connection)
                      .compose(done -> late == told ? Future.succeededFuture() : overtaken()))
          .onComplete((done, cause) -> written(version, cause));
    }

    /** Told while it was being written: it is written again, as what was told. */
    private Future<Void> overtaken() {
      return Future.failedFuture(new Overtaken());
    }

    private void written(long version, Throwable cause) {
      if (cause == null) {
        dossier.version(version);
        end(Fate.STORED);
      } else if (stopped) {
        end(Fate.NOT_STORED);
      } else if (cause instanceof StoreUnavailable) {
        database.working().onSuccess(works -> pace.after(AGAIN, this::write));
      } else if (cause instanceof Overtaken) {
        write();
      } else if (cause instanceof Writing.Stale) {
        stale(cause);
      } else {
        log.error("the database does not take a change of {}", change.service().id(), cause);
        end(Fate.NOT_STORED);
      }
    }

    /** What people were told already is true here, whatever the row says. */
    private void stale(Throwable cause) {
      log.debug("{}", cause.getMessage());
      if (!late || change.messages().isEmpty()) {
        end(Fate.STALE);
        return;
      }
      anew = true;
      store.load().onComplete((known, unreadable) -> rebase(known));
    }

    private void rebase(Map<String, StateStore.Stored> known) {
      if (known != null) {
        var row = known.get(change.service().id());
        dossier.version(row == null ? 0 : row.version());
      }
      pace.after(AGAIN, this::write);
    }

    private void end(Fate end) {
      patience.cancel();
      fate.tryComplete(end);
      over.complete();
    }
  }

  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

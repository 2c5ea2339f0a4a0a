package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes written, those of one service in order. One that cannot be written in time is told
 * all the same, and written when the database works again - but where others share the database
 * nothing is told before it is written: somebody else may be telling it. Belongs to one context.
 */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  /** After this a change is told, written or not. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofMillis(100);

  /** Changes that share a transaction: ten thousand first answers are not ten thousand syncs. */
  private static final int TOGETHER = 100;

  private final Database database;
  private final StateStore store;
  private final Pace pace;
  private final Claimers claimers;
  private final Consumer<Change> storedLate;
  private final Deque<Attempt> waiting = new ArrayDeque<>();
  private final Set<Dossier> givenUp = new HashSet<>();
  private int alone;
  private boolean writing;
  private boolean stopped;

  /**
   * Keeps nothing yet.
   *
   * @param claimers the channels that would send at once
   * @param storedLate hears of each change that is on the disk now and was told before
   */
  Keeper(Database database, Pace pace, Claimers claimers, Consumer<Change> storedLate) {
    this.claimers = claimers;
    this.database = database;
    this.store = new StateStore(database);
    this.pace = pace;
    this.storedLate = storedLate;
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

  /**
   * The end of an attempt.
   *
   * @param rows the messages that are due by it, or claimed, and need not be read
   */
  record Kept(Fate fate, List<MessagesDue.Row> rows) {}

  /** Never fails. */
  Future<Kept> keep(Dossier dossier, Change change) {
    var attempt = new Attempt(dossier, change);
    dossier.writes(dossier.writes().transform(before -> attempt.run()));
    return attempt.kept.future();
  }

  /** The same for who waits in the dossier's order already. Never fails. */
  Future<Kept> write(Dossier dossier, Change change) {
    var attempt = new Attempt(dossier, change);
    return attempt.run().transform(written -> attempt.kept.future());
  }

  /** What is not written now never is. */
  void stop() {
    stopped = true;
  }

  /** All that wait, in one transaction; each of them is written whole or not at all. */
  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    List<Entry> batch = next();
    database
        .writer()
        .submit(Lane.URGENT, connection -> all(connection, batch))
        .onComplete(
            (results, cause) -> {
              writing = false;
              settle(batch, results, cause);
              writeNext();
            });
  }

  private List<Entry> next() {
    var batch = new ArrayList<Entry>();
    int most = alone > 0 ? 1 : TOGETHER;
    alone = Math.max(0, alone - 1);
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.poll().entry());
    }
    return batch;
  }

  private void settle(List<Entry> batch, List<Result> results, Throwable cause) {
    if (cause != null && batch.size() > 1 && !(cause instanceof StoreUnavailable)) {
      alone = batch.size(); // one of them is not taken: it must not keep the others out
      for (int n = batch.size() - 1; n >= 0; n--) {
        waiting.addFirst(batch.get(n).attempt());
      }
      return;
    }
    for (int n = 0; n < batch.size(); n++) {
      Entry entry = batch.get(n);
      entry.attempt().written(entry.writing(), cause == null ? results.get(n) : new Result(cause));
    }
  }

  private static Future<List<Result>> all(SqlConnection connection, List<Entry> batch) {
    if (batch.size() == 1) { // the transaction itself is its savepoint
      return batch.get(0).write(connection).map(rows -> List.of(new Result(rows)));
    }
    var results = new ArrayList<Result>();
    Future<Void> written = Future.succeededFuture();
    for (Entry entry : batch) {
      written = written.compose(before -> entry.on(connection)).map(results::add).mapEmpty();
    }
    return written.map(done -> results);
  }

  /** What kept it out; empty: it is written, and these are due by it. */
  private record Result(Optional<Throwable> cause, List<MessagesDue.Row> rows) {
    Result(Throwable cause) {
      this(Optional.of(cause), List.of());
    }

    Result(List<MessagesDue.Row> rows) {
      this(Optional.empty(), rows);
    }
  }

  /** One change as it was when its transaction began. */
  private record Entry(Attempt attempt, Writing writing) {
    /** What kept it out, if it is its own fault; what is the database's fails. */
    Future<Result> on(SqlConnection connection) {
      return run(connection, "SAVEPOINT change")
          .compose(begun -> write(connection))
          .map(rows -> new Result(rows))
          .recover(cause -> back(connection, cause))
          .compose(result -> run(connection, "RELEASE change").map(result));
    }

    Future<List<MessagesDue.Row>> write(SqlConnection connection) {
      return writing
          .on(connection)
          .compose(rows -> attempt.unlessOvertaken(writing.late()).map(rows));
    }

    private static Future<Result> back(SqlConnection connection, Throwable cause) {
      boolean own = cause instanceof Writing.Stale || cause instanceof Overtaken;
      return own
          ? run(connection, "ROLLBACK TO change").map(new Result(cause))
          : Future.failedFuture(cause);
    }

    private static Future<Void> run(SqlConnection connection, String statement) {
      return connection.query(statement).execute().mapEmpty();
    }
  }

  private final class Attempt {
    private final Dossier dossier;
    private final Change change;
    private final Promise<Kept> kept = Promise.promise();
    private final Promise<Void> over = Promise.promise();
    private final Pace.Timer patience;
    private volatile boolean late;
    private boolean anew;
    private boolean tried;
    private Claim claim = Claim.NONE;

    Attempt(Dossier dossier, Change change) {
      this.dossier = dossier;
      this.change = change;
      this.patience = database.isShared() ? () -> {} : pace.after(PATIENCE, this::giveUp);
    }

    Future<Void> run() {
      write();
      return over.future();
    }

    private void giveUp() {
      late = true;
      kept.tryComplete(new Kept(Fate.NOT_STORED, List.of()));
    }

    /** What follows something that never will be written is not either. */
    private void write() {
      if (givenUp.contains(dossier)) {
        end(Fate.NOT_STORED);
      } else {
        waiting.add(this);
        writeNext();
      }
    }

    /** As it is now: what becomes of it while it is written is seen at its end. */
    private Entry entry() {
      boolean again = tried;
      tried = true;
      claim = again || late ? claim : claimers.claim(change);
      return new Entry(this, new Writing(change, dossier.version() + 1, late, anew, claim, again));
    }

    /** Told while it was being written: it is written again, as what was told. */
    private Future<Void> unlessOvertaken(boolean told) {
      return late == told ? Future.succeededFuture() : Future.failedFuture(new Overtaken());
    }

    private void written(Writing done, Result result) {
      result.cause().ifPresentOrElse(this::keptOut, () -> written(done, result.rows()));
    }

    /** Told while it was being committed as claimed: nobody would mark it. */
    private void written(Writing done, List<MessagesDue.Row> rows) {
      if (late && !done.late() && !claim.by().isEmpty()) {
        write();
        return;
      }
      dossier.version(done.version());
      if (late) {
        storedLate.accept(change);
      }
      end(new Kept(Fate.STORED, rows));
    }

    private void keptOut(Throwable cause) {
      if (cause instanceof Overtaken) {
        write();
      } else if (stopped) {
        givenUp.add(dossier);
        end(Fate.NOT_STORED);
      } else if (cause instanceof StoreUnavailable) {
        database.working().onSuccess(works -> pace.after(AGAIN, this::write));
      } else if (cause instanceof Writing.Stale) {
        stale(cause);
      } else {
        log.error("the database does not take a change of {}", change.service().id(), cause);
        end(Fate.NOT_STORED);
      }
    }

    private void stale(Throwable cause) {
      log.debug("{}", cause.getMessage());
      store
          .version(change.service().id())
          .onComplete(
              (version, unreadable) -> {
                if (unreadable != null) {
                  pace.after(AGAIN, this::write);
                } else {
                  stale(version);
                }
              });
    }

    /**
     * What people were told already is true here, whatever the row says. So is what follows
     * something that was written and stands there no more: the server that has taken over did not
     * have it.
     */
    private void stale(long version) {
      boolean lost = version < dossier.version();
      if (!lost && (!late || change.messages().isEmpty())) {
        end(Fate.STALE);
        return;
      }
      if (lost) {
        log.warn("the database has lost what it had of {}; it is written anew", name());
      }
      anew = true;
      dossier.version(version);
      pace.after(AGAIN, this::write);
    }

    private String name() {
      return change.service().name();
    }

    private void end(Fate end) {
      end(new Kept(end, List.of()));
    }

    private void end(Kept end) {
      patience.cancel();
      kept.tryComplete(end);
      over.complete();
    }
  }

  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

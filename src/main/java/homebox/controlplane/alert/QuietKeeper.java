package homebox.controlplane.alert;

import homebox.controlplane.alert.StateStore.Stored;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the changes written that nobody is told of: hundreds together, behind everything that
 * matters, while the service that changed goes on. Belongs to one context.
 */
final class QuietKeeper {
  private static final Logger log = LoggerFactory.getLogger(QuietKeeper.class);

  /** As many as hold the writer for a few milliseconds. */
  static final int TOGETHER = 250;

  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Database database;
  private final StateStore store;
  private final Pace pace;
  private final Keeper loud;
  private final BiConsumer<Dossier, Stored> adopt;
  private final Deque<Attempt> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean stopped;

  /**
   * Keeps nothing yet.
   *
   * @param loud takes one by one what the database does not take together
   * @param adopt hears what the row says of a service if it is not what we had read
   */
  QuietKeeper(Database database, Pace pace, Keeper loud, BiConsumer<Dossier, Stored> adopt) {
    this.database = database;
    this.store = new StateStore(database);
    this.pace = pace;
    this.loud = loud;
    this.adopt = adopt;
  }

  /** A change of this service that comes later is written later. */
  void keep(Dossier dossier, Change change) {
    var attempt = new Attempt(dossier, change, dossier.version(), Promise.promise());
    dossier.writes(
        dossier
            .writes()
            .transform(
                before -> {
                  waiting.add(attempt);
                  writeNext();
                  return attempt.over.future();
                }));
  }

  /** What is not written now never is. */
  void stop() {
    stopped = true;
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var batch = new ArrayList<Attempt>();
    while (batch.size() < TOGETHER && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    List<QuietWriting.Row> rows = batch.stream().map(Attempt::row).toList();
    database
        .writer()
        .submit(Lane.ORDINARY, new QuietWriting(rows)::on)
        .compose(taken -> settle(batch, taken))
        .onComplete(
            (done, cause) -> {
              writing = false;
              failed(batch, cause);
              writeNext();
            });
  }

  private Future<Void> settle(List<Attempt> batch, List<Boolean> taken) {
    var overtaken = new ArrayList<Attempt>();
    for (int n = 0; n < batch.size(); n++) {
      Attempt attempt = batch.get(n);
      if (taken.get(n)) {
        attempt.dossier.version(attempt.version + 1);
        attempt.over.complete();
      } else {
        overtaken.add(attempt);
      }
    }
    return overtaken.isEmpty() ? Future.succeededFuture() : reread(overtaken);
  }

  /** What the rows say holds: it was written by who knew more. */
  private Future<Void> reread(List<Attempt> overtaken) {
    return store
        .load()
        .onSuccess(known -> overtaken.forEach(attempt -> adopt(attempt, known)))
        .onFailure(cause -> overtaken.forEach(attempt -> attempt.over.complete()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void adopt(Attempt attempt, Map<String, Stored> known) {
    Optional.ofNullable(known.get(attempt.change.service().id()))
        .filter(row -> row.version() > attempt.dossier.version())
        .ifPresent(row -> adopt.accept(attempt.dossier, row));
    attempt.over.complete();
  }

  private void failed(List<Attempt> batch, Throwable cause) {
    if (cause == null) {
      return;
    }
    if (stopped) {
      batch.forEach(attempt -> attempt.over.complete());
    } else if (cause instanceof StoreUnavailable) {
      database.working().onSuccess(works -> pace.after(AGAIN, () -> again(batch)));
    } else {
      log.debug("{} quiet changes are written one by one", batch.size(), cause);
      batch.forEach(
          attempt ->
              loud.write(attempt.dossier, attempt.change)
                  .onComplete(fate -> attempt.over.complete()));
    }
  }

  private void again(List<Attempt> batch) {
    waiting.addAll(batch);
    writeNext();
  }

  /**
   * One change.
   *
   * @param version of the state that it was decided on
   */
  private record Attempt(Dossier dossier, Change change, long version, Promise<Void> over) {
    QuietWriting.Row row() {
      return new QuietWriting.Row(change, version + 1);
    }
  }
}

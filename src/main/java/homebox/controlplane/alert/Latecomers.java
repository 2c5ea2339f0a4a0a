package homebox.controlplane.alert;

import homebox.controlplane.alert.StateStore.Stored;
import homebox.controlplane.check.Level;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads what the database knows of services that are being asked already: of those that were added,
 * and of all after a start without a database. Belongs to one context.
 */
final class Latecomers {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Database database;
  private final StateStore store;
  private final Pace pace;
  private final BiConsumer<Dossier, Stored> adopt;
  private final Runnable reconciled;

  /**
   * Reads nothing yet.
   *
   * @param adopt hears what holds of whom
   * @param reconciled is told when that is over
   */
  Latecomers(Database database, Pace pace, BiConsumer<Dossier, Stored> adopt, Runnable reconciled) {
    this.database = database;
    this.store = new StateStore(database);
    this.pace = pace;
    this.adopt = adopt;
    this.reconciled = reconciled;
  }

  /** As soon as the database lets it. */
  void read(Collection<Dossier> dossiers) {
    List<Dossier> late = List.copyOf(dossiers);
    database
        .working()
        .compose(works -> store.load())
        .onSuccess(stored -> reconcile(late, stored))
        .onSuccess(stored -> reconciled.run())
        .onFailure(unreadable -> pace.after(SOON, () -> read(late)));
  }

  /**
   * What we learn late: of a service that is well now, or not asked yet, the state that was stored
   * holds, so that the end of an outage from before is told; of any other one what we told since.
   */
  private void reconcile(List<Dossier> late, Map<String, Stored> stored) {
    for (Dossier dossier : late) {
      Stored row = stored.get(dossier.service().id());
      Level level = dossier.state().level();
      boolean well = level == Level.PENDING || level == Level.UP;
      if (row != null && well && !dossier.deciding()) {
        adopt.accept(dossier, row);
      }
    }
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the incidents of services that are watched no more ended, as soon as the database lets it.
 * Belongs to one context.
 */
final class Leavers {
  private static final Logger log = LoggerFactory.getLogger(Leavers.class);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Database database;
  private final Pace pace;
  private final Supplier<Set<String>> watched;
  private Removals removals;

  /**
   * Nobody has left.
   *
   * @param watched the ids of those that are, asked when it counts
   */
  Leavers(Database database, Pace pace, Supplier<Set<String>> watched, List<String> channels) {
    this.database = database;
    this.pace = pace;
    this.watched = watched;
    tell(channels);
  }

  /** From now on these channels are told. */
  void tell(List<String> channels) {
    removals = new Removals(database, channels);
  }

  /** Nobody waits for it. The log says it at once, as nothing has to ride there. */
  void end() {
    removals
        .end(watched.get(), pace.instant())
        .onSuccess(gone -> gone.forEach(each -> log.info("{}", each.line())))
        .onFailure(this::endLater);
  }

  private void endLater(Throwable cause) {
    if (cause instanceof StoreUnavailable) {
      database.working().onSuccess(works -> pace.after(SOON, this::end));
    } else {
      log.error("what is watched no more is not ended; the next start tries again", cause);
    }
  }
}

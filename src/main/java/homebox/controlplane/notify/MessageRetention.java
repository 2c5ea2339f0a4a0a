package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets messages that were delivered or given up longer ago than {@code retention.messages}. What
 * is still to be told is kept, whatever its age. Belongs to one context.
 */
final class MessageRetention {
  private static final Logger log = LoggerFactory.getLogger(MessageRetention.class);

  /** How often it looks. */
  static final Duration ROUND = Duration.ofHours(1);

  /** Rows in one job of the writer. */
  static final int PIECE = 500;

  private static final Duration REST = Duration.ofMillis(20);
  private static final String DELETE = Sql.named(MessageRetention.class, "delete-old-messages");

  private final Database database;
  private final Pace pace;
  private Optional<Duration> keep;
  private Pace.Timer timer = () -> {};
  private boolean stopped;

  /** {@code keep} empty: for ever. */
  MessageRetention(Database database, Pace pace, Optional<Duration> keep) {
    this.database = database;
    this.pace = pace;
    this.keep = keep;
  }

  void start() {
    again(ROUND);
  }

  /** From now on; empty: for ever. */
  void keep(Optional<Duration> length) {
    keep = length;
  }

  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void again(Duration wait) {
    if (!stopped) {
      timer = pace.after(wait, () -> keep.ifPresentOrElse(this::forget, () -> again(ROUND)));
    }
  }

  private void forget(Duration length) {
    var values = Tuple.of(pace.instant().minus(length).toEpochMilli(), PIECE);
    database
        .writer()
        .submit(
            Lane.ORDINARY,
            connection ->
                connection.preparedQuery(DELETE).execute(values).map(rows -> rows.rowCount()))
        .onSuccess(gone -> again(gone == PIECE ? REST : ROUND))
        .onFailure(
            cause -> {
              log.debug("old messages stay for now: {}", cause.getMessage());
              again(ROUND);
            });
  }
}

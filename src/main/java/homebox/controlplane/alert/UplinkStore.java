package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps since when we are offline, for the next life. Belongs to one context. */
final class UplinkStore {
  private static final Logger log = LoggerFactory.getLogger(UplinkStore.class);

  private static final String READ = "SELECT value FROM setting WHERE name = 'offline_since'";
  private static final String KEEP =
      "INSERT INTO setting (name, value) VALUES ('offline_since', ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  private static final String FORGET = "DELETE FROM setting WHERE name = 'offline_since'";

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Database database;
  private final Pace pace;
  private Optional<Instant> wanted = Optional.empty();
  private boolean stopped;

  /** What is to be written is not written yet, or not the last word. */
  private boolean writing;

  UplinkStore(Database database, Pace pace) {
    this.database = database;
    this.pace = pace;
  }

  /** As soon as the database says it {@code lost} hears since when the last life was offline. */
  Future<Void> read(Consumer<Instant> lost) {
    return database
        .working()
        .compose(works -> database.read(connection -> connection.query(READ).execute()))
        .onSuccess(rows -> rows.forEach(row -> lost.accept(at(row))))
        .onFailure(unreadable -> later(() -> read(lost)))
        .transform(read -> Future.succeededFuture());
  }

  private static Instant at(Row row) {
    return Instant.ofEpochMilli(Long.parseLong(row.getString(0)));
  }

  private void later(Runnable what) {
    if (!stopped) {
      pace.after(SOON, what);
    }
  }

  /** Since when we are offline; empty: we are not. */
  void keep(Optional<Instant> since) {
    wanted = since;
    if (!writing) {
      write();
    }
  }

  void stop() {
    stopped = true;
  }

  private void write() {
    writing = true;
    Optional<Instant> now = wanted;
    database
        .working()
        .compose(works -> database.writer().submit(Lane.ORDINARY, on -> write(on, now)))
        .onComplete((done, cause) -> written(now, cause));
  }

  private static Future<Void> write(SqlConnection connection, Optional<Instant> since) {
    return since
        .map(at -> Tuple.of(String.valueOf(at.toEpochMilli())))
        .map(values -> connection.preparedQuery(KEEP).execute(values))
        .orElseGet(() -> connection.query(FORGET).execute())
        .mapEmpty();
  }

  private void written(Optional<Instant> what, Throwable cause) {
    writing = false;
    if (stopped) {
      return;
    }
    if (cause != null) {
      log.debug("since when we are offline is not kept yet", cause);
      writing = true;
      later(this::write);
    } else if (!what.equals(wanted)) {
      write();
    }
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Puts notices of our own into the outbox. Fails as {@link Database} does. */
public final class Notices {
  private static final String INSERT = Sql.named(Notices.class, "insert-once");

  private final Database database;

  /** Puts them there. */
  public Notices(Database database) {
    this.database = database;
  }

  /**
   * Has it told through one channel, unless the same was told before, through whichever.
   *
   * @param key says what is the same
   * @param line for the log
   * @return true if there is a message now, committed; tell the channel with {@code MessagesDue}
   */
  public Future<Boolean> once(String channel, String key, Own own, String line, Instant now) {
    var values =
        Tuple.of(
            channel,
            key,
            own.kind().name(),
            FactJson.write(own).put("line", line).encode(),
            now.toEpochMilli(),
            key);
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection
                    .preparedQuery(INSERT)
                    .execute(values)
                    .map(written -> written.rowCount() == 1));
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.config.Refused;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Writes the message about a configuration that cannot be used. Fails as {@link Database} does. */
final class NotTakenStore {
  /** What is told of the faults; the rest is counted. */
  private static final int FAULTS = 20;

  private static final String NOTICE = Sql.named(NotTakenStore.class, "insert-notice");

  private final Database database;

  NotTakenStore(Database database) {
    this.database = database;
  }

  /** Once for the same content, however often it is read. */
  Future<Void> add(String channel, Refused refused) {
    var faults = refused.faults();
    var facts = new Own.NotTaken(faults.subList(0, Math.min(FAULTS, faults.size())), faults.size());
    var values =
        Tuple.of(
            channel,
            "config:" + refused.hash(),
            facts.kind().name(),
            FactJson.write(facts).encode(),
            refused.at().toEpochMilli());
    return database
        .writer()
        .submit(
            Lane.URGENT, connection -> connection.preparedQuery(NOTICE).execute(values).mapEmpty());
  }
}

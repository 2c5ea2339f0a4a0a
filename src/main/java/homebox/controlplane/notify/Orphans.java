package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What channels that are configured no more had still to tell. It is kept for a day, as a channel
 * may be taken out by mistake, and given up then. Belongs to one context.
 */
final class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);

  private static final String GIVE_UP = Sql.named(Orphans.class, "give-up-orphans");
  private static final String OPEN =
      "SELECT DISTINCT channel FROM message WHERE state IN ('DUE', 'SENDING')";
  private static final String ANSWER = "Given up after 24 h: the channel is configured no more.";

  /** How often it is looked. */
  private static final Duration EACH = Duration.ofHours(1);

  private final Database database;
  private final Pace pace;
  private long next;

  Orphans(Database database, Pace pace) {
    this.database = database;
    this.pace = pace;
    this.next = pace.nanos();
  }

  /** Looks, if it was not looked lately; these are the channels that there are. */
  void look(Collection<String> channels) {
    if (pace.nanos() >= next) {
      next = pace.nanos() + EACH.toNanos();
      List<String> there = List.copyOf(channels);
      database
          .read(connection -> connection.query(OPEN).execute())
          .map(
              rows -> {
                var gone = new ArrayList<String>();
                rows.forEach(row -> gone.add(row.getString(0)));
                gone.removeAll(there);
                return gone;
              })
          .compose(this::giveUp)
          .onFailure(cause -> log.debug("what is nobody's stays for now: {}", cause.getMessage()));
    }
  }

  private Future<Void> giveUp(List<String> gone) {
    long before = pace.instant().minus(Ledger.LIFE).toEpochMilli();
    List<Tuple> values = gone.stream().map(name -> Tuple.of(ANSWER, name, before)).toList();
    return values.isEmpty()
        ? Future.succeededFuture()
        : database
            .writer()
            .submit(
                Lane.ORDINARY,
                connection -> connection.preparedQuery(GIVE_UP).executeBatch(values).mapEmpty());
  }
}

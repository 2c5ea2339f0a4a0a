package homebox.controlplane.history;

import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers how a service did, by which of several hosts asked. Fails as {@link Database#read} does.
 */
public final class ByPlace {
  private static final String ANSWERS = Sql.named(ByPlace.class, "select-place-answers");

  private final Database database;
  private final Past past;

  /** Asks {@code database} about what {@code past} takes to be the last day. */
  public ByPlace(Database database, Past past) {
    this.database = database;
    this.past = past;
  }

  /**
   * What one host found, from one place; one that was moved has several.
   *
   * @param checks all, retries included, 1 or more
   * @param failed those of them that failed
   * @param times of the others
   * @param last when the last one began
   */
  public record Share(Standpoint by, long checks, long failed, Series.Times times, Instant last) {}

  /**
   * Of a service in the last 24 hours, by name and place; checks of which nobody has said who asked
   * are left out.
   *
   * @param service its id; of an unknown one there is nothing
   */
  public Future<List<Share>> lastDay(String service) {
    long since = past.now() - Window.DAY.length().toMillis();
    var asked = Tuple.of(service, since, service, since);
    return database
        .read(connection -> connection.preparedQuery(ANSWERS).execute(asked))
        .map(
            rows -> {
              var all = new ArrayList<Share>();
              rows.forEach(row -> all.add(share(row)));
              return List.copyOf(all);
            });
  }

  private static Share share(Row row) {
    return new Share(
        Askers.of(row.getString(0), row.getString(1)),
        row.getLong(2),
        row.getLong(3),
        times(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  private static Series.Times times(String text) {
    var latencies = new Latencies();
    if (text != null) {
      for (long took : Numbers.in(text)) {
        latencies.add(took, 1);
      }
    }
    return Series.Times.of(latencies);
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what was sent, by the other side's name for it. Fails as {@link Database#read} does. */
public final class SentLetters {
  private static final String SENT = Sql.named(SentLetters.class, "select-sent");
  private static final String PLACES = Sql.named(SentLetters.class, "select-places");

  /** With how many of them a message keeps changing. */
  private static final int MOST = 50;

  private final Database database;

  /** Asks {@code database}. */
  public SentLetters(Database database) {
    this.database = database;
  }

  /** Where a message stands. */
  public record Place(String channel, String reference) {}

  /**
   * A message that was sent, and all incidents that it spoke of as going on, {@link #MOST} at most.
   */
  public record Sent(List<OutboxRow> rows) {
    /** Copies the rows. */
    public Sent {
      rows = List.copyOf(rows);
    }

    /** The ids, in their order. */
    public List<String> incidents() {
      return rows.stream().flatMap(row -> row.incident().stream()).distinct().limit(MOST).toList();
    }

    /** As it was said, in these words. */
    public Letter letter(Wording wording, int longest) {
      return wording.letter(rows, longest);
    }
  }

  /** The message there; empty if it is not known, or was about no incident. */
  public Future<Optional<Sent>> at(Place place) {
    return database
        .read(
            connection ->
                connection
                    .preparedQuery(SENT)
                    .execute(Tuple.of(place.channel(), place.reference())))
        .map(
            found -> {
              var rows = new ArrayList<OutboxRow>(found.size());
              found.forEach(row -> rows.add(MessageStore.row(row)));
              var sent = new Sent(rows);
              return sent.incidents().isEmpty() ? Optional.empty() : Optional.of(sent);
            });
  }

  /** Where an incident was told of, 20 places at most. */
  public Future<List<Place>> of(String incident) {
    return database
        .read(connection -> connection.preparedQuery(PLACES).execute(Tuple.of(incident)))
        .map(
            found -> {
              var places = new ArrayList<Place>(found.size());
              found.forEach(row -> places.add(new Place(row.getString(0), row.getString(1))));
              return List.copyOf(places);
            });
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what became of every message. Fails as {@link Database#read} does. */
public final class DeliveryStore {
  private static final String PAGE = Sql.named(DeliveryStore.class, "select-messages");
  private static final String OF_SOME = Sql.named(DeliveryStore.class, "select-messages-of-some");
  private static final String OF = Sql.named(DeliveryStore.class, "select-messages-of-incident");

  private static final String ONE = Sql.named(DeliveryStore.class, "select-one-message");

  private final Database database;

  /** Asks {@code database}. */
  public DeliveryStore(Database database) {
    this.database = database;
  }

  /**
   * One message and what became of it.
   *
   * @param state DUE, SENDING, SENT or FAILED
   * @param answer what the other side said last
   */
  public record StoredMessage(
      long id,
      String channel,
      String kind,
      String key,
      Optional<String> incident,
      Optional<String> service,
      String state,
      int attempts,
      Instant created,
      Optional<Instant> nextTry,
      Optional<Instant> sent,
      Optional<String> answer,
      boolean possibleRepeat) {}

  /** The newest first; {@code after} is the id of the last one that was read. */
  public Future<List<StoredMessage>> page(Optional<Long> after, int limit) {
    return ask(PAGE, Tuple.of(after.orElse(Long.MAX_VALUE), limit));
  }

  /** The same, and only those that are about these services or about none. */
  public Future<List<StoredMessage>> page(List<String> services, Optional<Long> after, int limit) {
    String some = new JsonArray(services).encode();
    return ask(OF_SOME, Tuple.of(after.orElse(Long.MAX_VALUE), some, limit));
  }

  /** The first 500 about an incident, in their order. */
  public Future<List<StoredMessage>> of(String incident) {
    return ask(OF, Tuple.of(incident));
  }

  /** The one of this id. */
  public Future<Optional<StoredMessage>> find(long id) {
    return ask(ONE, Tuple.of(id)).map(found -> found.stream().findFirst());
  }

  private Future<List<StoredMessage>> ask(String question, Tuple values) {
    return database
        .read(connection -> connection.preparedQuery(question).execute(values))
        .map(DeliveryStore::all);
  }

  private static List<StoredMessage> all(RowSet<Row> rows) {
    var all = new ArrayList<StoredMessage>(rows.size());
    rows.forEach(row -> all.add(message(row)));
    return List.copyOf(all);
  }

  private static StoredMessage message(Row row) {
    return new StoredMessage(
        row.getLong(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        row.getString(6),
        row.getInteger(7),
        Instant.ofEpochMilli(row.getLong(8)),
        Optional.ofNullable(row.getLong(9)).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getLong(10)).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getString(11)),
        row.getInteger(12) == 1);
  }
}

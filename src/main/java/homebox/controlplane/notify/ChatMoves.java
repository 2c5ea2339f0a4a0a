package homebox.controlplane.notify;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/** Remembers where chats have moved: a group that grows gets another id. Fails as the database. */
public final class ChatMoves {
  private static final String PREFIX = "chat-moved:";
  private static final String KEEP =
      "INSERT INTO setting (name, value) VALUES (?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  private static final String ALL =
      "SELECT name, value FROM setting WHERE name LIKE 'chat-moved:%'";

  private final Database database;

  /** Keeps them there. */
  public ChatMoves(Database database) {
    this.database = database;
  }

  /** The new ids, by the old ones. */
  public Future<Map<String, String>> all() {
    return database
        .read(connection -> connection.query(ALL).execute())
        .map(
            rows -> {
              var all = new HashMap<String, String>();
              rows.forEach(
                  row -> all.put(row.getString(0).substring(PREFIX.length()), row.getString(1)));
              return all;
            });
  }

  /** What is sent to {@code from} goes to {@code to} from now on. */
  public Future<Void> keep(String from, String to) {
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                connection.preparedQuery(KEEP).execute(Tuple.of(PREFIX + from, to)).mapEmpty());
  }
}

package homebox.controlplane.notify.bot;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** How far one bot has listened, over all lives. Fails as {@link Database} does. */
final class Progress {
  private static final String FIND = "SELECT next, heard FROM bot WHERE number = ?";
  private static final String KEEP =
      "INSERT INTO bot (number, next, heard) VALUES (?, ?, ?)"
          + " ON CONFLICT (number) DO UPDATE SET next = excluded.next, heard = excluded.heard";
  private static final String HEARD =
      "INSERT INTO bot (number, heard) VALUES (?, ?)"
          + " ON CONFLICT (number) DO UPDATE SET heard = excluded.heard";
  private static final String COMMANDS = "SELECT commands FROM bot WHERE number = ?";
  private static final String SAY =
      "INSERT INTO bot (number, heard, commands) VALUES (?, ?, ?)"
          + " ON CONFLICT (number) DO UPDATE SET commands = excluded.commands";

  private final Database database;
  private final String number;

  Progress(Database database, String number) {
    this.database = database;
    this.number = number;
  }

  /**
   * What is known.
   *
   * @param next the first update that was not taken yet
   * @param heard when the bot listened last, by the wall clock
   */
  record Known(Optional<Long> next, Optional<Instant> heard) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
  }

  /** What was kept; waits for a database that does not work now. */
  Future<Known> load() {
    return database
        .working()
        .compose(
            works ->
                database.read(
                    connection -> connection.preparedQuery(FIND).execute(Tuple.of(number))))
        .map(
            rows ->
                rows.size() == 0
                    ? Known.NOTHING
                    : new Known(
                        Optional.ofNullable(rows.iterator().next().getLong(0)),
                        Optional.of(Instant.ofEpochMilli(rows.iterator().next().getLong(1)))));
  }

  /** For a transaction in which something else is written, too. */
  Function<SqlConnection, Future<Void>> keeping(long next, Instant now) {
    Tuple values = Tuple.of(number, next, now.toEpochMilli());
    return connection -> connection.preparedQuery(KEEP).execute(values).mapEmpty();
  }

  /** In a transaction of its own. */
  Future<Void> keep(long next, Instant now) {
    return database.writer().submit(Lane.URGENT, keeping(next, now));
  }

  /** It listens still. */
  Future<Void> heard(Instant now) {
    Tuple values = Tuple.of(number, now.toEpochMilli());
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            connection -> connection.preparedQuery(HEARD).execute(values).mapEmpty());
  }

  /** The digest of what it last said that it can do. */
  Future<Optional<String>> commands() {
    return database
        .read(connection -> connection.preparedQuery(COMMANDS).execute(Tuple.of(number)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.ofNullable(rows.iterator().next().getString(0)));
  }

  /** It said so. */
  Future<Void> say(String commands, Instant now) {
    Tuple values = Tuple.of(number, now.toEpochMilli(), commands);
    return database
        .writer()
        .submit(
            Lane.ORDINARY, connection -> connection.preparedQuery(SAY).execute(values).mapEmpty());
  }
}

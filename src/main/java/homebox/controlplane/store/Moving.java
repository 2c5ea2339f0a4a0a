package homebox.controlplane.store;

import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteException;

/**
 * Brings all that a SQLite file of ours holds into a PostgreSQL without a history: in one
 * transaction, so that all of it is there or nothing. Neither run nor import goes on beside it, on
 * either side. Everything here blocks.
 */
public final class Moving {
  /** What a start writes that checks nothing: it gives way to what was before. */
  private static final Set<String> OF_ANY_START =
      Set.of(
          "setting",
          "service",
          "error_text",
          "event_note",
          "hour_due",
          "channel_state",
          "bot",
          "message");

  /** What is about the processes there, who may be running, and not about the past. */
  private static final Set<String> NODES = Set.of("node", "config_revision");

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
  private static final String COUNTERS =
      "SELECT table_name, column_name FROM information_schema.columns"
          + " WHERE table_schema = current_schema() AND is_identity = 'YES'";
  private static final String ID = "SELECT value FROM setting WHERE name = 'database_id'";
  private static final String MOVED = Sql.named(Moving.class, "select-moved");

  private final MovingSource source;
  private final PostgresServer target;
  private final Progress progress;

  private Moving(MovingSource source, PostgresServer target, Progress progress) {
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /** Hears how far it is. */
  public interface Progress extends Backup.Progress {
    /** So many rows of all. */
    void moved(long rows, long of);
  }

  /**
   * Brings it over.
   *
   * @param file is not changed
   * @param holder what a run on the file is told about us that starts meanwhile
   * @throws UnusableDatabase one of the two cannot be used for this, and nothing was done; the
   *     message says what to do
   * @throws StoreUnavailable something broke; the message says what, and that nothing was taken
   *     over
   */
  public static Moved move(Path file, Server server, String holder, Progress progress) {
    var target = new PostgresServer(server, Visitor.of(Host.name()));
    try (var source = MovingSource.open(file, holder)) {
      return new Moving(source, target, progress).move();
    }
  }

  private Moved move() {
    try (Connection to = target.moving().getConnection()) {
      enter(to);
      try (Connection from = source.connect(progress);
          var reading = from.createStatement()) {
        reading.execute("BEGIN"); // all of it is of one moment
        return move(from, to);
      }
    } catch (SQLException | IOException | FlywayException broken) {
      throw broken(broken);
    }
  }

  /** From now on no run writes there; the tables are made if there are none. */
  private void enter(Connection to) throws SQLException {
    PostgresMigrations.pending(target, to);
    Turn.take(to, target.place());
    PostgresMigrations.bring(target);
  }

  private Moved move(Connection from, Connection to) throws SQLException, IOException {
    List<MovingTable> all = MovingSource.tables(from);
    Set<String> ours = Set.copyOf(MovingTable.texts(to, TABLES));
    List<MovingTable> tables =
        all.stream()
            .filter(each -> ours.contains(each.name()) && !NODES.contains(each.name()))
            .toList();
    mustBeEmpty(tables, from, to);
    to.setAutoCommit(false);
    copy(tables, from, to);
    countOn(from, to);
    List<String> others =
        all.stream().map(MovingTable::name).filter(each -> !ours.contains(each)).toList();
    Moved moved = moved(to, others);
    commit(to);
    return moved;
  }

  private void mustBeEmpty(List<MovingTable> tables, Connection from, Connection to)
      throws SQLException {
    for (MovingTable table : tables) {
      if (!OF_ANY_START.contains(table.name()) && !table.isEmpty(to)) {
        List<String> id = MovingTable.texts(from, ID);
        throw new UnusableDatabase(
            !id.isEmpty() && id.equals(MovingTable.texts(to, ID))
                ? target.place()
                    + " holds the history of "
                    + source.path()
                    + " already — nothing was done; start «run»: it goes on from there"
                : target.place()
                    + " has a history already (in the table "
                    + table.name()
                    + ") — nothing was done; name an empty database in database_url, or an empty"
                    + " schema of this one: ?currentSchema=…");
      }
    }
  }

  private void copy(List<MovingTable> tables, Connection from, Connection to)
      throws SQLException, IOException {
    Map<String, Long> counts = new HashMap<>();
    for (MovingTable table : tables) {
      counts.put(table.name(), table.count(from));
    }
    long all = counts.values().stream().mapToLong(count -> count).sum();
    long[] done = {0};
    for (MovingTable table : tables) {
      table.copy(from, to, rows -> progress.moved(done[0] += rows, all));
    }
    for (MovingTable table : tables) {
      compare(table, counts.get(table.name()), table.count(to));
      run(to, "ANALYZE " + MovingTable.quoted(table.name())); // else the first questions take long
    }
  }

  private void compare(MovingTable table, long here, long there) {
    if (here != there) {
      throw new StoreUnavailable(
          "of the table %s %,d rows have arrived, of %,d in %s; nothing was taken over"
              .formatted(table.name(), there, here, source.path()),
          null);
    }
  }

  /** New rows get numbers that no row has had. In a way that is taken back with all the rest. */
  private void countOn(Connection from, Connection to) throws SQLException {
    try (var statement = to.createStatement();
        ResultSet row = statement.executeQuery(COUNTERS)) {
      while (row.next()) {
        String table = MovingTable.quoted(row.getString(1));
        String column = MovingTable.quoted(row.getString(2));
        long last = MovingTable.number(to, "SELECT max(" + column + ") FROM " + table);
        long next = 1 + Math.max(last, MovingSource.lastNumber(from, row.getString(1)));
        run(to, "ALTER TABLE " + table + " ALTER COLUMN " + column + " RESTART WITH " + next);
      }
    }
  }

  private Moved moved(Connection to, List<String> others) throws SQLException {
    try (var statement = to.createStatement();
        ResultSet row = statement.executeQuery(MOVED)) {
      row.next();
      long first = row.getLong(6);
      Optional<Instant> since =
          row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
      return new Moved(
          target.place(),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          since,
          others);
    }
  }

  private void commit(Connection to) {
    try {
      to.commit();
    } catch (SQLException broken) {
      throw new StoreUnavailable(
          sentence(broken)
              + "; it is not known whether all was taken over or nothing — call this again, it says"
              + " so",
          broken);
    }
  }

  private static void run(Connection connection, String text) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private StoreUnavailable broken(Exception broken) {
    return new StoreUnavailable(sentence(broken) + "; nothing was taken over", broken);
  }

  private String sentence(Exception broken) {
    if (broken instanceof SQLiteException here) {
      return MovingSource.unreadable(source.path(), here).getMessage();
    }
    Optional<Trouble> trouble = Trouble.in(broken).filter(each -> each != Trouble.OTHER);
    return trouble
        .map(each -> each.sentence(target.place(), broken))
        .orElseGet(
            () -> target.place() + " does not take it: " + Trouble.words(broken) + where(broken));
  }

  /** The row that does not fit, as the server calls its place. */
  private static String where(Exception broken) {
    return broken instanceof PSQLException said && said.getServerErrorMessage() != null
        ? Optional.ofNullable(said.getServerErrorMessage().getWhere())
            .map(place -> " (" + place.lines().findFirst().orElse("") + ")")
            .orElse("")
        : "";
  }
}

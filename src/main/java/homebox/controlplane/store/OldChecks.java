package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * The rows of the predecessor's database, in the order in which they were written, by way of a
 * connection of its own that only reads. One question at a time. Through the client of ours each
 * row would cost 20 µs, for it asks about the type of every single value.
 */
public final class OldChecks {
  private static final Logger log = LoggerFactory.getLogger(OldChecks.class);

  private static final String COUNT = "SELECT count(*) FROM checks";
  private static final String WHAT =
      "SELECT rowid, substr(service_name, 1, 200), substr(timestamp, 1, 64), is_healthy,"
          + " response_time, status_code, substr(error, 1, 600)"
          + " FROM checks WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?";

  /** Two places that know it: one of them may be damaged. */
  private static final List<String> LAST =
      List.of(
          "SELECT max(rowid) FROM checks", "SELECT seq FROM sqlite_sequence WHERE name = 'checks'");

  /** SQLITE_IOERR and SQLITE_CORRUPT (sqlite.org/rescode.html). */
  private static final Set<Integer> DAMAGED = Set.of(10, 11);

  private final Vertx vertx;
  private final SqliteFile file;
  private Connection connection;

  OldChecks(Vertx vertx, Path path) {
    this.vertx = vertx;
    this.file = new SqliteFile(path);
  }

  /**
   * Some rows.
   *
   * @param last the place of the last row that was looked for; the next page is after it
   * @param damaged how many places the file is too damaged for
   * @param more false: these were the last ones
   */
  public record Page(List<OldCheck> rows, long last, int damaged, boolean more) {}

  /** Where the file lies. */
  public Path path() {
    return file.path();
  }

  /** How many there are. Fails if the file cannot be read. */
  public Future<Long> count() {
    return blocking(() -> number(COUNT));
  }

  /**
   * The {@code limit} rows after that place, and what {@code then} makes of them on the same
   * thread. Fails if the file cannot be read.
   */
  public <T> Future<T> after(long row, int limit, Function<Page, T> then) {
    return blocking(() -> then.apply(page(row, limit)));
  }

  /** Lets the file go. */
  public Future<Void> close() {
    return blocking(
        () -> {
          if (connection != null) {
            connection.close();
            connection = null;
          }
          return null;
        });
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> Future<T> blocking(Question<T> question) {
    return vertx.executeBlocking(question::ask, true);
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      connection = file.asItIs().getConnection();
    }
    return connection;
  }

  private Page page(long row, int limit) throws SQLException {
    try {
      List<OldCheck> rows = rows(row, Long.MAX_VALUE, limit);
      long last = rows.isEmpty() ? row : rows.get(rows.size() - 1).row();
      return new Page(rows, last, 0, rows.size() == limit);
    } catch (SQLiteException broken) {
      return oneByOne(row, limit, unlessDamaged(broken));
    }
  }

  /** One damaged page of the file holds a hundred rows; those around it are whole. */
  private Page oneByOne(long row, int limit, SQLiteException damage) throws SQLException {
    long end = Math.min(row + limit, last(row, damage));
    if (end <= row) {
      return new Page(List.of(), row, 1, false);
    }
    var rows = new ArrayList<OldCheck>();
    int damaged = 0;
    for (long n = row; n < end; n++) {
      try {
        rows.addAll(rows(n, n + 1, 1));
      } catch (SQLiteException broken) {
        unlessDamaged(broken);
        damaged++;
      }
    }
    return new Page(rows, end, damaged, end == row + limit);
  }

  /** {@code row} if nobody knows: then what is left cannot be found. */
  private long last(long row, SQLiteException damage) throws SQLException {
    for (String question : LAST) {
      try {
        return number(question);
      } catch (SQLiteException broken) {
        damage.addSuppressed(unlessDamaged(broken));
      }
    }
    log.warn("{} is damaged from row {} on", file.path(), row, damage);
    return row;
  }

  private static SQLiteException unlessDamaged(SQLiteException broken) throws SQLException {
    if (DAMAGED.contains(broken.getResultCode().code & 0xff)) {
      return broken;
    }
    throw broken;
  }

  private List<OldCheck> rows(long after, long until, int limit) throws SQLException {
    try (PreparedStatement statement = open().prepareStatement(WHAT)) {
      statement.setLong(1, after);
      statement.setLong(2, until);
      statement.setInt(3, limit);
      try (ResultSet found = statement.executeQuery()) {
        var rows = new ArrayList<OldCheck>(limit);
        while (found.next()) {
          rows.add(check(found));
        }
        return rows;
      }
    }
  }

  private static OldCheck check(ResultSet row) throws SQLException {
    return new OldCheck(
        row.getLong(1),
        row.getObject(2),
        row.getObject(3),
        row.getObject(4),
        row.getObject(5),
        row.getObject(6),
        row.getObject(7));
  }

  private long number(String question) throws SQLException {
    try (var statement = open().createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}

package homebox.controlplane.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * One table on its way from SQLite into a PostgreSQL: its rows as lines of text
 * (postgresql.org/docs/current, sql-copy, "Text Format"), some hundred kB at a time. So no
 * statement takes long, and little is in memory. Everything here blocks.
 */
record MovingTable(String name, List<Column> columns) {
  private static final int PIECE = 256 * 1_024;

  /** A column, of bytes or of what is written as a text: numbers are, too. */
  record Column(String name, boolean bytes) {}

  /** How many rows there are, in either database. */
  long count(Connection connection) throws SQLException {
    return number(connection, "SELECT count(*) FROM " + quoted(name));
  }

  boolean isEmpty(Connection connection) throws SQLException {
    return number(connection, "SELECT count(*) FROM (SELECT 1 FROM " + quoted(name) + " LIMIT 1) t")
        == 0;
  }

  /**
   * Puts its rows into the place of those that are there.
   *
   * @param copied hears of each piece how many rows it had
   */
  void copy(Connection from, Connection to, LongConsumer copied) throws SQLException, IOException {
    try (var statement = to.createStatement()) {
      statement.executeUpdate("DELETE FROM " + quoted(name));
    }
    CopyManager there = to.unwrap(PGConnection.class).getCopyAPI();
    String copy = "COPY " + quoted(name) + " (" + names() + ") FROM STDIN";
    try (var statement = from.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + names() + " FROM " + quoted(name))) {
      var piece = new StringBuilder(PIECE + PIECE / 4);
      while (row.next()) {
        line(piece, row);
        if (piece.length() >= PIECE) {
          copied.accept(send(there, copy, piece));
        }
      }
      copied.accept(send(there, copy, piece));
    }
  }

  private static long send(CopyManager there, String copy, StringBuilder piece)
      throws SQLException, IOException {
    long rows = there.copyIn(copy, new ByteArrayInputStream(piece.toString().getBytes(UTF_8)));
    piece.setLength(0);
    return rows;
  }

  private void line(StringBuilder piece, ResultSet row) throws SQLException {
    for (int n = 0; n < columns.size(); n++) {
      if (n > 0) {
        piece.append('\t');
      }
      if (columns.get(n).bytes()) {
        bytes(piece, row.getBytes(n + 1));
      } else {
        text(piece, row.getString(n + 1));
      }
    }
    piece.append('\n');
  }

  private static void bytes(StringBuilder piece, byte[] bytes) {
    if (bytes == null) {
      piece.append("\\N");
    } else {
      piece.append("\\\\x");
      HexFormat.of().formatHex(piece, bytes);
    }
  }

  /** A zero character is kept as {@link PostgresQuery} keeps it. */
  private static void text(StringBuilder piece, String text) {
    if (text == null) {
      piece.append("\\N");
      return;
    }
    for (int n = 0; n < text.length(); n++) {
      char each = text.charAt(n);
      switch (each) {
        case '\\' -> piece.append("\\\\");
        case '\t' -> piece.append("\\t");
        case '\n' -> piece.append("\\n");
        case '\r' -> piece.append("\\r");
        case '\0' -> piece.append('\ufffd');
        default -> piece.append(each);
      }
    }
  }

  private String names() {
    return columns.stream()
        .map(Column::name)
        .map(MovingTable::quoted)
        .collect(Collectors.joining(", "));
  }

  /** As a name in either SQL. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The answer to a question with one; nothing is 0. */
  static long number(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The first column of all rows. */
  static List<String> texts(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      var all = new ArrayList<String>();
      while (row.next()) {
        all.add(row.getString(1));
      }
      return all;
    }
  }
}

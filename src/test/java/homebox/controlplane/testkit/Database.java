package homebox.controlplane.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Another program that looks into the database file. */
public final class Database {
  private Database() {}

  /** A connection of its own. */
  public static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=5000");
  }

  /** All rows of a question, each value as text. */
  public static List<List<String>> ask(Path file, String sql) {
    try (Connection connection = connect(file);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      return texts(rows);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** A truth is 1 or 0, as SQLite has it. */
  static List<List<String>> texts(ResultSet rows) throws SQLException {
    var all = new ArrayList<List<String>>();
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      var row = new ArrayList<String>();
      for (int n = 1; n <= columns; n++) {
        row.add(rows.getObject(n) instanceof Boolean truth ? truth ? "1" : "0" : rows.getString(n));
      }
      all.add(row);
    }
    return all;
  }

  /** Changes something. */
  public static void change(Path file, String sql) {
    try (Connection connection = connect(file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** One number. */
  public static long number(Path file, String sql) {
    return Long.parseLong(ask(file, sql).get(0).get(0));
  }
}

package homebox.controlplane.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One database of a PostgreSQL: what to reach it with, and another program that looks into it. */
public record PostgresBase(String url, String user, String password) {
  /** A connection of its own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** All rows of a question, each value as text. */
  public List<List<String>> ask(String sql) {
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      return Database.texts(rows);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** Changes something. */
  public void change(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** One number. */
  public long number(String sql) {
    return Long.parseLong(ask(sql).get(0).get(0));
  }

  /** As if it was away: nobody gets in any more, and whoever is in is put out; or it is back. */
  public void away(boolean away) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    var beside = new PostgresBase(url.replace("/" + name, "/postgres"), user, password);
    beside.change("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + !away);
    if (away) {
      beside.ask(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }
  }
}

package homebox.controlplane.testkit;

import homebox.controlplane.config.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Where the stores of a test keep what they keep, and another program that looks into it. */
public interface Place {
  /** What ours opens it with. */
  Settings.Database settings();

  /** A connection of its own. */
  Connection connect() throws SQLException;

  /** From now on nobody else writes: it can be read, no more. */
  WriteLock lock();

  /** This file. */
  static Place of(Path file) {
    return new FilePlace(file);
  }

  /** All rows of a question, each value as text. */
  default List<List<String>> ask(String sql) {
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      return Database.texts(rows);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** Changes something. */
  default void change(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException broken) {
      throw new AssertionError(sql, broken);
    }
  }

  /** One number. */
  default long number(String sql) {
    return Long.parseLong(ask(sql).get(0).get(0));
  }
}

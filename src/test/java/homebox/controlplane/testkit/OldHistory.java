package homebox.controlplane.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A database as the predecessor made it, with rows as it wrote them and as it did not. */
public final class OldHistory implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE checks (id INTEGER PRIMARY KEY AUTOINCREMENT, service_name TEXT NOT NULL,"
              + " timestamp DATETIME NOT NULL, is_healthy BOOLEAN NOT NULL,"
              + " response_time REAL NOT NULL, status_code INTEGER, error TEXT)",
          "CREATE INDEX idx_service_timestamp ON checks (service_name, timestamp DESC)",
          "CREATE INDEX idx_timestamp ON checks (timestamp DESC)");

  /** As in the README: nothing is refused there. */
  private static final String LOOSE =
      "CREATE TABLE checks (id INTEGER PRIMARY KEY, service_name TEXT, timestamp DATETIME,"
          + " is_healthy BOOLEAN, response_time REAL, status_code INTEGER, error TEXT)";

  private final Connection connection;
  private final PreparedStatement insert;

  private OldHistory(Path file, List<String> schema) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      connection = Database.connect(file);
      for (String statement : schema) {
        connection.createStatement().execute(statement);
      }
      connection.setAutoCommit(false);
      insert =
          connection.prepareStatement(
              "INSERT INTO checks (service_name, timestamp, is_healthy, response_time, status_code,"
                  + " error) VALUES (?, ?, ?, ?, ?, ?)");
    } catch (SQLException | IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Made by the code of the predecessor. */
  public static OldHistory at(Path file) {
    return new OldHistory(file, SCHEMA);
  }

  /** Made by hand from the README, so that any value may stand in it. */
  public static OldHistory looseAt(Path file) {
    return new OldHistory(file, List.of(LOOSE));
  }

  /** One more row. */
  public OldHistory row(Object... values) {
    try {
      for (int n = 0; n < values.length; n++) {
        insert.setObject(n + 1, values[n]);
      }
      insert.executeUpdate();
      return this;
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }

  /** A row of a service that answered with 200. */
  public OldHistory good(String service, String timestamp, double seconds) {
    return row(service, timestamp, 1, seconds, 200, null);
  }

  /** A row of a service that did not answer. */
  public OldHistory failed(String service, String timestamp, String error) {
    return row(service, timestamp, 0, 10.0, null, error);
  }

  /** Another statement, outside of any transaction. */
  public OldHistory also(String statement) {
    try {
      connection.commit();
      connection.setAutoCommit(true);
      connection.createStatement().execute(statement);
      connection.setAutoCommit(false);
      return this;
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }

  /** What it was kept as, beside {@code file}. */
  public static List<Path> kept(Path file) {
    try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
      return all.filter(
              each ->
                  each.getFileName()
                      .toString()
                      .startsWith(file.getFileName() + ".before-adoption-"))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Override
  public void close() {
    try {
      connection.commit();
      connection.close();
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
  }
}

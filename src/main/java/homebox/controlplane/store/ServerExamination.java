package homebox.controlplane.store;

import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was found in a PostgreSQL that was only looked into. Everything here blocks.
 *
 * @param place how it is called, without secrets
 * @param version of the server, as it says it
 * @param tls whether the line to it is encrypted
 * @param bytes of this database on its disk
 * @param pending how many steps of migration it waits for; all of them: it is empty
 * @param holder who writes into it now
 */
public record ServerExamination(
    String place, String version, boolean tls, long bytes, int pending, Optional<String> holder) {
  private static final String ABOUT = Sql.named(ServerExamination.class, "select-server");

  /**
   * Connects to it, for some seconds at most.
   *
   * @throws UnusableDatabase it is of a newer version, or not ours; the message says what to do
   * @throws StoreUnavailable it cannot be read; the message says what to do
   */
  public static ServerExamination of(Server settings) {
    var server = new PostgresServer(settings, Visitor.of(Host.name()));
    try (Connection connection = server.reading().getConnection()) {
      int pending = PostgresMigrations.pending(server, connection);
      return about(server.place(), pending, connection);
    } catch (SQLException broken) {
      throw ReadOnlyDatabase.unavailable(server, broken);
    }
  }

  /** True where no run has been yet. */
  public boolean empty() {
    return pending == Migrations.LATEST;
  }

  private static ServerExamination about(String place, int pending, Connection connection)
      throws SQLException {
    Optional<String> holder = Turn.holder(connection);
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ABOUT)) {
      row.next();
      return new ServerExamination(
          place, row.getString(1), row.getBoolean(2), row.getLong(3), pending, holder);
    }
  }
}

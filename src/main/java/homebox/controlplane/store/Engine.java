package homebox.controlplane.store;

import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** One kind of database at one place: what {@link Database} and {@link Session} leave to it. */
interface Engine {
  /** How its owner calls the place; without secrets. */
  String place();

  /**
   * Makes what is missing and brings the tables up to date. Blocks.
   *
   * @param since nothing that is written into a new database is older
   * @throws UnusableDatabase a newer version's, or somebody else's
   */
  void prepare(Instant since) throws SQLException, IOException;

  /** Connections that write. */
  DataSource writing();

  /** Connections that only read. */
  DataSource reading();

  /** Connections that sort big things aside. */
  DataSource sorting();

  /** A connection as the stores speak to it: their SQL is written once. */
  default SqlConnection speak(SqlConnection connection) {
    return connection;
  }

  /**
   * Makes sure that nobody else writes, by the connection that shall.
   *
   * @return fails with {@link UnusableDatabase} and who it is
   */
  default Future<Void> enter(SqlConnection writer) {
    return Future.succeededFuture();
  }

  /** Whether other processes write into it when their turn comes. */
  default boolean isShared() {
    return false;
  }

  /** How a transaction begins. */
  String begin();

  /** From now on what is committed is on the disk, or it may be a moment later. */
  String sync(Lane lane);

  /** Tells this database from another one that has taken its place; empty while there is none. */
  Optional<Object> key();

  /** Whether the connections of a session are of no use after this. */
  default boolean isLost(Throwable cause) {
    return false;
  }

  /** Bytes in a log that wants to be copied by us. */
  default long logBytes() {
    return 0;
  }

  /** Where a file of that name lies that was set aside for this database. */
  default Path aside(String name) {
    return Path.of(name);
  }
}

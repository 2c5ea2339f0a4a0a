package homebox.controlplane.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A real server on a port of its own, on this machine alone. Its databases sort texts as people do,
 * which is what most have: who needs another order must say so.
 */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Path FOLDER = Path.of("target/postgres").toAbsolutePath();

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it: about two seconds. */
  static PostgresServer start() {
    try {
      return new PostgresServer(
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(FOLDER.toFile())
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "icu")
              .setLocaleConfig("icu-locale", "en-US")
              .start());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** An empty database. */
  PostgresBase create(String name) {
    ours().change("CREATE DATABASE " + name);
    return base(name);
  }

  /** Ends every connection to it. */
  void drop(String name) throws SQLException {
    ours().change("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private PostgresBase ours() {
    return base("postgres");
  }

  private PostgresBase base(String name) {
    return new PostgresBase(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, USER, "not asked for");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

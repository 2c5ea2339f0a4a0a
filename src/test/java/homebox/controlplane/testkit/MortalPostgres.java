package homebox.controlplane.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL of one test alone, which can be stopped or killed, and started where it was. */
public final class MortalPostgres implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres server;
  private ProcessHandle first;
  private final int port;

  /** Starts one that keeps its data there: some seconds. */
  public MortalPostgres(Path folder) {
    this.folder = folder;
    this.server = start(PostgresServer.builder());
    this.port = server.getPort();
  }

  private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      EmbeddedPostgres started =
          builder.setDataDirectory(folder).setCleanDataDirectory(false).start();
      first = ProcessHandle.of(pid()).orElseThrow();
      return started;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Its only database. */
  public PostgresBase base() {
    return new PostgresBase(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", PostgresServer.USER, "not asked for");
  }

  /** Stops it in order; who is connected is put out. It is gone afterwards. */
  public void stop() {
    try {
      server.close(); // which waits for 5 s
      if (first.isAlive()) {
        first.onExit().get(2, TimeUnit.MINUTES);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException | ExecutionException | TimeoutException stays) {
      throw new AssertionError("it does not stop", stays);
    }
  }

  /** kill -9 of all its processes at once, as where its host loses its power. */
  public void kill() {
    PowerCut.of(first);
    stop(); // of what is known of it here
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Starts it again, on the same port and with the same data. */
  public void start() {
    server = start(PostgresServer.builder().setPort(port));
  }

  @Override
  public void close() {
    stop();
  }
}

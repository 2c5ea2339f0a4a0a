package homebox.controlplane.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own, with what only its owner can do to it: keys, passwords, a standby,
 * a sudden end.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Path BINARIES = Path.of("target/postgres").toAbsolutePath();

  /** Nobody but its owner comes in without TLS and a password. */
  private static final String ONLY_WITH_PASSWORD =
      """
      local all all trust
      host all postgres 127.0.0.1/32 trust
      hostssl all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path data;
  private final EmbeddedPostgres server;

  private OwnPostgres(Path data, int port, Map<String, String> config) {
    this.data = data;
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(BINARIES.toFile())
              .setPGStartupWait(PostgresServer.STARTUP)
              .setDataDirectory(data)
              .setCleanDataDirectory(false);
      if (port > 0) {
        builder.setPort(port);
      }
      config.forEach(builder::setServerConfig);
      server = builder.start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** One that others reach only over TLS and with a password; {@code folder} holds its files. */
  public static OwnPostgres guarded(Path folder, Identity identity) throws IOException {
    Path pem = folder.resolve("server.pem");
    Files.writeString(pem, identity.pem());
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
    Path access = folder.resolve("pg_hba.conf");
    Files.writeString(access, ONLY_WITH_PASSWORD);
    Map<String, String> config = new HashMap<>();
    config.put("ssl", "on");
    config.put("ssl_cert_file", pem.toString());
    config.put("ssl_key_file", pem.toString());
    config.put("hba_file", access.toString());
    return new OwnPostgres(folder.resolve("data"), 0, config);
  }

  /**
   * One that keeps what it says is committed, as people run it, and counts the statements that it
   * is asked: {@code CREATE EXTENSION pg_stat_statements} shows them.
   *
   * @param folder where it keeps its data
   */
  public static OwnPostgres counting(Path folder) {
    Map<String, String> config = new HashMap<>();
    config.put("fsync", "on");
    config.put("synchronous_commit", "on");
    config.put("shared_preload_libraries", "pg_stat_statements");
    return new OwnPostgres(folder, 0, config);
  }

  /**
   * One, and another one that has all that the first one has said to be committed.
   *
   * @param folder empty; both keep their data in it
   * @param make what the first one does before there is the other one
   */
  public static Pair pair(Path folder, Consumer<OwnPostgres> make) throws IOException {
    Path data = folder.resolve("first");
    int port;
    try (var alone = new OwnPostgres(data, 0, Map.of())) {
      make.accept(alone);
      port = alone.port();
    }
    Path copy = folder.resolve("second");
    copy(data, copy);
    Files.createFile(copy.resolve("standby.signal"));
    settle(
        copy,
        "primary_conninfo",
        "host=127.0.0.1 port=%d user=postgres application_name=second".formatted(port));
    settle(data, "synchronous_standby_names", "second");
    var first = new OwnPostgres(data, port, Map.of("synchronous_commit", "on", "fsync", "on"));
    return new Pair(first, new OwnPostgres(copy, 0, Map.of()));
  }

  /** Where {@code ALTER SYSTEM} may say otherwise later. */
  private static void settle(Path data, String name, String value) throws IOException {
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        name + " = '" + value + "'\n",
        StandardOpenOption.APPEND);
  }

  /** The second one follows the first one, until it is {@link OwnPostgres#promote promoted}. */
  public record Pair(OwnPostgres first, OwnPostgres second) implements AutoCloseable {
    /** The second one hears of nothing any more, and the first one does not wait for it. */
    public void part() {
      PostgresBase one = first.base("postgres");
      one.change("ALTER SYSTEM SET synchronous_standby_names = ''");
      one.ask("SELECT pg_reload_conf()");
      PostgresBase other = second.base("postgres");
      other.change("ALTER SYSTEM SET primary_conninfo = ''");
      other.ask("SELECT pg_reload_conf()");
      while (one.number("SELECT count(*) FROM pg_stat_replication") > 0) {
        breathe(); // each look is a new connection
      }
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  private static void breathe() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** It follows nobody any more, and takes what is written. */
  public void promote() {
    base("postgres").ask("SELECT pg_promote()");
  }

  /** One of its databases. */
  public PostgresBase base(String name) {
    return new PostgresBase(url(name), USER, "not asked for");
  }

  /** Where one is. */
  public String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
  }

  /** Its port. */
  public int port() {
    return server.getPort();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Ends at once, like a machine without power. */
  public void kill() throws IOException {
    PowerCut.of(ProcessHandle.of(pid()).orElseThrow());
  }

  /** Its first process, which starts all others. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}

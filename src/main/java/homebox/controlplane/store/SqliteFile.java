package homebox.controlplane.store;

import homebox.controlplane.store.Writer.Lane;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** One SQLite file: where it is, and how connections to it are made. */
record SqliteFile(Path path) implements Engine {
  private static final String NATIVE_FOLDER = "org.sqlite.tmpdir";
  private static final String NATIVE_FILES = "sqlite-*sqlitejdbc.*";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);

  /**
   * How long a connection waits for a lock that another program holds. None of ours waits: there is
   * one writer.
   */
  private static final int BUSY_MILLIS = 500;

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public void prepare(Instant since) throws SQLException, IOException {
    makeRoom();
    Migrations.bring(this, since);
    closeToOthers();
  }

  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public String sync(Lane lane) {
    return lane == Lane.URGENT ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL";
  }

  @Override
  public Path aside(String name) {
    return path.resolveSibling(name);
  }

  /** Makes the folders, and has the driver unpack its native library among our data. */
  void makeRoom() throws IOException {
    Files.createDirectories(folder());
    synchronized (SqliteLibrary.class) { // a start has it unpacked while it does other things
      if (System.getProperty(NATIVE_FOLDER) == null) {
        sweep();
        System.setProperty(NATIVE_FOLDER, folder().toString());
        SqliteLibrary.load(folder());
      }
    }
  }

  /** For who only looks: nothing is made or swept, and the library goes where it can. */
  void prepareToLook() {
    if (System.getProperty(NATIVE_FOLDER) == null && Files.isWritable(folder())) {
      System.setProperty(NATIVE_FOLDER, folder().toString());
    }
  }

  /**
   * Deletes the libraries of processes that ended abruptly, 1 MB each; who still runs keeps what it
   * has loaded. What cannot be deleted stays.
   */
  private void sweep() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder(), NATIVE_FILES)) {
      for (Path library : left) {
        Files.deleteIfExists(library);
      }
    } catch (IOException | DirectoryIteratorException stays) {
      log.debug("a library of an earlier process stays in {}", folder(), stays);
    }
  }

  @Override
  public DataSource writing() {
    var config = config();
    config.setJournalSizeLimit((int) Checkpoints.BYTES); // a longer log is cut when it ends
    return source(config, "PRAGMA wal_autocheckpoint=20000"); // pages: the net below settled()
  }

  /** Connections that leave the file in the form in which it is: it may not be ours. */
  DataSource plain() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return source(config);
  }

  /**
   * The same for a file that is only read. Where nobody has it open it is read as it lies there:
   * SQLite would leave its shared memory behind, and in a folder that cannot be written it could
   * not read at all (sqlite.org/wal.html, "Read-Only Databases"). That is for a short look: who
   * begins to write meanwhile is not seen.
   */
  DataSource asItIs() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(true);
    var source = new SQLiteDataSource(config);
    boolean still = !Files.exists(log()) || !Files.isWritable(folder()) && logBytes() == 0;
    source.setUrl(still ? "jdbc:sqlite:" + path.toUri() + "?immutable=1" : url());
    return source;
  }

  /** For a long look: whoever writes is seen, and nothing is left behind where that can be. */
  DataSource beside() {
    if (!Files.isWritable(folder())) {
      return asItIs();
    }
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return source(config, "PRAGMA query_only=true");
  }

  /** SQLite holds them to it. */
  @Override
  public DataSource reading() {
    return source(config(), "PRAGMA query_only=true");
  }

  /** What does not fit into memory goes among our data. */
  @Override
  public DataSource sorting() {
    var config = config();
    config.setTempStoreDirectory(folder().toString());
    return source(config, "PRAGMA temp_store=FILE");
  }

  /**
   * What was added in the page may hold secrets: nobody else reads the file, nor what goes with it.
   */
  void closeToOthers() {
    for (String part : List.of("", "-wal", "-shm")) {
      closeToOthers(path.resolveSibling(path.getFileName() + part));
    }
  }

  /** Likewise any file, if it is there; a file system without such rights has its own. */
  static void closeToOthers(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.removeAll(OTHERS)) {
        Files.setPosixFilePermissions(file, rights);
      }
    } catch (IOException | UnsupportedOperationException stays) {
      log.debug("the rights of {} stay as they are", file, stays);
    }
  }

  @Override
  public Optional<Object> key() {
    try {
      // only its attributes: opening and closing the file would drop SQLite's own locks on it
      var seen = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(seen.fileKey() == null ? seen.creationTime() : seen.fileKey());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Of the write-ahead log. */
  @Override
  public long logBytes() {
    try {
      return Files.size(log());
    } catch (IOException none) {
      return 0;
    }
  }

  private Path log() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  private Path folder() {
    return path.toAbsolutePath().getParent();
  }

  private DataSource source(SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl(url());
    return source;
  }

  private DataSource source(SQLiteConfig config, String first) {
    var source =
        new SQLiteDataSource(config) {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (var statement = connection.createStatement()) {
              statement.execute(first);
            } catch (SQLException refused) {
              connection.close();
              throw refused;
            }
            return connection;
          }
        };
    source.setUrl(url());
    return source;
  }

  private String url() {
    return "jdbc:sqlite:" + path.toAbsolutePath();
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }
}

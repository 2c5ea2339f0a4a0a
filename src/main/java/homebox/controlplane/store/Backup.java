package homebox.controlplane.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * Copies a database file while it is in use: page by page (sqlite.org/backup.html) inside one
 * reading transaction, so that the copy is of one moment and whoever writes meanwhile makes it
 * neither begin again nor wait. Everything here blocks.
 */
public final class Backup {
  private static final int PAGES = 1_024;
  private static final int BUSY_MILLIS = 100;
  private static final int BUSY_TIMES = 100;

  private final SqliteFile source;
  private final Function<SqliteFile, DataSource> look;
  private final Path target;
  private final Path partial;
  private final Progress progress;

  private Backup(
      Path database, Function<SqliteFile, DataSource> look, Path target, Progress progress) {
    this.source = new SqliteFile(database);
    this.look = look;
    this.target = target;
    this.partial =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    this.progress = progress;
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many pages of all. */
    void copied(int pages, int of);
  }

  /** There is no copy; the message says why, and what to do. */
  public static final class NotCopied extends Exception {
    private static final long serialVersionUID = 1L;

    NotCopied(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Copies it, and checks the copy. Until that is done there is no file of that name, and after a
   * failure there is none of it at all.
   *
   * @param target a file that is not there yet
   */
  public static void copy(Path database, Path target, Progress progress) throws NotCopied {
    new Backup(database, SqliteFile::beside, target.toAbsolutePath(), progress).run();
  }

  /** The same of one that nobody uses: nothing about it changes, not even its log goes in. */
  static void copyAsItIs(Path database, Path target, Progress progress) throws NotCopied {
    new Backup(database, SqliteFile::asItIs, target.toAbsolutePath(), progress).run();
  }

  private void run() throws NotCopied {
    source.prepareToLook();
    var tidy = new Thread(this::discard, "tidy"); // Ctrl-C leaves nothing behind either
    Runtime.getRuntime().addShutdownHook(tidy);
    try {
      copy();
      SqliteFile.closeToOthers(partial);
      check();
      publish();
    } catch (SQLException broken) {
      throw new NotCopied(sentence(broken), broken);
    } catch (FileAlreadyExistsException there) {
      throw new NotCopied(target + " is there now — name another file", there);
    } catch (IOException refused) {
      throw new NotCopied(target + " cannot be written (" + refused.getMessage() + ")", refused);
    } finally {
      discard();
      Runtime.getRuntime().removeShutdownHook(tidy);
    }
  }

  private void copy() throws SQLException {
    try (Connection connection = look.apply(source).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM sqlite_master").close(); // holds the moment
      DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
      int code =
          database.backup(
              "main",
              partial.toString(),
              (left, all) -> progress.copied(all - left, all),
              BUSY_MILLIS,
              BUSY_TIMES,
              PAGES);
      if (code != 0) {
        throw DB.newSQLException(code, "the copy broke off");
      }
      statement.execute("ROLLBACK");
    }
  }

  /** And makes it one file that can lie anywhere: ours are in WAL mode, which wants to write. */
  private void check() throws SQLException {
    try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + partial);
        var statement = copy.createStatement()) {
      statement.execute("PRAGMA journal_mode=DELETE");
      try (var said = statement.executeQuery("PRAGMA integrity_check(1)")) {
        if (!"ok".equals(said.getString(1))) {
          throw new SQLException("the copy is damaged: " + said.getString(1));
        }
      }
    }
  }

  private void publish() throws IOException {
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(partial, target);
  }

  private void discard() {
    for (String end : new String[] {"", "-journal", "-wal", "-shm"}) {
      try {
        Files.deleteIfExists(partial.resolveSibling(partial.getFileName() + end));
      } catch (IOException stays) {
        // it is named as what it is
      }
    }
  }

  private String sentence(SQLException broken) {
    if (!Files.exists(source.path())) {
      return "there is no database at " + source.path() + " to copy";
    }
    return Trouble.in(broken)
        .map(trouble -> trouble.sentence(about(trouble).toString(), broken))
        .orElseGet(() -> broken.getMessage());
  }

  /** What is written is the copy. */
  private Path about(Trouble trouble) {
    return switch (trouble) {
      case FULL, READ_ONLY -> Files.isReadable(source.path()) ? target : source.path();
      default -> source.path();
    };
  }
}

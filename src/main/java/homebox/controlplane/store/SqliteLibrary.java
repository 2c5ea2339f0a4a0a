package homebox.controlplane.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's own library, which comes in the jar and has to be a file for a moment. The driver would
 * open the jar twice more for it and compare byte by byte what it has written, a tenth of a second
 * of each start.
 */
final class SqliteLibrary {
  private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);

  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private SqliteLibrary() {}

  /**
   * Loads it by way of that folder, unless it is loaded or somebody has said where it is. Never
   * fails: the driver tries it in its own way afterwards, and says what is wrong.
   */
  static void load(Path folder) {
    if (System.getProperty(PATH) != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    Path file = folder.resolve("sqlite-" + ProcessHandle.current().pid() + "-" + name);
    try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (packed != null) {
        Files.deleteIfExists(file); // of one that had the same number and was killed
        Files.copy(packed, file);
        have(file);
      }
    } catch (Exception refused) { // the driver's own way may do
      log.debug("SQLite's library is not loaded from {}", folder, refused);
    } finally {
      delete(file);
    }
  }

  private static void have(Path file) throws Exception {
    System.setProperty(PATH, file.getParent().toString());
    System.setProperty(NAME, file.getFileName().toString());
    try {
      SQLiteJDBCLoader.initialize();
    } finally {
      System.clearProperty(PATH);
      System.clearProperty(NAME);
    }
  }

  /** Whoever has loaded it needs no file any more. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      log.debug("SQLite's library stays in {}", file.getParent(), stays);
    }
  }
}

package homebox.controlplane.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An empty database as the migrations make it, made once when the jar is built: who starts for the
 * first time need not wait for Flyway. Everything here blocks.
 */
final class Template {
  private static final String NAME = "empty.db";

  private Template() {}

  /** Part of the build: makes it in the folder that is named (pom.xml, empty-database). */
  public static void main(String[] folder) throws IOException {
    var file = new SqliteFile(Path.of(folder[0]).resolve(NAME));
    Files.createDirectories(file.path().getParent());
    Files.deleteIfExists(file.path());
    Migrations.migrate(file);
  }

  /**
   * Lays a copy where there is no file yet. It has its name when it is whole and on the disk;
   * without a template, as in an IDE, nothing is laid.
   */
  static void lay(Path path) throws IOException {
    if (Files.exists(path)) {
      return;
    }
    Path made = path.resolveSibling(path.getFileName() + ".new");
    try (InputStream template = Template.class.getResourceAsStream(NAME)) {
      if (template != null) {
        Files.copy(template, made, StandardCopyOption.REPLACE_EXISTING);
        SqliteFile.closeToOthers(made);
        toTheDisk(made);
        dropWhatIsLeft(path);
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /**
   * The log of a file that was taken away would be read into the new one. SQLite itself drops it
   * when it begins a file.
   */
  private static void dropWhatIsLeft(Path path) throws IOException {
    for (String part : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + part));
    }
  }

  private static void toTheDisk(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}

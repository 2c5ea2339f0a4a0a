package homebox.controlplane.bench;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;

/** What the bench asks the database of a folder. */
final class Rows {
  private Rows() {}

  static long ask(Path folder, String sql) {
    return Database.number(folder.resolve("data/history.db"), sql);
  }

  /** How many checks of the open hour are on the disk. */
  static long written(Path folder) {
    return ask(folder, "SELECT max(rowid) FROM check_recent");
  }
}

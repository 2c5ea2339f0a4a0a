package homebox.controlplane.cli.diagnose;

import homebox.controlplane.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much room is left where the history grows. */
final class DiskItems {
  private static final long LEAST = 50L << 20;
  private static final long LITTLE = 500L << 20;

  private DiskItems() {}

  static List<Item> of(Settings settings) {
    Path folder = settings.database().path().toAbsolutePath().getParent();
    while (folder.getParent() != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      return List.of(item(folder, Files.getFileStore(folder).getUsableSpace()));
    } catch (IOException unknown) {
      return List.of(Item.note("how much room is left in " + folder + " cannot be seen"));
    }
  }

  static Item item(Path folder, long free) {
    String what = (free >> 20) + " MB free in " + folder;
    String mend = "free some space, or keep less: retention.checks";
    if (free < LEAST) {
      return Item.bad(what, mend);
    }
    return free < LITTLE ? new Item(Item.Mark.NOTE, what, List.of(mend)) : Item.well(what);
  }
}

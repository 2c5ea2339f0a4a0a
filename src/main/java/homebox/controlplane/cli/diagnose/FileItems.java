package homebox.controlplane.cli.diagnose;

import homebox.controlplane.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether what has to be written can be. */
record FileItems(Settings settings) {
  List<Item> all() {
    var items = new ArrayList<Item>();
    Path database = settings.database().path();
    items.add(Item.note("the folder we start from is " + Path.of("").toAbsolutePath()));
    items.add(folder(database, "database_path"));
    if (settings.database().server().isEmpty() && Files.exists(database)) {
      items.add(file(database, "database_path"));
    }
    settings.log().file().ifPresent(log -> items.add(log(log)));
    return items;
  }

  private static Item log(Path log) {
    return Files.exists(log) ? file(log, "log_file") : folder(log, "log_file");
  }

  private static Item file(Path file, String key) {
    return Files.isRegularFile(file) && Files.isWritable(file) && Files.isReadable(file)
        ? Item.well(file + " can be read and written")
        : refused(file, key);
  }

  /** Of a folder that is to be made, the nearest one that is there. */
  private static Item folder(Path file, String key) {
    Path folder = file.toAbsolutePath().getParent();
    Path nearest = folder;
    while (nearest.getParent() != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      return refused(nearest, key);
    }
    return Item.well(
        nearest.equals(folder)
            ? folder + " can be written"
            : folder + " is not there yet and can be made");
  }

  private static Item refused(Path path, String key) {
    String user = "the user " + System.getProperty("user.name");
    if (Files.isDirectory(path) || Files.isRegularFile(path)) {
      return Item.bad(
          path + " cannot be written by " + user,
          "let " + user + " write it, or set " + key + " to a place that can be written");
    }
    return Item.bad(
        path + " is neither file nor folder", "move it away, or set " + key + " to another place");
  }
}

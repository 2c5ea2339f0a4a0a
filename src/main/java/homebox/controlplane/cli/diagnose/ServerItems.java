package homebox.controlplane.cli.diagnose;

import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.ServerExamination;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.UnusableDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same about a PostgreSQL, with what only its owner can see to. Blocks. */
final class ServerItems {
  private ServerItems() {}

  /**
   * What is found there.
   *
   * @param file where history was kept before, perhaps
   */
  static List<Item> of(Server server, Path file) {
    try {
      return found(ServerExamination.of(server), file);
    } catch (StoreUnavailable | UnusableDatabase wrong) {
      return List.of(Item.bad(wrong.getMessage()));
    }
  }

  private static List<Item> found(ServerExamination it, Path file) {
    var items = new ArrayList<Item>();
    items.add(
        Item.well(
            String.format(
                Locale.ROOT,
                "%s answers: version %s, %.1f MB",
                it.place(),
                it.version(),
                it.bytes() / 1e6)));
    it.holder().ifPresent(holder -> items.add(Item.well("in use by " + holder)));
    if (it.empty()) {
      items.add(Item.note("there is nothing in it yet: «run» makes the tables"));
      if (Files.exists(file)) {
        items.add(
            Item.note(
                "to take the history of "
                    + file
                    + " along, call «import control-plane "
                    + file
                    + "» before"));
      }
    } else if (it.pending() > 0) {
      items.add(Item.note("it is of an older version: «run» brings it up when it starts"));
    }
    if (!it.tls()) {
      items.add(
          Item.note(
              "the line to it is not encrypted; ?sslmode=verify-full behind database_url does that"));
    }
    return items;
  }
}

package homebox.controlplane.cli.diagnose;

import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.DataLock;
import homebox.controlplane.store.Examination;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.UnusableDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who holds the database, whether this version can use it, and whether it is whole. */
record DatabaseItems(Settings settings, Vertx vertx) {
  Future<List<Item>> all() {
    Optional<Server> server = settings.database().server();
    Path file = settings.database().path();
    if (server.isPresent()) {
      return vertx
          .executeBlocking(() -> ServerItems.of(server.get(), file))
          .compose(items -> withNodes(items, server.get()));
    }
    var items = new ArrayList<Item>();
    DataLock.holder(file).ifPresent(holder -> items.add(Item.well("in use by " + holder)));
    if (!Files.exists(file)) {
      items.add(Item.note("there is none at " + file + " yet: «run» makes it"));
      return Future.succeededFuture(items);
    }
    return vertx
        .executeBlocking(() -> look(file))
        .map(
            found -> {
              items.addAll(found);
              return items;
            });
  }

  /** Where there are several hosts; a server that cannot be read says nothing of them either. */
  private Future<List<Item>> withNodes(List<Item> items, Server server) {
    boolean readable = items.stream().noneMatch(item -> item.mark() == Item.Mark.BAD);
    return server.cluster().isEmpty() || !readable
        ? Future.succeededFuture(items)
        : NodeItems.of(vertx, server)
            .map(nodes -> Stream.concat(items.stream(), nodes.stream()).toList());
  }

  private static List<Item> look(Path file) {
    try {
      return found(file, Examination.of(file));
    } catch (StoreUnavailable | UnusableDatabase wrong) {
      return List.of(Item.bad(wrong.getMessage()));
    }
  }

  private static List<Item> found(Path file, Examination examination) {
    var items = new ArrayList<Item>();
    if (examination.predecessors()) {
      items.add(Item.note(file + " is the predecessor's: «run» takes it over when it starts"));
    } else if (examination.pending() > 0) {
      items.add(Item.note(file + " is of an older version: «run» brings it up when it starts"));
    }
    String size = String.format(Locale.ROOT, "%.1f MB", file.toFile().length() / 1e6);
    items.add(
        examination
            .damage()
            .map(damage -> damaged(file, damage))
            .orElseGet(() -> Item.well(file + " is whole: " + size)));
    return items;
  }

  private static Item damaged(Path file, String damage) {
    return Item.bad(
        file + " is damaged: " + damage,
        "stop «run» and put a backup in its place, or save what can be saved: sqlite3 "
            + file
            + " .recover");
  }
}

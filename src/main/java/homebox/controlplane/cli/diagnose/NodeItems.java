package homebox.controlplane.cli.diagnose;

import homebox.controlplane.cluster.Node;
import homebox.controlplane.cluster.Post;
import homebox.controlplane.cluster.Roster;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Visitor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Which hosts share the database, who of them decides, and whose file is another one. */
final class NodeItems {
  private NodeItems() {}

  /** What is found there; never fails. */
  static Future<List<Item>> of(Vertx vertx, Server server) {
    SideLine line = SideLine.to(vertx, server, Visitor.of(Host.name()));
    return Roster.of(line)
        .map(NodeItems::of)
        .recover(none -> Future.succeededFuture(List.of(Item.note("no node was here yet"))))
        .eventually(line::close);
  }

  static List<Item> of(Roster roster) {
    var items = new ArrayList<Item>();
    roster.nodes().forEach(node -> items.add(item(roster, node)));
    if (!(roster.post() instanceof Post.Filled)) {
      items.add(nobody(roster));
    }
    return items;
  }

  private static Item nobody(Roster roster) {
    return roster.nodes().stream().anyMatch(Node::live)
        ? Item.bad(
            "no node decides: nothing is watched",
            "look again in ten seconds, and then at the logs of the nodes")
        : Item.note("no node is running");
  }

  private static Item item(Roster roster, Node node) {
    String who =
        "node "
            + node.name()
            + (" on " + node.host())
            + node.location().map(where -> " (" + where + ")").orElse("")
            + (", version " + node.version());
    if (!node.live()) {
      return Item.bad(
          who + ", is not heard of any more",
          "start it again, or forget it: it is taken off the list a week after it was heard of last");
    }
    if (roster.isBehind(node)) {
      return Item.bad(
          who + ", does not go by the configuration that holds for all",
          "look at its log: a variable may be missing in its environment");
    }
    if (node.differs()) {
      return Item.note(
          who
              + ", has a file of its own that says something else than what holds for all: not used"
              + " until it changes, or is chosen in the page");
    }
    return Item.well(who + (roster.decides(node) ? ", decides" : ", stands ready"));
  }
}

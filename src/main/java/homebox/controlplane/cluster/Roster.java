package homebox.controlplane.cluster;

import homebox.controlplane.store.SideLine;
import io.vertx.core.Future;
import java.util.List;

/**
 * Who there is, for who only looks.
 *
 * @param nodes all that were heard of within a week, by name
 */
public record Roster(Post post, List<Node> nodes) {
  /** Copies the nodes. */
  public Roster {
    nodes = List.copyOf(nodes);
  }

  /** As it stands there now. Fails as {@link SideLine} does. */
  public static Future<Roster> of(SideLine line) {
    return line.holder()
        .compose(
            holder ->
                new NodeStore(line).all().map(nodes -> new Roster(Post.of(holder, nodes), nodes)));
  }

  /** True for the node that decides. */
  public boolean decides(Node node) {
    return post instanceof Post.Filled filled && filled.by().equals(node);
  }

  /** True if its own file is not the one of the node that decides. */
  public boolean differs(Node node) {
    return post instanceof Post.Filled filled && !filled.by().config().equals(node.config());
  }
}

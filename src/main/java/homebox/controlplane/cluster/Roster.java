package homebox.controlplane.cluster;

import homebox.controlplane.store.SideLine;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.UnaryOperator;

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
    return of(line, nodes -> nodes);
  }

  /** The same for who knows better which of them live. */
  static Future<Roster> of(SideLine line, UnaryOperator<List<Node>> judge) {
    return line.holder()
        .compose(
            holder ->
                new NodeStore(line)
                    .all()
                    .map(judge)
                    .map(nodes -> new Roster(Post.of(holder, nodes), nodes)));
  }

  /** True for the node that decides. */
  public boolean decides(Node node) {
    return post instanceof Post.Filled filled && filled.by().equals(node);
  }

  /** True if it goes by something older than others do. */
  public boolean isBehind(Node node) {
    return node.revision().orElse(0L) < newest();
  }

  /** True if a node that lives goes by what was offered last. */
  public boolean isUsed(long revision) {
    return nodes.stream()
        .anyMatch(node -> node.live() && node.revision().filter(it -> it == revision).isPresent());
  }

  private long newest() {
    return nodes.stream()
        .filter(Node::live)
        .mapToLong(node -> node.revision().orElse(0L))
        .max()
        .orElse(0);
  }
}

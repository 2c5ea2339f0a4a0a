package homebox.controlplane.cluster;

import homebox.controlplane.store.Visitor;
import java.util.List;
import java.util.Optional;

/** The post of the one who decides, as it is found. */
public sealed interface Post {
  /** Nobody has it: whoever comes first takes it. */
  record Vacant() implements Post {}

  /** A living node has it. */
  record Filled(Node by) implements Post {}

  /** A node has it that was not heard of for too long: it is to be put out. */
  record Abandoned(String run) implements Post {}

  /** A process has it that does not know of nodes: it is not ours to put out. */
  record Foreign(String run) implements Post {}

  /**
   * Judges by who may write.
   *
   * @param holder the run whose connection does; empty: none
   * @param nodes all that are known, gone ones too
   */
  static Post of(Optional<String> holder, List<Node> nodes) {
    if (holder.isEmpty()) {
      return new Vacant();
    }
    String run = holder.get();
    Optional<Node> node = nodes.stream().filter(each -> each.run().equals(run)).findFirst();
    if (node.isPresent() && node.get().live()) {
      return new Filled(node.get());
    }
    return Visitor.isNode(run) ? new Abandoned(run) : new Foreign(run);
  }
}

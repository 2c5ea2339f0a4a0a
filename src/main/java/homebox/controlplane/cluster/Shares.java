package homebox.controlplane.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which node asks which service, among those that go by the same configuration.
 *
 * @param self the node that decides
 * @param others the ones beside it, and where they stand
 */
public record Shares(String self, Map<String, Optional<String>> others) {
  /** Copies the map. */
  public Shares {
    others = Map.copyOf(others);
  }

  /** All is ours: nothing is known of others. */
  public static Shares none(String self) {
    return new Shares(self, Map.of());
  }

  /**
   * Those that live now.
   *
   * @param revision what the one that decides goes by of all that held for all hosts
   */
  public static Shares of(String self, Roster roster, Optional<Long> revision) {
    return new Shares(
        self,
        roster.nodes().stream()
            .filter(node -> node.live() && !node.name().equals(self))
            .filter(node -> node.revision().equals(revision))
            .collect(Collectors.toMap(Node::name, Node::location)));
  }

  /**
   * Who asks a service that we see ourselves, too; empty: we do.
   *
   * @param from where it is seen
   */
  public Optional<String> elsewhere(String service, Standpoints from) {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(List.of(self));
    others.forEach(
        (node, location) -> {
          if (from.include(node, location)) {
            all.add(node);
          }
        });
    return Optional.of(Rendezvous.order(service, all).get(0)).filter(first -> !first.equals(self));
  }
}

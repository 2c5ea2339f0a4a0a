package homebox.controlplane.cluster;

import java.util.List;
import java.util.Optional;

/**
 * From where a service can be seen.
 *
 * @param names of nodes, or of where they stand; empty: from everywhere
 */
public record Standpoints(List<String> names) {
  /** Copies the names. */
  public Standpoints {
    names = List.copyOf(names);
  }

  /** From everywhere. */
  public boolean all() {
    return names.isEmpty();
  }

  /** True if a node with this name, there, sees it. */
  public boolean include(String node, Optional<String> location) {
    return all() || names.contains(node) || location.filter(names::contains).isPresent();
  }
}

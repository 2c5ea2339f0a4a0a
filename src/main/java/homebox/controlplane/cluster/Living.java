package homebox.controlplane.cluster;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which nodes live, as this one has heard it a moment ago: for who reads of them what the
 * database's clock says. Safe to be used from anywhere.
 */
public final class Living {
  private volatile Map<String, Boolean> runs = Map.of();

  /** So it is with those that there are. */
  void hear(Roster roster) {
    runs =
        roster.nodes().stream()
            .collect(Collectors.toUnmodifiableMap(Node::run, Node::live, (one, other) -> one));
  }

  /** Nobody can be heard. */
  void forget() {
    runs = Map.of();
  }

  /** Whether that run lives; of one that was not heard of yet the database's word counts. */
  boolean has(String run, boolean byDatabase) {
    return runs.getOrDefault(run, byDatabase);
  }
}

package homebox.controlplane.cluster;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which nodes live, as this one has heard it a moment ago: for who reads of them what the
 * database's clock says. Safe to be used from anywhere.
 */
public final class Living {
  private volatile Optional<Set<String>> names = Optional.empty();

  /** Those that live now. */
  void hear(Roster roster) {
    names =
        Optional.of(
            roster.nodes().stream()
                .filter(Node::live)
                .map(Node::name)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Nobody can be heard. */
  void forget() {
    names = Optional.empty();
  }

  /** Whether that one lives; what the database says of it counts only while nobody is heard. */
  boolean has(String node, boolean byDatabase) {
    return names.map(heard -> heard.contains(node)).orElse(byDatabase);
  }
}

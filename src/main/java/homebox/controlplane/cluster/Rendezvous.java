package homebox.controlplane.cluster;

import homebox.controlplane.config.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares services out among nodes without anybody keeping a list: of each pair a number is made,
 * and the node with the highest one is the first. When a node goes only its services move.
 */
final class Rendezvous {
  private Rendezvous() {}

  /** The nodes in the order in which they are to look at it. */
  static List<String> order(String service, Collection<String> nodes) {
    Map<String, Long> weights = new HashMap<>();
    nodes.forEach(node -> weights.put(node, weight(service, node)));
    return nodes.stream()
        .sorted(
            Comparator.comparing((String node) -> weights.get(node))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** An id has no space, so no two pairs are the same text. */
  private static long weight(String service, String node) {
    byte[] pair = (service + " " + node).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Sha256.of(pair)).getLong();
  }
}

package homebox.controlplane.cluster;

import java.util.Optional;

/**
 * What a node has seen of a service when it was asked to look.
 *
 * @param node its name
 * @param saw one word of the table {@code vote}
 * @param error why it failed there, in a sentence
 */
public record Ballot(String node, Optional<String> location, String saw, Optional<String> error) {
  /** It failed. */
  public static final String DOWN = "DOWN";

  /** It answered as expected, fast or slow. */
  public static final String UP = "UP";

  /** The node is offline itself. */
  public static final String OFFLINE = "OFFLINE";

  /** The node's own file has another service under this id, or none, or one that it cannot see. */
  public static final String UNLIKE = "UNLIKE";

  /** It has not said yet. */
  public static final String NOTHING = "NOTHING";
}

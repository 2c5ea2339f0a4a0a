package homebox.controlplane.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which nodes live, as one of them hears it: a sign of life that is new is one whatever the
 * database's clock says, which somebody may set. Ahead, and all seem to be silent for too long;
 * back, and who is gone seems to live on. Only the time in which somebody looks counts as silence:
 * of a time in which this node stood still no more than a beat. Belongs to one context.
 */
final class Listener {
  /**
   * Who was not heard for so long is gone, if the database's clock says so too: by a right one it
   * was silent for longer, by the time that may lie between its sign and our look.
   */
  static final Duration ENOUGH = Membership.GONE.minus(Membership.BEAT);

  /** More than a look's time is not listened between two of them. */
  private static final Duration BETWEEN = Membership.BEAT;

  private final Map<String, Heard> known = new HashMap<>();
  private long lastNanos;

  /** The last sign of a run, and how long was listened since it was new. */
  private record Heard(Instant seen, Duration silence) {}

  /**
   * Judges each node by what was heard of it before.
   *
   * @param nodes as the database has them, and counts them
   * @param nanos the time now, by the monotonic clock
   */
  List<Node> hear(List<Node> nodes, long nanos) {
    Duration since = known.isEmpty() ? Duration.ZERO : Duration.ofNanos(nanos - lastNanos);
    Duration listened = since.compareTo(BETWEEN) > 0 ? BETWEEN : since;
    lastNanos = nanos;
    var heard = new HashMap<String, Heard>();
    nodes.forEach(node -> heard.put(node.run(), heard(node, listened)));
    known.clear();
    known.putAll(heard);
    return nodes.stream().map(node -> node.living(lives(node))).toList();
  }

  /** Who is found silent at the first look was so before it. */
  private Heard heard(Node node, Duration listened) {
    Heard before = known.get(node.run());
    if (before == null) {
      return new Heard(node.seen(), node.live() ? Duration.ZERO : Membership.GONE);
    }
    return before.seen().equals(node.seen())
        ? new Heard(node.seen(), before.silence().plus(listened))
        : new Heard(node.seen(), Duration.ZERO);
  }

  private boolean lives(Node node) {
    Duration silence = known.get(node.run()).silence();
    Duration most = node.live() ? Membership.GONE : ENOUGH;
    return silence.compareTo(most) < 0;
  }
}

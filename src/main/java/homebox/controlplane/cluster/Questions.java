package homebox.controlplane.cluster;

import io.vertx.core.Future;
import java.util.List;

/**
 * What a node that stands ready is asked, and where it says what it saw.
 *
 * @param <Q> a question
 * @param <A> what is to be said to it
 */
interface Questions<Q extends Asked, A> {
  /** What this node has not answered yet, the oldest first. */
  Future<List<Q>> open(int limit);

  /** Writes them down; those that nobody wants to know any more are passed over. */
  Future<Void> say(List<Said<A>> all);

  /** This node's word to one question. */
  record Said<A>(String round, A what) {}
}

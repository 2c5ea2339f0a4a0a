package homebox.controlplane;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that the node that decides asks itself although they are another one's share: what
 * is not well, until it is, and for a while what that other one sees worse or says nothing of. May
 * be used from anywhere.
 */
final class Recalled {
  /** So long a service is asked from here that another node sees worse, or not at all. */
  static final Duration WHILE = Duration.ofMinutes(5);

  private static final long UNTIL_WELL = Long.MAX_VALUE;

  private final Pace pace;
  private final Map<String, Long> until =
      new ConcurrentHashMap<>(); // in ns; who is well is not here

  Recalled(Pace pace) {
    this.pace = pace;
  }

  /** It is asked from here now. */
  boolean has(String service) {
    Long end = until.get(service);
    if (end != null && end != UNTIL_WELL && pace.nanos() - end >= 0) {
      until.remove(service, end);
      return false;
    }
    return end != null;
  }

  /** Whose share it is lives and has not said what it sees. */
  void mute(String service) {
    until.putIfAbsent(service, pace.nanos() + WHILE.toNanos());
  }

  /**
   * We have asked it.
   *
   * @param well what came was good
   * @param doubted another node had just asked it, and what came there was not
   */
  void heard(String service, boolean well, boolean doubted) {
    if (!well) {
      until.put(service, UNTIL_WELL);
    } else if (doubted) {
      until.put(service, pace.nanos() + WHILE.toNanos());
    } else {
      until.remove(service, UNTIL_WELL);
    }
  }
}

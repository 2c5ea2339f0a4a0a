package homebox.controlplane;

import io.vertx.core.Future;

/** What runs until it is told to stop. */
public interface Watch {
  /**
   * Starts it.
   *
   * @return fails when it cannot go on, also later; it need not ever succeed
   */
  Future<Void> start();

  /** Has the configuration read again for {@code who}; one that cannot be used changes nothing. */
  void reload(String who);

  /** Stops everything in order. */
  Future<Void> stop();
}

package homebox.controlplane.store;

import io.vertx.core.Future;

/**
 * Has the write-ahead log copied into the file, one time after the other and beside the writer: on
 * a slow disk an alert would wait for it. Belongs to one context.
 */
final class Checkpoints {
  /** A log longer than this is copied. */
  static final long BYTES = 8 << 20;

  private final Engine engine;
  private Future<Void> running;

  Checkpoints(Engine engine) {
    this.engine = engine;
  }

  /**
   * Done when the log is short, or was copied as far as that goes now.
   *
   * @param session null while there is none
   */
  Future<Void> settled(Session session) {
    if (running == null && session != null && engine.logBytes() > BYTES) {
      Future<Void> begun = session.checkpoint().otherwiseEmpty();
      running = begun;
      begun.onComplete(done -> ended(begun));
    }
    return running == null ? Future.succeededFuture() : running;
  }

  /** The session is gone: should its last copying hang, nobody waits for it any more. */
  void forget() {
    running = null;
  }

  private void ended(Future<Void> which) {
    if (running == which) {
      running = null;
    }
  }
}

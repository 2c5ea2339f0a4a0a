package homebox.controlplane.bus;

import io.vertx.core.Future;

/** Somebody listens; until this ends. */
@FunctionalInterface
public interface Subscription {
  /** Stops listening. */
  Future<Void> end();
}

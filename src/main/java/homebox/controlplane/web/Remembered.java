package homebox.controlplane.web;

import homebox.controlplane.history.HistoryStore;
import io.vertx.core.Future;

/** Of whom the past is told: also of who is watched no more, but then nobody knows what it hid. */
record Remembered(ServiceTable table, HistoryStore history) {
  /** Whether there is, or was, a service of that id, as far as one of that sight is told. */
  Future<Boolean> knows(String id, Sight sight) {
    return table.row(id).isPresent() || sight != Sight.ALL
        ? Future.succeededFuture(table.sees(id, sight))
        : history.knows(id);
  }
}

package homebox.controlplane.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What {@code getUpdates} gives: kept until it is confirmed, to one who asks; as documented. */
final class TelegramNews {
  private final List<JsonObject> updates = new ArrayList<>();
  private final List<Long> confirmed = new ArrayList<>();
  private long nextId = 900_000_001;
  private int polls;
  private boolean webhook;

  /** Adds one; without an id it gets the next. */
  long add(JsonObject update) {
    long id = update.getLong("update_id", nextId);
    updates.add(update.copy().put("update_id", id));
    nextId = id + 1;
    return id;
  }

  /** All that is there, confirmed by nobody. */
  JsonArray all() {
    return new JsonArray(new ArrayList<>(updates));
  }

  /** The ids that somebody has confirmed. */
  List<Long> confirmed() {
    return List.copyOf(confirmed);
  }

  void webhook(boolean set) {
    webhook = set;
  }

  boolean webhook() {
    return webhook;
  }

  /** Somebody begins to ask: whoever asked before is ended. */
  int begin() {
    return ++polls;
  }

  boolean isLast(int poll) {
    return poll == polls;
  }

  /** An offset that is not there begins at the oldest, as Telegram does it. */
  JsonArray from(Long offset, int limit) {
    boolean known = offset != null && offset <= nextId;
    if (known) {
      updates.removeIf(
          update -> {
            long id = update.getLong("update_id");
            boolean done = id < offset && offset - id < 100_000;
            if (done) {
              confirmed.add(id);
            }
            return done;
          });
    }
    return new JsonArray(new ArrayList<>(updates.subList(0, Math.min(limit, updates.size()))));
  }
}

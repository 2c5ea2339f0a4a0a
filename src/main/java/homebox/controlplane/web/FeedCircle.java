package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Those listeners of the feed who may see the same, in the same form. What they are told is encoded
 * once for all of them, and what happens within a tenth of a second leaves together. One event
 * loop's alone.
 */
final class FeedCircle {
  /** How old a snapshot that is handed to a newcomer may be. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Duration TOGETHER = Duration.ofMillis(100);

  private final Pace pace;
  private final FeedForm form;
  private final Buffer silence;
  private final Supplier<JsonObject> state;
  private final Set<FeedClient> clients = new LinkedHashSet<>();
  private final Buffer none = Buffer.buffer();
  private Buffer waiting = Buffer.buffer();
  private Buffer snapshot = none;
  private Buffer since = Buffer.buffer(); // what happened after the snapshot was taken
  private long snapshotAt;
  private long sentAt;
  private boolean planned;

  /**
   * One that nobody stands in yet.
   *
   * @param state everything as it is now, for the snapshot
   */
  FeedCircle(Pace pace, FeedForm form, Supplier<JsonObject> state) {
    this.pace = pace;
    this.form = form;
    this.silence = form.of(Buffer.buffer(": still here\n\n"));
    this.state = state;
    this.sentAt = pace.nanos() - TOGETHER.toNanos();
  }

  int size() {
    return clients.size();
  }

  /** Begins with a snapshot, and hears what happens from then on. */
  void join(FeedClient client) {
    send(); // the others first: the newcomer's snapshot knows it already
    if (form.head().length() > 0) {
      client.tell(form.head());
    }
    client.begin(snapshot());
    if (since.length() > 0) {
      client.tell(since.copy());
    }
    clients.add(client);
  }

  void leave(FeedClient client) {
    clients.remove(client);
  }

  /** Ends everybody. */
  void end() {
    List<FeedClient> all = List.copyOf(clients);
    clients.clear();
    all.forEach(FeedClient::end);
  }

  /** What they have seen holds no more: they begin again. */
  void again() {
    snapshot = none;
    if (!clients.isEmpty()) {
      send();
      Buffer whole = snapshot();
      cutWhere(client -> !client.begin(whole));
    }
  }

  /** Tells everybody. The data is made only when somebody listens. */
  void say(String event, Supplier<JsonObject> data) {
    if (clients.isEmpty()) {
      snapshot = none;
      return;
    }
    waiting.appendBuffer(frame(event, data.get()));
    if (planned) {
      return;
    }
    long early = sentAt + TOGETHER.toNanos() - pace.nanos();
    if (early <= 0) {
      send();
    } else {
      planned = true;
      pace.after(Duration.ofNanos(early), this::send);
    }
  }

  /** Tells a listener from a dead line, and the listener the same. */
  void comment() {
    cutWhere(client -> client.stuck() || !client.tell(silence));
  }

  private static Buffer frame(String event, JsonObject data) {
    return Buffer.buffer(
        ("event: " + event + "\ndata: " + data.encode() + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private void send() {
    planned = false;
    if (waiting.length() == 0) {
      return;
    }
    sentAt = pace.nanos();
    Buffer frames = form.of(waiting);
    waiting = Buffer.buffer();
    if (fresh()) {
      since.appendBuffer(frames);
    } else {
      snapshot = none;
    }
    cutWhere(client -> !client.tell(frames));
  }

  private Buffer snapshot() {
    if (!fresh()) {
      snapshot = form.of(frame("snapshot", state.get()));
      snapshotAt = pace.nanos();
      since = Buffer.buffer();
    }
    return snapshot;
  }

  private boolean fresh() {
    return snapshot != none && pace.nanos() - snapshotAt < FRESH.toNanos();
  }

  private void cutWhere(Predicate<FeedClient> hopeless) {
    List<FeedClient> ended = clients.stream().filter(hopeless).toList();
    ended.forEach(clients::remove);
    ended.forEach(FeedClient::cut);
  }
}

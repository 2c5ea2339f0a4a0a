package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code GET /api/v1/events}: what happens, as server-sent events. Everybody begins with a {@code
 * snapshot}; each event is encoded once, and those of a tenth of a second leave together. One event
 * loop's alone.
 */
final class Feed {
  /** Listeners at once; the next one is told to come back later. */
  static final int MOST = 2_000;

  /** How old a snapshot that is handed to a newcomer may be. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Duration TOGETHER = Duration.ofMillis(100);
  private static final Duration COMMENT = Duration.ofSeconds(15);
  private static final Buffer SILENCE = Buffer.buffer(": still here\n\n");

  private final Pace pace;
  private final int most;
  private final Supplier<JsonObject> state;
  private final Set<FeedClient> clients = new LinkedHashSet<>();
  private final Buffer none = Buffer.buffer();
  private Buffer waiting = Buffer.buffer();
  private Buffer snapshot = none;
  private Buffer since = Buffer.buffer(); // what happened after the snapshot was taken
  private long snapshotAt;
  private long sentAt;
  private boolean planned;
  private Pace.Timer comments = () -> {};

  /**
   * A feed that nobody hears yet.
   *
   * @param most listeners at once
   * @param state everything as it is now, for the snapshot
   */
  Feed(Pace pace, int most, Supplier<JsonObject> state) {
    this.pace = pace;
    this.most = most;
    this.state = state;
    this.sentAt = pace.nanos() - TOGETHER.toNanos();
  }

  void mount(Router router) {
    router.get("/api/v1/events").handler(this::listen);
  }

  /** Ends everybody. */
  void stop() {
    comments.cancel();
    List<FeedClient> all = List.copyOf(clients);
    clients.clear();
    all.forEach(FeedClient::end);
  }

  int listeners() {
    return clients.size();
  }

  /** There are other services now: everybody begins again, with a snapshot. */
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
    Buffer frames = waiting;
    waiting = Buffer.buffer();
    if (fresh()) {
      since.appendBuffer(frames);
    } else {
      snapshot = none;
    }
    cutWhere(client -> !client.tell(frames));
  }

  private void listen(RoutingContext ctx) {
    if (clients.size() >= most) {
      ctx.response().putHeader("Retry-After", "30");
      Problem.send(ctx, 503, "So many listen already; ask /api/v1/services, or come back later.");
      return;
    }
    HttpServerResponse response =
        ctx.response()
            .setChunked(true)
            .putHeader("Content-Type", "text/event-stream; charset=utf-8")
            .putHeader("Cache-Control", "no-store")
            .putHeader("X-Accel-Buffering", "no") // nginx would hold it back
            // a compressor for each listener costs 256 KiB of memory
            .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    var client = new FeedClient(response);
    // since Vert.x 5.1 the end handler alone does not hear of a browser that went away
    response.endHandler(end -> clients.remove(client));
    response.closeHandler(close -> clients.remove(client));
    response.exceptionHandler(broken -> clients.remove(client));
    send(); // the others first: the newcomer's snapshot knows it already
    client.begin(snapshot());
    if (since.length() > 0) {
      client.tell(since.copy());
    }
    if (clients.isEmpty()) {
      comments.cancel(); // of one who came and went
      comments = pace.after(COMMENT, this::comment);
    }
    clients.add(client);
  }

  private Buffer snapshot() {
    if (!fresh()) {
      snapshot = frame("snapshot", state.get());
      snapshotAt = pace.nanos();
      since = Buffer.buffer();
    }
    return snapshot;
  }

  private boolean fresh() {
    return snapshot != none && pace.nanos() - snapshotAt < FRESH.toNanos();
  }

  /** Tells a listener from a dead line, and the listener the same. */
  private void comment() {
    cutWhere(client -> client.stuck() || !client.tell(SILENCE));
    if (!clients.isEmpty()) {
      comments = pace.after(COMMENT, this::comment);
    }
  }

  private void cutWhere(Predicate<FeedClient> hopeless) {
    List<FeedClient> ended = clients.stream().filter(hopeless).toList();
    ended.forEach(clients::remove);
    ended.forEach(FeedClient::cut);
  }
}

package homebox.controlplane.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One listener of the feed. What it is owed are references to buffers that all listeners share, and
 * they reach its socket in slices while that takes them: a thousand slow ones hold a few kilobytes
 * each, not a snapshot each. One event loop's alone.
 */
final class FeedClient {
  private static final int SLICE = 16 * 1024;
  private static final int SOCKET = 64 * 1024;

  /** Bytes behind, the snapshot aside, from which on a listener is not waited for. */
  static final int MOST_BEHIND = 1024 * 1024;

  private final HttpServerResponse response;
  private final Deque<Buffer> owed = new ArrayDeque<>();
  private int taken; // of the first that is owed
  private long behind;
  private long allowed = MOST_BEHIND;
  private boolean moved = true;

  FeedClient(HttpServerResponse response) {
    this.response = response.setWriteQueueMaxSize(SOCKET).drainHandler(room -> pump());
  }

  /** It begins with this, however long; again, when what it has seen holds no more. */
  boolean begin(Buffer snapshot) {
    allowed = MOST_BEHIND + (long) snapshot.length();
    return tell(snapshot);
  }

  /** False when it is too far behind: it is told no more, and must be cut. */
  boolean tell(Buffer frames) {
    owed.add(frames);
    behind += frames.length();
    pump();
    return behind <= allowed;
  }

  /** True when it is owed something and has taken nothing since this was asked last. */
  boolean stuck() {
    boolean still = !moved && !owed.isEmpty();
    moved = false;
    return still;
  }

  /** Ends it in order, after what it took so far. */
  void end() {
    owed.clear();
    response.end();
  }

  /** Ends it at once; what its socket has not taken is lost to it. */
  void cut() {
    owed.clear();
    response.reset();
  }

  private void pump() {
    while (!owed.isEmpty() && !response.closed() && !response.writeQueueFull()) {
      Buffer first = owed.peek();
      int end = Math.min(taken + SLICE, first.length());
      response.write(first.slice(taken, end));
      behind -= end - taken;
      moved = true;
      taken = end;
      if (taken == first.length()) {
        owed.remove();
        taken = 0;
      }
    }
  }
}

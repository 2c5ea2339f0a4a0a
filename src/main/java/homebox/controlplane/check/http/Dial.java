package homebox.controlplane.check.http;

import homebox.controlplane.time.Pace;
import io.vertx.core.AsyncResult;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Opens one connection to the first of several addresses that answers: a further one is tried every
 * 250 ms, or at once when one has failed (RFC 8305). The losers are closed.
 */
final class Dial {
  /** Hears the end of it, once, on the context that dialled. */
  interface Listener {
    void connected(NetSocketInternal socket, Target target);

    void unconnected(Throwable why);

    /** Runs {@code step}; whatever it throws is an answer, too. */
    void safely(Runnable step);
  }

  private static final Duration APART = Duration.ofMillis(250);

  private final NetClient client;
  private final Pace pace;
  private final List<Target> targets;
  private final long until;
  private final Listener listener;
  private Pace.Timer further = () -> {};
  private Throwable trouble;
  private int next;
  private int pending;
  private boolean over;

  /** No try lasts longer than {@code nanos} from now. */
  Dial(NetClient client, Pace pace, List<Target> targets, long nanos, Listener listener) {
    this.client = client;
    this.pace = pace;
    this.targets = targets;
    this.until = pace.nanos() + nanos;
    this.listener = listener;
  }

  void begin() {
    Target target = targets.get(next++);
    if (next < targets.size()) {
      further = pace.after(APART, () -> listener.safely(this::furtherIfWanted));
    }
    pending++;
    client.connect(options(target)).onComplete(end -> listener.safely(() -> ended(target, end)));
  }

  /**
   * Nobody wants the connection any more. Vert.x cannot take a try back: it closes itself when it
   * comes through, or when its time is over.
   */
  void abandon() {
    over = true;
    further.cancel();
  }

  private void furtherIfWanted() {
    if (!over && next < targets.size()) {
      begin();
    }
  }

  private ConnectOptions options(Target target) {
    long left = Math.max(1, (until - pace.nanos()) / 1_000_000);
    return new ConnectOptions()
        .setRemoteAddress(target.socket())
        .setTimeout((int) Math.min(left, Integer.MAX_VALUE));
  }

  private void ended(Target target, AsyncResult<NetSocket> end) {
    pending--;
    if (end.failed()) {
      failed(end.cause());
      return;
    }
    var socket = (NetSocketInternal) end.result();
    if (over) {
      drop(socket);
    } else if (toItself(socket)) {
      drop(socket);
      failed(new ConnectException("to itself"));
    } else {
      abandon();
      listener.connected(socket, target);
    }
  }

  private void failed(Throwable why) {
    if (over) {
      return;
    }
    if (trouble == null || trouble instanceof NoRouteToHostException) {
      trouble =
          why; // a machine without IPv6 has no way there; what the other family says tells more
    }
    if (next < targets.size()) {
      further.cancel();
      begin();
    } else if (pending == 0) {
      abandon();
      listener.unconnected(trouble);
    }
  }

  private static void drop(NetSocketInternal socket) {
    socket.exceptionHandler(gone -> {}); // Vert.x would log it as an error
    Exchange.closeNow(socket);
  }

  private static boolean toItself(NetSocketInternal socket) {
    var channel = socket.channelHandlerContext().channel();
    return meets(channel.localAddress(), channel.remoteAddress());
  }

  /** A dead local port of the ephemeral range can meet itself, and would look alive. */
  static boolean meets(SocketAddress here, SocketAddress there) {
    return here != null && here.equals(there);
  }
}

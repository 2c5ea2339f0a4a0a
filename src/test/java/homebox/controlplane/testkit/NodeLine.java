package homebox.controlplane.testkit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line of one node alone to a PostgreSQL: it can be cut, stand still and be slow, while the
 * others have theirs. May be used from any thread.
 */
public final class NodeLine implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  /** What is closed is reset. */
  private static final int ABRUPTLY = 0;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setSoLinger(ABRUPTLY));
  private final NetServer server =
      vertx.createNetServer(new NetServerOptions().setSoLinger(ABRUPTLY));
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final PostgresBase base;
  private final int port;
  private volatile boolean cut;
  private volatile boolean frozen;
  private volatile long delayMillis;

  /** A way to that one, which works. */
  public NodeLine(PostgresBase base) {
    this.base = base;
    this.port = Integer.parseInt(base.url().replaceAll(".*:([0-9]+)/.*", "$1"));
    server.connectHandler(this::join).listen(0, HERE).await();
  }

  /** The same base at the other end of this line. */
  public PostgresBase there() {
    String url = base.url().replace(":" + port + "/", ":" + server.actualPort() + "/");
    return new PostgresBase(url, base.user(), base.password());
  }

  /** All connections are reset on both sides, and every new one at once, until it is mended. */
  public void cut() {
    cut = true;
    Future.join(pairs.stream().map(Pair::reset).toList()).await();
  }

  /** New connections are let through again. */
  public void mend() {
    cut = false;
  }

  /**
   * No byte gets through any more, nor that a side has closed; connections stay open, and new ones
   * are taken and not heard.
   */
  public void freeze() {
    frozen = true;
  }

  /** What stood still goes on, in its order. */
  public void thaw() {
    frozen = false;
    pairs.forEach(Pair::goOn);
  }

  /** From now on every byte takes so many milliseconds longer, each way. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  private void join(NetSocket ours) {
    if (cut) {
      ours.close();
      return;
    }
    ours.pause();
    Context context = vertx.getOrCreateContext();
    client
        .connect(port, HERE)
        .onSuccess(theirs -> new Pair(context, ours, theirs).open())
        .onFailure(nobody -> ours.close());
  }

  /** One connection; both ends live on one context. */
  private final class Pair {
    private final Context context;
    private final NetSocket ours;
    private final NetSocket theirs;
    private final Way there = new Way();
    private final Way back = new Way();

    private Pair(Context context, NetSocket ours, NetSocket theirs) {
      this.context = context;
      this.ours = ours;
      this.theirs = theirs;
    }

    private void open() {
      pairs.add(this);
      if (cut) {
        reset();
        return;
      }
      ours.handler(bytes -> there.pass(() -> theirs.write(bytes)));
      theirs.handler(bytes -> back.pass(() -> ours.write(bytes)));
      ours.exceptionHandler(reset -> {}); // its end comes after it
      theirs.exceptionHandler(reset -> {});
      ours.closeHandler(closed -> there.pass(this::end));
      theirs.closeHandler(closed -> back.pass(this::end));
      ours.resume();
    }

    private void end() {
      pairs.remove(this);
      ours.close();
      theirs.close();
    }

    private Future<Void> reset() {
      return onContext(this::end);
    }

    private void goOn() {
      onContext(
          () -> {
            there.goOn();
            back.goOn();
          });
    }

    private Future<Void> onContext(Runnable what) {
      Promise<Void> done = Promise.promise();
      context.runOnContext(
          now -> {
            what.run();
            done.complete();
          });
      return done.future();
    }
  }

  /** One direction: what enters first leaves first. */
  private final class Way {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private void pass(Runnable what) {
      waiting.add(what);
      if (delayMillis > 0) {
        vertx.setTimer(delayMillis, late -> next());
      } else {
        goOn();
      }
    }

    private void goOn() {
      while (!frozen && !waiting.isEmpty()) {
        waiting.poll().run();
      }
    }

    private void next() {
      if (!frozen && !waiting.isEmpty()) {
        waiting.poll().run();
      }
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

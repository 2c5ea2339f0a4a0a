package homebox.controlplane.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A line to a PostgreSQL that can be made to break just when a transaction has been committed and
 * nobody has heard of it yet.
 */
public final class FragileLine implements AutoCloseable {
  private static final String HERE = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server = vertx.createNetServer();
  private final AtomicReference<Optional<String>> breaking =
      new AtomicReference<>(Optional.empty());
  private final AtomicInteger broken = new AtomicInteger();
  private final PostgresBase base;
  private final int port;

  /** A way to that one. */
  public FragileLine(PostgresBase base) {
    this.base = base;
    this.port = Integer.parseInt(base.url().replaceAll(".*:([0-9]+)/.*", "$1"));
    server.connectHandler(this::join).listen(0, HERE).await();
  }

  /** The same base at the other end of this line. */
  public PostgresBase there() {
    String url = base.url().replace(":" + port + "/", ":" + server.actualPort() + "/");
    return new PostgresBase(url, base.user(), base.password());
  }

  /** It breaks once, at the end of the next transaction with a statement that has this in it. */
  public void breakAfterCommitOf(String statement) {
    breaking.set(Optional.of(statement));
  }

  /** How often it broke. */
  public int broken() {
    return broken.get();
  }

  private void join(NetSocket ours) {
    ours.pause();
    client
        .connect(port, HERE)
        .onSuccess(theirs -> new Pair(ours, theirs).open())
        .onFailure(nobody -> ours.close());
  }

  /** One connection. */
  private final class Pair {
    private final NetSocket ours;
    private final NetSocket theirs;
    private boolean said;
    private boolean deaf;

    private Pair(NetSocket ours, NetSocket theirs) {
      this.ours = ours;
      this.theirs = theirs;
    }

    private void open() {
      ours.handler(this::ask);
      theirs.handler(this::answer);
      ours.closeHandler(closed -> theirs.close());
      theirs.closeHandler(closed -> ours.close());
      ours.resume();
    }

    private void ask(Buffer bytes) {
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      said |= breaking.get().filter(text::contains).isPresent();
      if (said && text.contains("COMMIT")) {
        breaking.set(Optional.empty());
        deaf = true;
      }
      theirs.write(bytes);
    }

    private void answer(Buffer bytes) {
      if (deaf) {
        broken.incrementAndGet();
        ours.close();
      } else {
        ours.write(bytes);
      }
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

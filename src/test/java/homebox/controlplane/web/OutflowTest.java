package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long answers over real sockets, to readers of every kind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutflowTest {
  private static final String PIECE = "x".repeat(16 * 1024);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HandPace pace = new HandPace(Instant.parse("2026-07-01T10:00:00Z"));
  private final AtomicInteger read = new AtomicInteger();
  private Supplier<Future<Optional<Buffer>>> pieces = this::endless;
  private Outflow outflow;
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    there(
            () -> {
              outflow = new Outflow(pace);
              Router router = Router.router(vertx);
              router.get("/").handler(ctx -> outflow.send(ctx, pieces));
              server = vertx.createHttpServer().requestHandler(router);
              return server.listen(0, "127.0.0.1");
            })
        .await(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Future<Optional<Buffer>> endless() {
    read.incrementAndGet();
    Promise<Optional<Buffer>> later = Promise.promise();
    vertx.runOnContext(now -> later.complete(Optional.of(Buffer.buffer(PIECE))));
    return later.future();
  }

  private <T> T there(Callable<T> work) throws Exception {
    var done = new CompletableFuture<T>();
    loop.runOnContext(
        now -> {
          try {
            done.complete(work.call());
          } catch (Exception failed) {
            done.completeExceptionally(failed);
          }
        });
    return done.get(10, TimeUnit.SECONDS);
  }

  private Socket ask() throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private int flowing() {
    try {
      return there(outflow::flowing);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** A client that has been sent all that fits between the two: nothing more is read for it. */
  private void untilStill() throws Exception {
    int[] last = {-1, 0};
    until(
        "no more pieces",
        () -> {
          int now = read.get();
          last[1] = now == last[0] && isLoopDone() ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] > 50;
        });
  }

  /** Whatever the loop had to do is done. */
  private boolean isLoopDone() {
    return flowing() >= 0;
  }

  @Test
  void who_does_not_read_is_not_read_for_and_is_let_go_after_a_minute() throws Exception {
    try (Socket socket = ask()) {
      until("the first piece", () -> read.get() > 0);
      untilStill();
      int some = read.get();
      assertThat(some).as("pieces that fit into buffers").isLessThan(1_000);
      there(() -> tick(Outflow.PATIENCE.minusSeconds(1)));
      assertThat(flowing()).isOne();
      there(() -> tick(Duration.ofSeconds(1)));
      until("the end", () -> flowing() == 0);
      assertThat(read.get()).isEqualTo(some);
      assertThat(socket.isConnected()).isTrue();
    }
  }

  private Void tick(Duration by) {
    pace.advance(by);
    return null;
  }

  @Test
  void who_reads_slowly_gets_everything() throws Exception {
    var left = new AtomicInteger(300);
    pieces =
        () -> left.getAndDecrement() > 0 ? endless() : Future.succeededFuture(Optional.empty());
    try (Socket socket = ask()) {
      InputStream in = socket.getInputStream();
      long got = 0;
      int minutes = 0;
      var some = new byte[3_000];
      while (got < 300L * PIECE.length()) {
        int n = in.read(some);
        assertThat(n).isPositive();
        got += n;
        if (got / (1 << 20) > minutes) { // slower than patience as a whole, but never stuck so long
          minutes++;
          there(() -> tick(Outflow.PATIENCE.minusSeconds(1)));
        }
      }
      until("the end", () -> flowing() == 0);
      assertThat(read.get()).isEqualTo(300);
      assertThat(pace.pending()).isZero();
    }
  }

  @Test
  void for_who_has_gone_nothing_is_read_any_more() throws Exception {
    Socket socket = ask();
    until("the first piece", () -> read.get() > 0);
    untilStill();
    socket.close();
    until("the end", () -> flowing() == 0);
    int some = read.get();
    there(() -> tick(Duration.ofMinutes(5)));
    assertThat(read.get()).isEqualTo(some);
    assertThat(pace.pending()).isZero();
  }

  @Test
  void one_more_than_the_most_is_told_to_come_back() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int n = 0; n < Outflow.MOST; n++) {
      sockets.add(ask());
    }
    until("all of them", () -> flowing() == Outflow.MOST);
    try (Socket socket = ask()) {
      var head = new byte[12];
      socket.getInputStream().readNBytes(head, 0, 12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    until("the end of all", () -> flowing() == 0);
  }

  @Test
  void what_breaks_before_it_began_is_an_error_and_afterwards_breaks_off() throws Exception {
    pieces = () -> Future.failedFuture("no file");
    try (Socket socket = ask()) {
      var head = new byte[12];
      socket.getInputStream().readNBytes(head, 0, 12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
    }
    pieces = () -> read.get() < 3 ? endless() : Future.failedFuture("no file");
    try (Socket socket = ask()) {
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n");
    } catch (java.net.SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    assertThat(flowing()).isZero();
  }
}

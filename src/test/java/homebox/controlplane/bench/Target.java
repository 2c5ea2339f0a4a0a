package homebox.controlplane.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;

/**
 * What is asked in a benchmark, in a process of its own: one port that answers at once and closes,
 * one that takes connections and never answers. Prints {@code good hang} and ends with its standard
 * input.
 */
public final class Target {
  private static final Buffer ANSWER =
      Buffer.buffer(
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");

  private Target() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var options = new NetServerOptions().setPort(0).setHost("127.0.0.1").setAcceptBacklog(8_192);
    int good =
        vertx
            .createNetServer(options)
            .connectHandler(Target::answer)
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    int hang =
        vertx
            .createNetServer(options)
            .connectHandler(socket -> {})
            .listen()
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    System.out.println(good + " " + hang);
    while (System.in.read() >= 0) {
      // ends with the benchmark
    }
    System.exit(0);
  }

  /** Each request fits into one packet here. */
  private static void answer(NetSocket socket) {
    socket.handler(request -> socket.end(ANSWER));
  }
}

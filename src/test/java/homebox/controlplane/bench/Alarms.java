package homebox.controlplane.bench;

import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Manner;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Services by number, at {@code /0}, {@code /1} … All are well until {@link #begin()}; then one
 * after the other falls ill for good, when it is asked, at a distance that a Telegram chat takes.
 */
final class Alarms implements AutoCloseable {
  private static final long DISTANCE_NANOS = 1_100_000_000;
  private static final byte[] WELL =
      Manner.response("200 OK", "", "well").getBytes(StandardCharsets.UTF_8);
  private static final byte[] ILL =
      Manner.response("500 Internal Server Error", "", "ill").getBytes(StandardCharsets.UTF_8);

  private final HostileServer server = HostileServer.plain(this::serve);
  private final long[] fellNanos;
  private final BitSet asked = new BitSet();
  private boolean begun;
  private long lastNanos;

  Alarms(int services) {
    fellNanos = new long[services];
  }

  String url(int service) {
    return server.url("/" + service);
  }

  /** How many services were asked at least once. */
  synchronized int asked() {
    return asked.cardinality();
  }

  synchronized void begin() {
    begun = true;
    lastNanos = System.nanoTime();
  }

  /** Just before its first bad answer was written; 0: it is well. */
  synchronized long fellNanos(int service) {
    return fellNanos[service];
  }

  private void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    String path = Manner.request(socket).split(" ", 3)[1];
    socket.getOutputStream().write(well(Integer.parseInt(path.substring(1))) ? WELL : ILL);
  }

  private synchronized boolean well(int service) {
    asked.set(service);
    long now = System.nanoTime();
    if (fellNanos[service] == 0 && begun && now - lastNanos >= DISTANCE_NANOS) {
      lastNanos = now;
      fellNanos[service] = now;
    }
    return fellNanos[service] == 0;
  }

  @Override
  public void close() {
    server.close();
  }
}

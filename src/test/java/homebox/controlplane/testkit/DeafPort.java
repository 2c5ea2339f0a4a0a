package homebox.controlplane.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port whose SYNs vanish: a listener that accepts nobody, its queue full. */
public final class DeafPort implements AutoCloseable {
  private final ServerSocket listener;
  private final List<SocketChannel> queue = new ArrayList<>();

  /** Opens one. */
  public DeafPort() {
    try {
      listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      for (int i = 0; i < 6; i++) {
        SocketChannel waiting = SocketChannel.open();
        waiting.configureBlocking(false);
        waiting.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
        queue.add(waiting);
      }
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  /** Where nothing answers. */
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel each : queue) {
      each.close();
    }
    listener.close();
  }
}

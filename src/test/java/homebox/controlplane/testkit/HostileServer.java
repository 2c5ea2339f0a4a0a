package homebox.controlplane.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A small real server on loopback that serves every connection in one {@link Manner}. */
public final class HostileServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Manner manner;
  private final boolean secure;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Thread acceptor;

  /** Whoever measures what is asked here is not to measure how threads are made. */
  private final ExecutorService servants = Executors.newCachedThreadPool(HostileServer::thread);

  private HostileServer(ServerSocket listener, Manner manner, boolean secure) {
    this.listener = listener;
    this.manner = manner;
    this.secure = secure;
    this.acceptor = thread(this::accept);
    acceptor.start();
  }

  /** Plain TCP. */
  public static HostileServer plain(Manner manner) {
    return on("127.0.0.1", 0, manner);
  }

  /** Plain TCP, there. */
  public static HostileServer on(String address, int port, Manner manner) {
    try {
      return new HostileServer(
          new ServerSocket(port, 512, InetAddress.getByName(address)), manner, false);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  /** The same behind TLS. */
  public static HostileServer tls(SSLContext context, Manner manner) {
    try {
      return new HostileServer(
          context
              .getServerSocketFactory()
              .createServerSocket(0, 512, InetAddress.getByName("127.0.0.1")),
          manner,
          true);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Its address with {@code path}. */
  public String url(String path) {
    return (secure ? "https" : "http")
        + "://"
        + listener.getInetAddress().getHostAddress()
        + ":"
        + port()
        + path;
  }

  /** How many connections came. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections it still holds. */
  public int open() {
    return open.size();
  }

  /**
   * The kernel goes on taking connections while the acceptor still waits for one, whatever was
   * closed before: only its end is the end.
   */
  @Override
  public void close() {
    shut(listener);
    join(acceptor);
    open.forEach(HostileServer::shut);
    servants.shutdown();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        open.add(socket);
        servants.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      manner.serve(socket);
    } catch (IOException gone) {
      // the other side has had enough
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "hostile");
    thread.setDaemon(true);
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private static void shut(AutoCloseable it) {
    try {
      it.close();
    } catch (Exception already) {
      // closed is closed
    }
  }
}

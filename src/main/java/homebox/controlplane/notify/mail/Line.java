package homebox.controlplane.notify.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connections of one attempt, for somebody else to cut: only a closed one lets go of a thread
 * that reads from it.
 */
final class Line {
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** Closes what is open, and whatever is opened yet. */
  void cut() {
    cut = true;
    open.forEach(Line::close);
  }

  /** Opens plain ones. */
  SocketFactory plain() {
    return new Plain(this);
  }

  /** Opens secured ones, as {@code tls} does. */
  SSLSocketFactory secured(SSLSocketFactory tls) {
    return new Secured(this, tls);
  }

  private Socket note(Socket socket) {
    open.add(socket);
    if (cut) {
      close(socket);
    }
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // closed is closed
    }
  }

  private static final class Plain extends SocketFactory {
    private final Line line;

    Plain(Line line) {
      this.line = line;
    }

    @Override
    public Socket createSocket() {
      return line.note(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return line.note(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return line.note(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return line.note(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return line.note(new Socket(host, port, from, fromPort));
    }
  }

  private static final class Secured extends SSLSocketFactory {
    private final Line line;
    private final SSLSocketFactory tls;

    Secured(Line line, SSLSocketFactory tls) {
      this.line = line;
      this.tls = tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return line.note(tls.createSocket());
    }

    @Override
    public Socket createSocket(Socket over, String host, int port, boolean closes)
        throws IOException {
      return line.note(tls.createSocket(over, host, port, closes));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return line.note(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return line.note(tls.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return line.note(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return line.note(tls.createSocket(host, port, from, fromPort));
    }
  }
}

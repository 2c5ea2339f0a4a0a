package homebox.controlplane.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A small site on loopback that is well or not, as the test says, and counts who asked. */
public final class Site implements AutoCloseable {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile long millis;
  private HttpServer server;
  private final int port;

  private Site() {
    this.server = open(0);
    this.port = server.getAddress().getPort();
  }

  /** One that is well, on a free port. */
  public static Site start() {
    return new Site();
  }

  private HttpServer open(int at) {
    try {
      HttpServer opened =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 50);
      opened.createContext("/", this::answer);
      opened.start();
      return opened;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    dawdle();
    byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** Answers with this status from now on. */
  public void answers(int status) {
    this.status = status;
  }

  /** Takes so long for each answer, in milliseconds. */
  public Site takes(long millis) {
    this.millis = millis;
    return this;
  }

  private void dawdle() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Dies: the port refuses. */
  public void die() {
    server.stop(0);
  }

  /** Is there again, on the same port. */
  public void comeBack() {
    server = open(port);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

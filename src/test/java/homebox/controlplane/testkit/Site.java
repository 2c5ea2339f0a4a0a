package homebox.controlplane.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A small site on loopback that is well or not, as the test says, and counts who asked. */
public final class Site implements AutoCloseable {
  /** In this header one may say who asks. */
  public static final String WHO = "X-Who";

  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Integer> askedBy = new ConcurrentHashMap<>();
  private final Set<String> unwelcome = ConcurrentHashMap.newKeySet();
  private volatile int status = 200;
  private volatile long millis;
  private HttpServer server;
  private final InetAddress address;
  private final int port;

  private Site(InetAddress address) {
    this.address = address;
    this.server = open(0);
    this.port = server.getAddress().getPort();
  }

  /** One that is well, on a free port. */
  public static Site start() {
    return new Site(InetAddress.getLoopbackAddress());
  }

  /** The same at another address of this machine: the one that containers reach, say. */
  public static Site at(String address) throws UnknownHostException {
    return new Site(InetAddress.getByName(address));
  }

  private HttpServer open(int at) {
    try {
      HttpServer opened = HttpServer.create(new InetSocketAddress(address, at), 50);
      opened.createContext("/", this::answer);
      opened.start();
      return opened;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String who = exchange.getRequestHeaders().getFirst(WHO);
    asked.incrementAndGet();
    askedBy.merge(who == null ? "" : who, 1, Integer::sum);
    dawdle();
    byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
    boolean refused = who != null && unwelcome.contains(who);
    exchange.sendResponseHeaders(refused ? 503 : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Where it is. */
  public String url() {
    return "http://" + address.getHostAddress() + ":" + port + "/";
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** How often by whom, as it said in {@link #WHO}. */
  public int askedBy(String who) {
    return askedBy.getOrDefault(who, 0);
  }

  /** Answers with this status from now on. */
  public void answers(int status) {
    this.status = status;
  }

  /** Whoever says that it is one of these in {@link #WHO} is answered 503; nobody else is. */
  public void failsFor(String... names) {
    unwelcome.retainAll(List.of(names));
    unwelcome.addAll(List.of(names));
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

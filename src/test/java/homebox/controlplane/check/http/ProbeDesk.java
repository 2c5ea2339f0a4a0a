package homebox.controlplane.check.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Probes on one event loop, with real time. */
final class ProbeDesk implements AutoCloseable {
  private final Vertx vertx;
  private final Context context;
  private final HttpProbes probes;

  private ProbeDesk(boolean epoll, KeyStore anchors, Resolver.Lookup lookup) {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
    context = vertx.getOrCreateContext();
    Pace pace = new VertxPace(vertx);
    probes = new HttpProbes(vertx, pace, "control-plane/test", Tls.of(pace, anchors), lookup);
    await(probes.rehearse());
  }

  static ProbeDesk open() {
    return new ProbeDesk(false, null, InetAddress::getAllByName);
  }

  /** On Linux's own transport, whose exceptions are others. */
  static ProbeDesk epoll() {
    return new ProbeDesk(true, null, InetAddress::getAllByName);
  }

  static ProbeDesk looking(Resolver.Lookup lookup) {
    return new ProbeDesk(false, null, lookup);
  }

  /** Trusts {@code anchors} only, and every name is this machine. */
  static ProbeDesk trusting(KeyStore anchors) {
    return new ProbeDesk(
        false, anchors, name -> new InetAddress[] {InetAddress.getByAddress(name, LOOPBACK)});
  }

  static final byte[] LOOPBACK = {127, 0, 0, 1};

  Asking ask(String url) {
    return new Asking(this, url);
  }

  HttpProbes probes() {
    return probes;
  }

  Vertx vertx() {
    return vertx;
  }

  void run(Runnable onLoop) {
    context.runOnContext(go -> onLoop.run());
  }

  /** The handles that this process holds. */
  static long handles() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Waits until that holds, for five seconds at most. */
  static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.yield();
    }
  }

  @Override
  public void close() {
    await(probes.close());
    await(vertx.close());
  }

  private static void await(Future<Void> end) {
    try {
      end.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      throw new IllegalStateException(stuck);
    }
  }
}

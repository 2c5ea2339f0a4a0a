package homebox.controlplane.notify.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where somebody is, as this machine looks names up: hosts file, mDNS, name servers. Vert.x's own
 * way knows the last alone, and an ntfy server at home may well be {@code nas.local}.
 */
final class Names {
  private Names() {}

  /**
   * All places, the best first; it blocks on a thread of its own for as long as the machine takes.
   * Fails with what Java throws. A proxy looks up what it is asked for itself.
   */
  static Future<List<SocketAddress>> of(Vertx vertx, OtherSide side) {
    if (side.proxy().isPresent() || isAddress(side.host())) {
      return Future.succeededFuture(List.of(place(side.host(), side)));
    }
    WorkerExecutor thread =
        vertx.createSharedWorkerExecutor("name " + side.host(), 1, 1, TimeUnit.MINUTES);
    return thread
        .executeBlocking(() -> InetAddress.getAllByName(side.host()), false)
        .map(found -> Stream.of(found).map(each -> place(each.getHostAddress(), side)).toList())
        .onComplete(looked -> thread.close());
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private static SocketAddress place(String address, OtherSide side) {
    return SocketAddress.inetSocketAddress(side.port(), address);
  }
}

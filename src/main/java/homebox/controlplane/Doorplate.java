package homebox.controlplane;

import homebox.controlplane.cluster.Node;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Network;
import java.util.Optional;

/** How one node says where its page is, and another one reads that. */
final class Doorplate {
  private Doorplate() {}

  /**
   * The address of a page.
   *
   * @param listens {@code web.host}
   * @param name of this machine, for who listens everywhere
   */
  static String of(String listens, int port, String name) {
    Optional<java.net.InetAddress> address = Network.address(listens);
    String host =
        address.filter(it -> it.isAnyLocalAddress()).isPresent()
            ? name
            : listens.contains(":") ? "[" + listens + "]" : listens;
    return "http://" + host + ":" + port;
  }

  /**
   * Where a page is, seen from here.
   *
   * @param name of this machine
   * @return empty: it has none, or one that only its own machine reaches, and that is another one
   */
  static Optional<HttpUrl> read(Node node, String name) {
    return node.address()
        .map(HttpUrl::parse)
        .filter(url -> !isLoopback(url.host()) || node.host().equals(name));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || Network.address(host).filter(it -> it.isLoopbackAddress()).isPresent();
  }
}

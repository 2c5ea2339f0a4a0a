package homebox.controlplane;

import homebox.controlplane.cluster.Node;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Network;
import java.net.InetAddress;
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
    Optional<InetAddress> address = Network.address(listens);
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
   * @return empty: it has none, one that cannot be read, or one that only its own machine reaches,
   *     and that is another one
   */
  static Optional<HttpUrl> read(Node node, String name) {
    return node.address()
        .flatMap(Doorplate::parsed)
        .filter(url -> !isLoopback(url.host()) || node.host().equals(name));
  }

  /** What a host calls itself may be no name: that must not keep anybody from taking over. */
  private static Optional<HttpUrl> parsed(String address) {
    try {
      return Optional.of(HttpUrl.parse(address));
    } catch (IllegalArgumentException strange) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || Network.address(host).filter(it -> it.isLoopbackAddress()).isPresent();
  }
}

package homebox.controlplane.check.http;

import homebox.controlplane.config.HttpUrl;
import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One address to connect to.
 *
 * @param socket carries the resolved address, so that nobody looks the name up again, and the name,
 *     which TLS verifies
 * @param shown for the evidence
 */
record Target(SocketAddress socket, Optional<String> shown, boolean v6) {
  static Target of(InetAddress address, int port) {
    boolean v6 = address instanceof Inet6Address;
    String text = NetUtil.toAddressString(address);
    return new Target(
        SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)),
        Optional.of((v6 ? "[" + text + "]" : text) + ":" + port),
        v6);
  }

  /** Nothing if {@code host} is a name. */
  static List<Target> ofLiteral(String host, int port) {
    if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
      return List.of();
    }
    try {
      return List.of(of(InetAddress.getByName(host), port));
    } catch (UnknownHostException foreignZone) {
      return List.of(); // fe80::1%eth7 where there is no eth7: the look-up will say so
    }
  }

  /** In turns of both families, in the machine's order within each. */
  static List<Target> of(List<InetAddress> addresses, HttpUrl url, boolean v6First) {
    List<Target> first = new ArrayList<>(addresses.size());
    List<Target> second = new ArrayList<>();
    for (InetAddress address : addresses) {
      Target target = of(url.host().endsWith(".") ? undotted(address) : address, url.port());
      (target.v6 == v6First ? first : second).add(target);
    }
    for (int i = 0; i < second.size(); i++) {
      first.add(Math.min(2 * i + 1, first.size()), second.get(i));
    }
    return first;
  }

  /** {@code box.example.} is looked up with its last dot, and verified without. */
  private static InetAddress undotted(InetAddress address) {
    String name = address.getHostName();
    try {
      return InetAddress.getByAddress(name.substring(0, name.length() - 1), address.getAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

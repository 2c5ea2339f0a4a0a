package homebox.controlplane.web;

import homebox.controlplane.config.Network;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who asks, as far as the request tells.
 *
 * @param address the client's; behind trusted proxies the one that they name
 * @param straight came from this machine, through no proxy, and asked for this machine by name
 * @param authorization the header, as it came
 */
record Visitor(InetAddress address, boolean straight, Optional<String> authorization) {
  /** What proxies add. One is enough: who came through a proxy may sit anywhere. */
  private static final Set<String> FORWARDING =
      Set.of(
          "forwarded",
          "via",
          "cdn-loop",
          "client-ip",
          "fastly-client-ip",
          "true-client-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-envoy-external-address",
          "x-proxyuser-ip",
          "x-real-ip");

  private static final List<String> FORWARDING_FAMILIES =
      List.of("x-forwarded", "x-original-", "cf-");

  /** Who asks with this request. */
  static Visitor of(HttpServerRequest request, List<Network> proxies) {
    InetAddress peer = peer(request);
    MultiMap headers = request.headers();
    return new Visitor(
        client(peer, headers.getAll("X-Forwarded-For"), proxies),
        peer.isLoopbackAddress() && !forwarded(request) && local(request),
        Optional.ofNullable(headers.get("Authorization")));
  }

  /** The nearest one that is no trusted proxy. What stands before it may be anybody's invention. */
  static InetAddress client(InetAddress peer, List<String> forwardedFor, List<Network> proxies) {
    List<String> hops = List.of(String.join(",", forwardedFor).split(","));
    InetAddress nearest = peer;
    for (int n = hops.size() - 1; n >= 0 && trusted(nearest, proxies); n--) {
      Optional<InetAddress> next = Network.address(bare(hops.get(n).strip()));
      if (next.isEmpty()) {
        return nearest;
      }
      nearest = next.get();
    }
    return nearest;
  }

  /** Whether a proxy that is trusted says that it was asked over TLS. */
  static boolean secureBefore(HttpServerRequest request, List<Network> proxies) {
    String scheme = request.getHeader("X-Forwarded-Proto");
    return scheme != null
        && scheme.strip().equalsIgnoreCase("https")
        && trusted(peer(request), proxies);
  }

  private static boolean trusted(InetAddress address, List<Network> proxies) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  /** Without the port and the brackets that some proxies write. */
  private static String bare(String hop) {
    return hop.replaceFirst("^\\[(.*)](:[0-9]+)?$", "$1").replaceFirst("^([0-9.]+):[0-9]+$", "$1");
  }

  private static InetAddress peer(HttpServerRequest request) {
    return Optional.ofNullable(request.remoteAddress())
        .map(socket -> socket.hostAddress())
        .map(text -> text.replaceFirst("%.*", ""))
        .flatMap(Network::address)
        .orElseGet(Visitor::nowhere);
  }

  private static InetAddress nowhere() {
    return Network.address("::").orElseThrow();
  }

  /** nginx says nothing of itself unless it is told to; but then it still speaks HTTP/1.0. */
  private static boolean forwarded(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_0
        || !request.uri().startsWith("/") // as one speaks to a proxy
        || request.headers().names().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(
                name ->
                    FORWARDING.contains(name)
                        || FORWARDING_FAMILIES.stream().anyMatch(name::startsWith));
  }

  /**
   * A page of a stranger may have its own name resolve to this machine (DNS rebinding), and then
   * read what the browser next to us gets. Its name in the request gives it away.
   */
  private static boolean local(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    List<String> hosts = request.headers().getAll("Host");
    return authority != null
        && hosts.size() <= 1
        && Stream.concat(Stream.of(authority.host()), hosts.stream().map(Visitor::withoutPort))
            .allMatch(Visitor::isLocalName);
  }

  private static String withoutPort(String host) {
    return host.strip().replaceFirst(":[0-9]*$", "");
  }

  private static boolean isLocalName(String host) {
    String name = host.replaceFirst("^\\[(.*)]$", "$1");
    return name.equalsIgnoreCase("localhost")
        || Network.address(name).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}

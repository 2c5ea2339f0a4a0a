package homebox.controlplane.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code url} of a service.
 *
 * @param kind what its scheme stands for
 * @param http for the kind {@code http}
 * @param shown without user info and query values
 */
record Target(String kind, Optional<HttpUrl> http, String shown) {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("http", "http"),
          Map.entry("https", "http"),
          Map.entry("tcp", "tcp"),
          Map.entry("tls", "tls"),
          Map.entry("dns", "dns"),
          Map.entry("icmp", "icmp"),
          Map.entry("ws", "ws"),
          Map.entry("wss", "ws"),
          Map.entry("heartbeat", "heartbeat"),
          Map.entry("postgresql", "postgresql"),
          Map.entry("mysql", "mysql"),
          Map.entry("redis", "redis"));
  private static final Set<String> NEEDS_PORT = Set.of("tcp", "tls");
  private static final String RECORD_TYPES = "A|AAAA|CAA|CNAME|MX|NS|PTR|SOA|SRV|TXT";

  /** The type of the key {@code url}; it may hold a password. */
  static Word<Target> word() {
    return new Word<>("an address such as http://nas.local:8080/", true, Target::parse);
  }

  /** Reads it, or says {@code what — how to mend}. */
  static Target parse(String text) {
    String plain = text.strip();
    if (plain.equalsIgnoreCase("heartbeat:")) {
      return new Target("heartbeat", Optional.empty(), "heartbeat:");
    }
    String scheme = scheme(plain);
    String kind = KINDS.get(scheme);
    if (kind.equals("http")) {
      HttpUrl url = HttpUrl.parse(plain);
      return new Target(kind, Optional.of(url), url.shown());
    }
    return other(kind, scheme, plain.substring(plain.indexOf("://") + 3));
  }

  private static String scheme(String text) {
    int end = text.indexOf("://");
    String scheme = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
    if (end < 0 || scheme.equals("heartbeat")) {
      throw Words.misfit(
          "is no address with a scheme — write one such as http://nas.local:8080/, or heartbeat:");
    }
    if (!KINDS.containsKey(scheme)) {
      String known = String.join(", ", new TreeSet<>(KINDS.keySet()));
      String named = scheme.matches("[a-z0-9+.-]{1,20}") ? " " + scheme : "";
      throw Words.misfit("has the scheme" + named + ", which is not known — write one of " + known);
    }
    return scheme;
  }

  private static Target other(String kind, String scheme, String rest) {
    HttpUrl read = HttpUrl.parse((scheme.equals("wss") ? "https://" : "http://") + rest);
    String authority = rest.replaceFirst("[/?#].*", "").replaceFirst("^.*@", "");
    if (NEEDS_PORT.contains(kind) && !authority.matches(".*:[0-9]+")) {
      throw Words.misfit("has no port — write one such as " + kind + "://nas.local:443");
    }
    if (kind.equals("icmp") && authority.matches("[^\\[]*:[0-9]*|.*]:[0-9]*")) {
      throw Words.misfit("has a port, which a ping does not know — write icmp://nas.local");
    }
    if (kind.equals("dns")
        && !read.pathAndQuery().matches("(?i)/[^/?]+(\\?type=(" + RECORD_TYPES + "))?")) {
      throw Words.misfit(
          "asks no name that we know how to — write dns://1.1.1.1/example.org?type=A");
    }
    String path = read.shown().substring(read.origin().length());
    return new Target(
        kind, Optional.empty(), scheme + "://" + authority + (path.equals("/") ? "" : path));
  }
}

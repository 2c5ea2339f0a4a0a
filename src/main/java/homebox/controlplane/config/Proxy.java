package homebox.controlplane.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands between us and the other side.
 *
 * @param socks SOCKS5, else HTTP
 * @param login {@code user:password}
 */
public record Proxy(boolean socks, String host, int port, Optional<Secret> login) {
  private static final Pattern SOCKS = Pattern.compile("(?i)^socks5?h?://");
  private static final Pattern PORT = Pattern.compile(":[0-9]+/?$");

  /**
   * Reads {@code http://proxy:3128} or {@code socks5://proxy:1080}.
   *
   * @throws IllegalArgumentException says {@code what — how to mend}, and repeats no secret
   */
  static Proxy parse(String text) {
    String plain = text.strip();
    if (plain.toLowerCase(Locale.ROOT).startsWith("https://")) {
      throw new IllegalArgumentException(
          "asks for TLS to the proxy itself, which this version cannot — begin it with http:// or"
              + " socks5://");
    }
    boolean socks = SOCKS.matcher(plain).find();
    HttpUrl url = HttpUrl.parse(SOCKS.matcher(plain).replaceFirst("http://"));
    int port = socks && !PORT.matcher(plain).find() ? 1080 : url.port();
    return new Proxy(socks, url.host(), port, url.userInfo());
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}

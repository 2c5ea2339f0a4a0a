package homebox.controlplane.notify.http;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Cut;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked, and through what.
 *
 * @param called as people know it: {@code Telegram}
 * @param protocol what is spoken there: {@code HTTP}
 * @param host a name, or an address without brackets
 * @param secrets what no sentence about it may repeat
 */
public record OtherSide(
    String called,
    String protocol,
    String host,
    int port,
    boolean secure,
    Optional<Proxy> proxy,
    List<Secret> secrets) {
  /** What nearly all speak. */
  public static final String HTTP = "HTTP";

  private static final int MOST_SHOWN = 200;

  /** A part of an address that is shorter is found in innocent words. */
  private static final int SHORTEST = 6;

  /** Copies the secrets; the longest is looked for first. */
  public OtherSide {
    secrets =
        secrets.stream()
            .sorted(Comparator.comparingInt((Secret each) -> each.reveal().length()).reversed())
            .toList();
  }

  /** One at an address of which nothing but the host may be shown. */
  public static OtherSide at(String called, HttpUrl url, Secret... more) {
    var secrets = new ArrayList<>(List.of(more));
    url.userInfo().ifPresent(secrets::add);
    secrets.add(new Secret(url.pathAndQuery()));
    for (String part : url.pathAndQuery().split("[/?&=]")) {
      secrets.add(new Secret(part));
    }
    secrets.removeIf(secret -> secret.reveal().length() < SHORTEST);
    return new OtherSide(
        called, HTTP, url.host(), url.port(), url.secure(), Optional.empty(), secrets);
  }

  /** How it is named in a sentence about the line. */
  public String there() {
    return host + ":" + port + proxy.map(by -> " through the proxy " + by).orElse("");
  }

  /** Foreign words, fit for a sentence: one line, not long, and without a secret. */
  public String clean(String foreign) {
    String text = foreign;
    for (Secret secret : secrets) {
      text = secret.scrub(text);
    }
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    int end = Cut.at(line, MOST_SHOWN);
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }

  /** Lets a client go through the proxy. */
  void route(HttpClientOptions options) {
    proxy.ifPresent(by -> options.setProxyOptions(options(by)));
  }

  private static ProxyOptions options(Proxy proxy) {
    var options =
        new ProxyOptions()
            .setType(proxy.socks() ? ProxyType.SOCKS5 : ProxyType.HTTP)
            .setHost(proxy.host())
            .setPort(proxy.port());
    proxy.login().ifPresent(login -> logIn(options, login.reveal()));
    return options;
  }

  private static void logIn(ProxyOptions options, String login) {
    int colon = login.indexOf(':');
    options.setUsername(colon < 0 ? login : login.substring(0, colon));
    options.setPassword(colon < 0 ? "" : login.substring(colon + 1));
  }
}

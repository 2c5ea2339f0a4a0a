package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the Bot API is, as whom we come, and through what. The token stands in its addresses. */
record Endpoint(HttpUrl api, Secret token, Optional<Proxy> proxy) {
  private static final Pattern TOKEN = Pattern.compile("bot[0-9]+:[A-Za-z0-9_-]+");
  private static final int MOST_SHOWN = 200;

  static Endpoint of(Settings.Telegram settings) {
    return new Endpoint(settings.api(), settings.token().orElseThrow(), settings.proxy());
  }

  /** The path of a method; whoever shows it shows the token. */
  String path(String method) {
    String base = api.pathAndQuery().replaceFirst("[?].*", "").replaceFirst("/+$", "");
    return base + "/bot" + token.reveal() + "/" + method;
  }

  /** What the API's address asks to be logged in with. */
  Optional<Credentials> login() {
    return api.userInfo().map(Secret::reveal).map(Endpoint::credentials);
  }

  /** How the other side is named in a sentence. */
  String there() {
    return api.host() + ":" + api.port() + proxy.map(by -> " through the proxy " + by).orElse("");
  }

  /** Foreign words, fit for a sentence: one line, not long, and without the token. */
  String clean(String foreign) {
    String text = TOKEN.matcher(token.scrub(foreign)).replaceAll("bot***");
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

  private static Credentials credentials(String login) {
    int colon = login.indexOf(':');
    return colon < 0
        ? new UsernamePasswordCredentials(login, "")
        : new UsernamePasswordCredentials(login.substring(0, colon), login.substring(colon + 1));
  }

  private static void logIn(ProxyOptions options, String login) {
    int colon = login.indexOf(':');
    options.setUsername(colon < 0 ? login : login.substring(0, colon));
    options.setPassword(colon < 0 ? "" : login.substring(colon + 1));
  }
}

package homebox.controlplane.check.http;

import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;

/**
 * Where one request of a look goes.
 *
 * @param home the origin as configured: only there do configured headers go
 */
record Route(HttpUrl url, String method, boolean withBody, boolean home) {
  static final int REDIRECTS_MAX = 10;

  static Route first(HttpAsk ask) {
    return new Route(ask.url(), ask.request().method(), true, true);
  }

  /** True if {@code status} sends us to its {@code Location}. */
  static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /**
   * As browsers do: after 303 everything but HEAD becomes GET, after 301 and 302 only POST.
   *
   * @throws IllegalArgumentException if that is no http address
   */
  Route redirected(int status, String location, HttpUrl origin) {
    HttpUrl to = url.resolve(location);
    boolean get =
        status == 303 && !method.equals("HEAD")
            || (status == 301 || status == 302) && method.equals("POST");
    return new Route(
        to, get ? "GET" : method, withBody && !get, to.origin().equals(origin.origin()));
  }

  /** Equal for requests that will be answered equally. Holds secrets. */
  String key() {
    return method + " " + url.origin() + url.pathAndQuery();
  }
}

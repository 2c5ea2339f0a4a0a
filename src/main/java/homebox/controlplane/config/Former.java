package homebox.controlplane.config;

import java.util.Optional;

/**
 * A service that was watched before, so that it keeps its id when it is met again.
 *
 * @param address the url without user info; empty when it is not known whole. It may hold a secret
 *     in its query
 * @param watched until this very load; else it vanished in an earlier one
 */
public record Former(
    String id, String group, String name, Optional<Secret> address, boolean watched) {
  /** One of the configuration in force. */
  public static Former of(ServiceConfig service) {
    String address =
        service.ask() instanceof HttpAsk http ? address(http.url()) : service.ask().shownUrl();
    return new Former(
        service.id(),
        service.label().group(),
        service.name(),
        Optional.of(new Secret(address)),
        true);
  }

  /**
   * One that is kept in a database, which knows its url as it is shown.
   *
   * @param shownUrl values of a query may be blotted out: it is found by its name alone then
   */
  public static Former kept(
      String id, String group, String name, String shownUrl, boolean watched) {
    Optional<Secret> address =
        Optional.of(shownUrl).filter(url -> url.indexOf('…') < 0).map(Secret::new);
    return new Former(id, group, name, address, watched);
  }

  /** The same, but it vanished in an earlier load. */
  public Former gone() {
    return new Former(id, group, name, address, false);
  }

  /** What {@code target} is compared by. */
  static Secret address(Target target) {
    return new Secret(target.http().map(Former::address).orElse(target.shown()));
  }

  private static String address(HttpUrl url) {
    return url.origin() + url.pathAndQuery();
  }
}

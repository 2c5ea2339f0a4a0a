package homebox.controlplane.config;

import java.util.Optional;

/**
 * A service that was watched before, so that it keeps its id when it is met again.
 *
 * @param address the url without user info; empty when it is not known whole. It may hold a secret
 *     in its query
 * @param watched until this very load; else it vanished in an earlier one
 */
public record Known(
    String id, String group, String name, Optional<Secret> address, boolean watched) {
  /** One of the configuration in force. */
  public static Known of(ServiceConfig service) {
    String address =
        service.ask() instanceof HttpAsk http ? address(http.url()) : service.ask().shownUrl();
    return new Known(
        service.id(),
        service.label().group(),
        service.name(),
        Optional.of(new Secret(address)),
        true);
  }

  /** What {@code target} is compared by. */
  static Secret address(Target target) {
    return new Secret(target.http().map(Known::address).orElse(target.shown()));
  }

  private static String address(HttpUrl url) {
    return url.origin() + url.pathAndQuery();
  }
}

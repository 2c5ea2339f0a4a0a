package homebox.controlplane.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a {@code proxy} key means: a proxy, none, or what the environment says. */
record ProxyReader(Environment environment, Spot spot) {
  /** {@code target}: whom it is for. */
  Optional<Proxy> read(String written, HttpUrl target) {
    return switch (written) {
      case "off" -> Optional.empty();
      case "environment" -> fromEnvironment(target);
      default -> Optional.of(Proxy.parse(written));
    };
  }

  private Optional<Proxy> fromEnvironment(HttpUrl target) {
    String own = target.secure() ? "HTTPS_PROXY" : "HTTP_PROXY";
    return Stream.of(own, "ALL_PROXY")
        .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
        .flatMap(name -> environment.find(name).stream())
        .findFirst()
        .flatMap(this::parsed);
  }

  private Optional<Proxy> parsed(Environment.Given given) {
    try {
      return Optional.of(Proxy.parse(given.text()));
    } catch (IllegalArgumentException misfit) {
      spot.given(given).fault(misfit.getMessage());
      return Optional.empty();
    }
  }
}

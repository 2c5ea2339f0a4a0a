package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where redirects lead one look. */
final class Itinerary {
  private final HttpProbe probe;
  private Route route;
  private Set<String> been = Set.of();

  private Itinerary(HttpProbe probe) {
    this.probe = probe;
    this.route = probe.first();
  }

  static Itinerary begin(HttpProbe probe) {
    return new Itinerary(probe);
  }

  /** What is asked now. */
  Route route() {
    return route;
  }

  /** Where this answer sends us; null if it does not. */
  String location(HttpResponse head) {
    return Route.redirects(head.status().code())
        ? head.headers().get(HttpHeaderNames.LOCATION)
        : null;
  }

  /** Goes on to {@code location}, or says why that leads nowhere. */
  Optional<Failure> follow(int status, String location) {
    if (been.isEmpty()) {
      been = new HashSet<>(Set.of(route.key()));
    }
    try {
      route = route.redirected(status, inUtf8(location), probe.ask().url());
    } catch (IllegalArgumentException noAddress) {
      return Optional.of(Failure.of(Reason.REDIRECT_NOWHERE));
    }
    if (!been.add(route.key())) {
      return Optional.of(Failure.of(Reason.REDIRECT_CIRCLE));
    }
    return been.size() - 1 > Route.REDIRECTS_MAX
        ? Optional.of(Failure.of(Reason.REDIRECT_TOO_OFTEN, String.valueOf(Route.REDIRECTS_MAX)))
        : Optional.empty();
  }

  /** Netty reads a header's bytes as Latin-1; browsers read those of an address as UTF-8. */
  private static String inUtf8(String location) {
    String text =
        new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') < 0 ? text : location;
  }
}

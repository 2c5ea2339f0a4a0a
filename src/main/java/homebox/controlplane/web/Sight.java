package homebox.controlplane.web;

import homebox.controlplane.config.ServiceConfig;
import io.vertx.ext.web.RoutingContext;

/**
 * How much one who asks may see. The one rule for every way on which data leaves (design.md §6):
 * who makes an answer asks here for each service.
 */
enum Sight {
  /** Everything: who is logged in, or sits at this machine while there is no password. */
  ALL,
  /** Addresses and error texts too, for {@code web.public_details} is set; not what is hidden. */
  DETAILS,
  /** No addresses, no error texts, nothing that is hidden. */
  PLAIN;

  private static final String KEY = "sight";

  /** What {@link Entrance} has found; the least, where nobody has looked. */
  static Sight of(RoutingContext ctx) {
    return ctx.get(KEY, PLAIN);
  }

  void goesWith(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  /** Whether addresses and error texts are shown at all. */
  boolean details() {
    return this != PLAIN;
  }

  /** Whether there is such a service, as far as this one is told. */
  boolean sees(ServiceConfig service) {
    return this == ALL || !service.exposure().hide();
  }

  /** Whether its address and its error texts are shown. */
  boolean details(ServiceConfig service) {
    return this == ALL || this == DETAILS && !service.exposure().hideUrl();
  }

  /** That text, or null where it is not shown. */
  String text(ServiceConfig service, String text) {
    return details(service) ? text : null;
  }
}

package homebox.controlplane.check;

import java.time.Duration;

/**
 * Where the time of one check went. Redirects add up. A phase that was not reached, or that the
 * kind of check does not have, is zero.
 *
 * @param dns the look-up of the name
 * @param connect the TCP handshake
 * @param tls the TLS handshake
 * @param waiting from the request until the first byte (shown as {@code wait})
 * @param transfer from the first byte to the end
 */
public record Phases(
    Duration dns, Duration connect, Duration tls, Duration waiting, Duration transfer) {
  /** Nothing was measured. */
  public static final Phases NONE =
      new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}

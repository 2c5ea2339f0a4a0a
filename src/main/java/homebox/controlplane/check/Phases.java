package homebox.controlplane.check;

import io.vertx.core.json.JsonObject;
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

  /**
   * Back from JSON.
   *
   * @throws java.time.DateTimeException or ClassCastException if {@link #toJson} never wrote this
   */
  public static Phases from(JsonObject json) {
    return new Phases(
        length(json, "dns"),
        length(json, "connect"),
        length(json, "tls"),
        length(json, "wait"),
        length(json, "transfer"));
  }

  /** As a message keeps it: ISO 8601, and no key for what took no time. */
  public JsonObject toJson() {
    var json = new JsonObject();
    put(json, "dns", dns);
    put(json, "connect", connect);
    put(json, "tls", tls);
    put(json, "wait", waiting);
    put(json, "transfer", transfer);
    return json;
  }

  private static void put(JsonObject json, String phase, Duration length) {
    if (!length.isZero()) {
      json.put(phase, length.toString());
    }
  }

  private static Duration length(JsonObject json, String phase) {
    String length = json.getString(phase);
    return length == null ? Duration.ZERO : Duration.parse(length);
  }
}

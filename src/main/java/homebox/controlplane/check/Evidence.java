package homebox.controlplane.check;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a check saw besides its outcome.
 *
 * @param status the HTTP status of the last response, if there was one
 * @param phases where the time went
 * @param remote the address that was spoken to, {@code 192.0.2.1:443}
 * @param certificateEnds until when the server's certificate is valid
 * @param httpVersion of the last response, {@code 1.1}
 */
public record Evidence(
    OptionalInt status,
    Phases phases,
    Optional<String> remote,
    Optional<Instant> certificateEnds,
    Optional<String> httpVersion) {
  /** Nothing was seen. */
  public static final Evidence NONE =
      new Evidence(
          OptionalInt.empty(), Phases.NONE, Optional.empty(), Optional.empty(), Optional.empty());
}

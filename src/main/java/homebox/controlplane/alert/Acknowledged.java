package homebox.controlplane.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody cares about an incident.
 *
 * @param by who, as people read it
 * @param note what that one said of it, 1–1,000 characters
 */
public record Acknowledged(String by, Instant at, Optional<String> note) {
  /** From the three columns of an incident; empty if nobody does. */
  static Optional<Acknowledged> of(Long at, String by, String note) {
    return Optional.ofNullable(at)
        .map(
            millis ->
                new Acknowledged(by, Instant.ofEpochMilli(millis), Optional.ofNullable(note)));
  }
}

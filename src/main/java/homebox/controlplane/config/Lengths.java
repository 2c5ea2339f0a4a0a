package homebox.controlplane.config;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time as people write them: those of the configuration, wherever they stand. */
public final class Lengths {
  private Lengths() {}

  /** {@code 30} or {@code 0.5} for seconds, {@code 500ms}, {@code 5m}, {@code 2h}, {@code 7d}. */
  public static Optional<Duration> read(String text) {
    try {
      return Optional.of(Amounts.parse(text));
    } catch (IllegalArgumentException noLength) {
      return Optional.empty();
    }
  }
}

package homebox.controlplane.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lengths of time as people write them: those of the configuration, wherever they stand. */
public final class Lengths {
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", 86_400_000L);
    UNITS.put("h", 3_600_000L);
    UNITS.put("m", 60_000L);
    UNITS.put("s", 1_000L);
    UNITS.put("ms", 1L);
  }

  private Lengths() {}

  /** In the largest unit of which it is a whole number: {@code 90m}, {@code 2h}. */
  public static String text(Duration length) {
    return UNITS.entrySet().stream()
        .filter(unit -> length.toMillis() % unit.getValue() == 0)
        .findFirst()
        .map(unit -> length.toMillis() / unit.getValue() + unit.getKey())
        .orElseThrow();
  }

  /** {@code 30} or {@code 0.5} for seconds, {@code 500ms}, {@code 5m}, {@code 2h}, {@code 7d}. */
  public static Optional<Duration> read(String text) {
    try {
      return Optional.of(Amounts.parse(text));
    } catch (IllegalArgumentException noLength) {
      return Optional.empty();
    }
  }
}

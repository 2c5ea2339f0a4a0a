package homebox.controlplane.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Planned work: services are asked as always, and nobody is told that one of them got worse.
 *
 * @param services selectors ({@link Selectors}), each of which means some service
 * @param reason empty if none is given
 */
public record Maintenance(List<String> services, Times times, String reason) {
  /** Copies the selectors. */
  public Maintenance {
    services = List.copyOf(services);
  }

  /** When it is. */
  public sealed interface Times {}

  /** Once; {@code until} is later than {@code from}, and is no part of it. */
  public record Once(Instant from, Instant until) implements Times {}

  /**
   * Again and again.
   *
   * @param begins when it does
   * @param length 1 min – 30 d, by a clock that no summer time sets
   */
  public record Again(Crontab begins, Duration length) implements Times {}
}

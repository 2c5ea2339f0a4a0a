package homebox.controlplane.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one message row says, before it has a language: kept as JSON in {@code message.facts}.
 *
 * @param service how the service is called; empty for our own notices
 * @param critical false: 🟡 and silent instead of 🔴
 * @param level what it is now: UP, SLOW or DOWN
 * @param at when (the start of the incident; of a recovery its end)
 * @param lasted of a recovery: how long it was not well; of a reminder: how long it has not been
 * @param seen what the deciding answer was
 */
public record Fact(
    Kind kind,
    String service,
    boolean critical,
    String level,
    Instant at,
    Optional<Duration> lasted,
    Seen seen) {
  /**
   * The deciding answer.
   *
   * @param status the HTTP status, if there was one
   * @param took how long it took
   * @param limit of a slow one: what it should have taken at most
   * @param error of a failed one: its sentence
   * @param link the service's shown address; empty where there is none to show
   * @param number of a reminder: the how-manieth
   */
  public record Seen(
      Optional<Integer> status,
      Duration took,
      Optional<Duration> limit,
      Optional<String> error,
      String link,
      int number) {}
}

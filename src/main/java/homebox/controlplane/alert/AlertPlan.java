package homebox.controlplane.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told, and how often.
 *
 * @param channels by name; each gets a row of its own
 * @param remindEvery empty: nobody is reminded
 */
public record AlertPlan(List<String> channels, Optional<Duration> remindEvery) {
  /** Copies the list. */
  public AlertPlan {
    channels = List.copyOf(channels);
  }

  Optional<Duration> reminding() {
    return channels.isEmpty() ? Optional.empty() : remindEvery;
  }
}

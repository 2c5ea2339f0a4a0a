package homebox.controlplane.alert;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is told, and how often.
 *
 * @param channels by name; each that a service is told through gets a row of its own
 * @param remindEvery empty: nobody is reminded
 */
public record AlertPlan(List<String> channels, Optional<Duration> remindEvery) {
  /** The log's name as a channel. */
  static final String LOG = "log";

  /** Copies the list. */
  public AlertPlan {
    channels = List.copyOf(channels);
  }

  /** As configured: the log, and every channel. */
  public static AlertPlan of(Settings settings) {
    var names = new ArrayList<>(List.of(LOG));
    settings.telling().channels().forEach(channel -> names.add(channel.name()));
    return new AlertPlan(names, settings.telling().alerting().remindEvery());
  }

  /** Those that are told of this service; the log always is. */
  List<String> channels(ServiceConfig service) {
    return channels.stream()
        .filter(name -> name.equals(LOG) || service.alarm().goesTo(name))
        .toList();
  }

  /** All but the log. */
  List<String> people() {
    return channels.stream().filter(name -> !name.equals(LOG)).toList();
  }

  Optional<Duration> reminding() {
    return channels.isEmpty() ? Optional.empty() : remindEvery;
  }
}

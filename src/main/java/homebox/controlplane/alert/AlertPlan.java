package homebox.controlplane.alert;

import homebox.controlplane.config.Hours;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told, and how often.
 *
 * @param channels by name; each that a service is told through gets a row of its own
 * @param remindEvery empty: nobody is reminded
 * @param hours by channel; who has none is told at any time
 * @param after by channel: how long after the announcement it hears of what is still open and
 *     nobody's; who has none is told at once
 */
public record AlertPlan(
    List<String> channels,
    Optional<Duration> remindEvery,
    Map<String, Hours> hours,
    Map<String, Duration> after) {
  /** The log's name as a channel. */
  static final String LOG = "log";

  /** Copies list and maps. */
  public AlertPlan {
    channels = List.copyOf(channels);
    hours = Map.copyOf(hours);
    after = Map.copyOf(after);
  }

  /** Everybody is told at any time. */
  public AlertPlan(List<String> channels, Optional<Duration> remindEvery) {
    this(channels, remindEvery, Map.of(), Map.of());
  }

  /** As configured: the log, and every channel. */
  public static AlertPlan of(Settings settings) {
    var names = new ArrayList<>(List.of(LOG));
    var hours = new HashMap<String, Hours>();
    var after = new HashMap<String, Duration>();
    for (Settings.Channel channel : settings.telling().channels()) {
      names.add(channel.name());
      channel.hours().ifPresent(some -> hours.put(channel.name(), some));
      channel.after().ifPresent(some -> after.put(channel.name(), some));
    }
    return new AlertPlan(names, settings.telling().alerting().remindEvery(), hours, after);
  }

  /** Those that are told of this service; the log always is. */
  List<String> channels(ServiceConfig service) {
    return channels.stream()
        .filter(name -> name.equals(LOG) || service.alarm().goesTo(name))
        .toList();
  }

  /** How long it waits for somebody to care; empty: it does not. */
  Optional<Duration> after(String channel) {
    return Optional.ofNullable(after.get(channel));
  }

  /** It does not wait. */
  boolean isPrompt(String channel) {
    return !after.containsKey(channel);
  }

  /** True if this channel is told now of what gets worse, or is still so. */
  boolean awake(String channel, Instant now) {
    return Optional.ofNullable(hours.get(channel)).map(some -> some.at(now)).orElse(true);
  }

  /** All but the log. */
  List<String> people() {
    return channels.stream().filter(name -> !name.equals(LOG)).toList();
  }

  Optional<Duration> reminding() {
    return channels.isEmpty() ? Optional.empty() : remindEvery;
  }
}

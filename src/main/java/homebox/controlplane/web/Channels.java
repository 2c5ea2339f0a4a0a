package homebox.controlplane.web;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.notify.ChannelHealth.State;
import homebox.controlplane.web.MetricText.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How each channel does, in the order of the configuration. One event loop's alone. */
final class Channels {
  private final Map<String, ChannelHealth> all = new LinkedHashMap<>();
  private final Set<String> configured = new HashSet<>();
  private final ServiceView view;

  Channels(ServiceView view) {
    this.view = view;
  }

  void hear(ChannelHealth channel) {
    all.put(channel.name(), channel);
  }

  /** Other channels may be there now, and in another order. */
  void follow(Settings settings) {
    var before = new HashMap<>(all);
    all.clear();
    configured.clear();
    keep(before, "log");
    settings.telling().channels().forEach(channel -> keep(before, channel.name()));
  }

  private void keep(Map<String, ChannelHealth> before, String name) {
    configured.add(name);
    if (before.containsKey(name)) {
      all.put(name, before.get(name));
    }
  }

  /** Also one that has not yet said how it does: it is asked for as soon as the page is there. */
  boolean has(String name) {
    return configured.contains(name);
  }

  JsonArray all(Sight sight) {
    var array = new JsonArray();
    all.values().forEach(channel -> array.add(one(channel, sight)));
    return array;
  }

  /** Why it does not deliver is for who sees details. */
  JsonObject one(ChannelHealth channel, Sight sight) {
    return new JsonObject()
        .put("name", channel.name())
        .put("kind", channel.kind())
        .put("state", channel.state().name())
        .put("since", view.time(Optional.of(channel.since())))
        .put("why", sight.details() ? channel.whyAndMend().orElse(null) : null);
  }

  /** For {@code /metrics}. */
  void write(MetricText out) {
    String name = "controlplane_channel_state";
    out.head(name, Kind.GAUGE, "How the channel does: 1 for the state it has, 0 for the others.");
    for (ChannelHealth channel : all.values()) {
      for (State each : State.values()) {
        String labels =
            Labels.of("channel", channel.name()) + "," + Labels.of("state", each.name());
        out.line(name, labels, each == channel.state() ? 1 : 0);
      }
    }
  }
}

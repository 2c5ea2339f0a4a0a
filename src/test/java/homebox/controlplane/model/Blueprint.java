package homebox.controlplane.model;

import homebox.controlplane.alert.AlertPlan;
import homebox.controlplane.alert.HushPlan;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import java.util.List;
import java.util.Optional;

/**
 * How a house is configured.
 *
 * @param full with all that may stand against telling that something got worse
 */
record Blueprint(boolean full, List<String> watched) {
  private static final String COMMON =
      """
      telegram: {bot_token: "1:a", chat_id: 1}
      time_zone: UTC
      check_interval: 10
      check_timeout: 1
      max_response_time: 1
      retry_attempts: 1
      retry_delay: 1
      """;
  private static final String FULL =
      "alerting: {flapping: true, connectivity: \"192.0.2.1:53\", remind_every: 10m}\n";
  private static final String PLAIN = "alerting: {flapping: false}\n";

  /** Copies the list. */
  Blueprint {
    watched = List.copyOf(watched);
  }

  Settings settings() {
    var yaml = new StringBuilder(COMMON).append(full ? FULL : PLAIN).append("services:\n");
    for (String service : watched) {
      String more = full && service.equals(House.CHILD) ? ", depends_on: " + House.PARENT : "";
      yaml.append("  - {name: " + service + ", url: \"http://" + service + "/\"" + more + "}\n");
    }
    return Configured.by(yaml.toString());
  }

  /** Who is told: in a full house as configured, else one channel and nobody else. */
  AlertPlan alertPlan(Settings settings) {
    return full ? AlertPlan.of(settings) : new AlertPlan(List.of(Moody.NAME), Optional.empty());
  }

  HushPlan hushPlan(Settings settings) {
    return full ? HushPlan.of(settings) : HushPlan.NONE;
  }
}

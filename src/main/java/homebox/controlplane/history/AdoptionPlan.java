package homebox.controlplane.history;

import homebox.controlplane.config.ServiceConfig;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/**
 * What must be known to take a predecessor's checks over.
 *
 * @param zone in which its timestamps are local
 * @param services whose checks they may be, by name
 * @param maxResponseTime a good answer that took longer was slow: of what is no longer watched
 * @param terminal is told now and then how far it is, a line for people who watch
 */
public record AdoptionPlan(
    ZoneId zone,
    List<ServiceConfig> services,
    Duration maxResponseTime,
    Consumer<String> terminal) {
  /** Copies the list. */
  public AdoptionPlan {
    services = List.copyOf(services);
  }
}

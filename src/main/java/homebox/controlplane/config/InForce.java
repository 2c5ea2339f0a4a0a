package homebox.controlplane.config;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.List;

/**
 * The configuration that holds from now on. Said after each reading that could be used, also when
 * it has changed nothing; whoever was built with another one follows.
 *
 * @param at when it was read
 * @param waiting keys that have changed and wait for a restart, by path
 */
public record InForce(Settings settings, Instant at, List<String> waiting) implements Event {
  /** Heard by history, alert, notifier and web. */
  public static final Address<InForce> ADDRESS = Address.of("config.in-force", InForce.class);

  /** Copies the list. */
  public InForce {
    waiting = List.copyOf(waiting);
  }

  /** Headers and bodies may hold what no log should show. */
  @Override
  public String toString() {
    return "a configuration of " + settings.services().size() + " services";
  }
}

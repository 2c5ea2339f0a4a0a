package homebox.controlplane.config;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.List;

/**
 * A configuration that was read and cannot be used: what was in force stays.
 *
 * @param hash names its content
 * @param faults each {@code file:line: path: what — how to mend}, without any secret
 */
public record Refused(String hash, Instant at, List<String> faults) implements Event {
  /** Heard by notifier and web. */
  public static final Address<Refused> ADDRESS = Address.of("config.refused", Refused.class);

  /** Copies the list. */
  public Refused {
    faults = List.copyOf(faults);
  }
}

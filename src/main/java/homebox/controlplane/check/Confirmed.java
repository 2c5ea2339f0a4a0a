package homebox.controlplane.check;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;

/**
 * Tells the checker of one service what its service counts as now. Said at {@code
 * ADDRESS.of(service)}.
 */
public record Confirmed(String service, Level level) implements Event {
  /** Heard by the checker of the one service. */
  public static final Address<Confirmed> ADDRESS = Address.of("check.confirmed", Confirmed.class);
}

package homebox.controlplane.check;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;

/**
 * A service is not asked any more, or is again from now on. Said at {@code ADDRESS.of(service)}.
 *
 * @param rests true: what is being asked is answered to nobody
 */
public record Rest(String service, boolean rests) implements Event {
  /** Heard by the checker of the one service. */
  public static final Address<Rest> ADDRESS = Address.of("check.rest", Rest.class);
}

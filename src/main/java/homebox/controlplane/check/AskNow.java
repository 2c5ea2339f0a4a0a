package homebox.controlplane.check;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;

/** Somebody wants an answer of a service now. Said at {@code ADDRESS.of(service)}. */
public record AskNow(String service) implements Event {
  /** Heard by the checker of the one service. */
  public static final Address<AskNow> ADDRESS = Address.of("check.now", AskNow.class);
}

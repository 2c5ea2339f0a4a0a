package homebox.controlplane.notify;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.util.List;
import java.util.Optional;

/**
 * The other side has said, unasked, whether we may write there.
 *
 * @param channels those that write there
 * @param refused why we may not any more; empty: we may again
 */
public record Presence(List<String> channels, Optional<Delivery.Refused> refused) implements Event {
  /** Heard by the notifier. */
  public static final Address<Presence> ADDRESS = Address.of("notify.presence", Presence.class);

  /** Copies the list. */
  public Presence {
    channels = List.copyOf(channels);
  }
}

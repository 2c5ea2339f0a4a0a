package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.util.Set;

/** Messages of these channels were committed and are due. */
public record MessagesDue(Set<String> channels) implements Event {
  /** Heard by the notifier. */
  public static final Address<MessagesDue> ADDRESS =
      Address.of("alert.messages", MessagesDue.class);

  /** Copies the set. */
  public MessagesDue {
    channels = Set.copyOf(channels);
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.util.List;

/**
 * Messages that could not be committed in time and are to be told all the same, at once. When the
 * database works again they are written like any others, with the same channel and key: who has
 * told one tells it no second time.
 */
public record Unstored(List<Message> messages) implements Event {
  /** Heard by the notifier. */
  public static final Address<Unstored> ADDRESS = Address.of("alert.unstored", Unstored.class);

  /** Copies the list. */
  public Unstored {
    messages = List.copyOf(messages);
  }
}

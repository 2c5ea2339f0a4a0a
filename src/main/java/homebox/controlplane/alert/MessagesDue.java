package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of these channels were committed and are due, or claimed by their channel already.
 *
 * @param rows those that need not be read, in their order, as nobody has changed them yet; there
 *     may be more
 */
public record MessagesDue(Set<String> channels, List<Row> rows) implements Event {
  /** Heard by the notifier. */
  public static final Address<MessagesDue> ADDRESS =
      Address.of("alert.messages", MessagesDue.class);

  /**
   * One that is due, or claimed.
   *
   * @param id the row's, at least 1: their order in a channel
   * @param claimed when its channel, which was {@link Ready}, claimed it by having it written so:
   *     {@code Pace.nanos} of then; empty: it is due
   */
  public record Row(long id, Message message, Optional<Long> claimed) {}

  /** Copies what it is given. */
  public MessagesDue {
    channels = Set.copyOf(channels);
    rows = List.copyOf(rows);
  }

  /** All of them are to be read. */
  public MessagesDue(Set<String> channels) {
    this(channels, List.of());
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * How a channel does. Said whenever it changes.
 *
 * @param why what it answered, and what to do; empty while it is OK
 */
public record ChannelHealth(
    String name, String kind, State state, Instant since, Optional<String> why) implements Event {
  /** Heard by web. */
  public static final Address<ChannelHealth> ADDRESS =
      Address.of("notify.channel", ChannelHealth.class);

  /** How well. */
  public enum State {
    /** The last message arrived, or none was tried. */
    OK,
    /** It is tried again and again. */
    FAILING,
    /** Nothing is tried until somebody mends something; tested now and then. */
    PAUSED
  }
}

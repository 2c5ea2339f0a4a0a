package homebox.controlplane.notify;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * How a channel does. Said whenever it changes.
 *
 * @param why what it answered; empty while it is OK
 * @param mend what to do about it, where something must be done
 */
public record ChannelHealth(
    String name,
    String kind,
    State state,
    Instant since,
    Optional<String> why,
    Optional<String> mend)
    implements Event {
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

  /** What it answered, and what to do, in one line; empty while it is OK. */
  public Optional<String> whyAndMend() {
    return why.map(answer -> answer + mend.map(cure -> " — " + cure).orElse(""));
  }
}

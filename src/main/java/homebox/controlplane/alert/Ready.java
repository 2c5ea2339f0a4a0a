package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Duration;

/**
 * Whether a channel would send at once what becomes due: it has nothing else to tell, waits for no
 * group, and delivers. What becomes due there may be written as claimed by it: it leaves after one
 * commit then instead of two.
 *
 * @param yes false: what becomes due is claimed when its turn comes
 * @param owner whose claim it is
 * @param lease how long the claim lasts
 */
public record Ready(String channel, boolean yes, String owner, Duration lease) implements Event {
  /** Heard by whoever decides. */
  public static final Address<Ready> ADDRESS = Address.of("notify.ready", Ready.class);
}

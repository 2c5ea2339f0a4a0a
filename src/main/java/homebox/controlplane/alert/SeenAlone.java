package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.List;

/**
 * Some hosts have seen a service fail for a quarter of an hour, and most have not: it does not
 * count as DOWN.
 *
 * @param service the id
 * @param name what people call it
 * @param since the first answer that failed
 * @param by the hosts that saw it fail
 * @param of how many hosts were asked
 */
public record SeenAlone(String service, String name, Instant since, List<String> by, int of)
    implements Event {
  /** Heard by the notifier; said once a life for each such time. */
  public static final Address<SeenAlone> ADDRESS = Address.of("alert.seen-alone", SeenAlone.class);

  /** Copies the names. */
  public SeenAlone {
    by = List.copyOf(by);
  }
}

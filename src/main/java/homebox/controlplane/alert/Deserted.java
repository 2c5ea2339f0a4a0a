package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.List;

/**
 * For a minute nobody has been there to ask services that are seen from some places only.
 *
 * @param places names of hosts, or of where they stand
 * @param services what people call them
 * @param since when the first of them was to be asked
 * @param empty true: no host there lives; false: some do, and do not say what they see
 */
public record Deserted(List<String> places, List<String> services, Instant since, boolean empty)
    implements Event {
  /** Heard by the notifier; said once for each such time. */
  public static final Address<Deserted> ADDRESS = Address.of("alert.deserted", Deserted.class);

  /** Copies the names. */
  public Deserted {
    places = List.copyOf(places);
    services = List.copyOf(services);
  }
}

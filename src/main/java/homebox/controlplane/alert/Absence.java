package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time in which services do not count as up or down, by the wall clock: said when it begins, with
 * the end that is planned, and again when it has ended.
 *
 * @param services their ids
 * @param until the planned end, which is no part of it
 * @param ended when it did; empty while it goes on
 */
public record Absence(
    Kind kind, List<String> services, Instant from, Instant until, Optional<Instant> ended)
    implements Event {
  /** Heard by history. */
  public static final Address<Absence> ADDRESS = Address.of("alert.absence", Absence.class);

  /** Why. */
  public enum Kind {
    /** Planned work. */
    MAINTENANCE,
    /** Somebody wants it not to be asked. Its end is planned for never. */
    PAUSED
  }

  /** Copies the list. */
  public Absence {
    services = List.copyOf(services);
  }
}

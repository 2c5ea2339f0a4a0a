package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.util.List;

/**
 * All work that is planned: that of the file in its order, then what people planned besides, the
 * oldest first. Said when it changes.
 */
public record PlannedWorks(List<PlannedWork> all) implements Event {
  /** Heard by web. */
  public static final Address<PlannedWorks> ADDRESS = Address.of("alert.works", PlannedWorks.class);

  /** Copies the list. */
  public PlannedWorks {
    all = List.copyOf(all);
  }
}

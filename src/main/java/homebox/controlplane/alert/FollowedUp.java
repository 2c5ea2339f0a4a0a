package homebox.controlplane.alert;

import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;

/**
 * Somebody has acknowledged an incident, or noted something of it; that is committed.
 *
 * @param incident as it is from now on
 */
public record FollowedUp(StoredIncident incident) implements Event {
  /** Heard by web. */
  public static final Address<FollowedUp> ADDRESS =
      Address.of("alert.followed-up", FollowedUp.class);
}

package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Duration;
import java.time.Instant;

/**
 * We are online again.
 *
 * @param since when we were not for the first time, by the wall clock
 * @param at when that was over
 * @param length how long it was, by a clock that never steps
 */
public record BackOnline(Instant since, Instant at, Duration length) implements Event {
  /** Heard by the notifier. */
  public static final Address<BackOnline> ADDRESS = Address.of("alert.online", BackOnline.class);
}

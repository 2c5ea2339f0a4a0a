package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import homebox.controlplane.check.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a service stands: its confirmed state, and what speaks against it. Said whenever it
 * changes.
 *
 * @param since when the state began; empty while PENDING
 * @param cover why nobody is told that it got worse
 * @param acknowledged somebody cares about what is open of it
 */
public record Standing(
    String service,
    Level level,
    Optional<Instant> since,
    Optional<Unconfirmed> unconfirmed,
    Cover cover,
    Optional<Acknowledged> acknowledged)
    implements Event {
  /** Heard by web. */
  public static final Address<Standing> ADDRESS = Address.of("alert.standing", Standing.class);

  /** Where nothing stands against telling. */
  public Standing(
      String service, Level level, Optional<Instant> since, Optional<Unconfirmed> unconfirmed) {
    this(service, level, since, unconfirmed, Cover.NONE, Optional.empty());
  }

  /**
   * Answers worse than the state, too few yet to change it.
   *
   * @param since the first of them
   * @param attempt how many there are
   * @param of how many it takes
   * @param votes of the hosts that do not agree with it; empty: they were not asked yet, or do
   */
  public record Unconfirmed(Instant since, int attempt, int of, Optional<Votes> votes) {}
}

package homebox.controlplane.alert;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Level;
import java.util.Optional;

/**
 * A service changed its confirmed state. Log, messages, timeline and page all speak of this one
 * thing.
 *
 * @param since the first answer of the run that confirmed it
 * @param decided the answer that confirmed it
 * @param because what that answer was
 * @param incidents the one that it ended, the one that it opened
 */
public record Transition(
    String service,
    Change change,
    Moment since,
    Moment decided,
    Answer because,
    Incidents incidents)
    implements Event {
  /** Heard by everybody who tells people. */
  public static final Address<Transition> ADDRESS =
      Address.of("alert.transition", Transition.class);

  /** From where to where. */
  public record Change(Level from, Level to) {
    /** What it is to people. */
    public Notice notice() {
      return Notice.of(from, to);
    }
  }

  /** The incident that a change ended, and the one that it opened. */
  public record Incidents(Optional<Incident> ended, Optional<Incident> opened) {}
}

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
 * @param votes of the hosts that saw it, where there are several
 */
public record Transition(
    String service,
    Change change,
    Moment since,
    Moment decided,
    Answer because,
    Incidents incidents,
    Optional<Votes> votes)
    implements Event {
  /** Heard by everybody who tells people. */
  public static final Address<Transition> ADDRESS =
      Address.of("alert.transition", Transition.class);

  /** Of a host alone. */
  public Transition(
      String service,
      Change change,
      Moment since,
      Moment decided,
      Answer because,
      Incidents incidents) {
    this(service, change, since, decided, because, incidents, Optional.empty());
  }

  /** The same, and these hosts have voted for it. */
  Transition seenBy(Votes counted) {
    return new Transition(
        service, change, since, decided, because, incidents, Optional.of(counted));
  }

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

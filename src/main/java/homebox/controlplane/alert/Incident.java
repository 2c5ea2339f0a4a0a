package homebox.controlplane.alert;

import homebox.controlplane.check.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * A time in which a service was not as expected.
 *
 * @param started the first answer of the run that confirmed it
 * @param failure why its first answer failed; an incident of slowness has none
 */
public record Incident(
    String service, Kind kind, Moment started, Optional<Failure> failure, Optional<Ended> ended) {
  /** How bad. */
  public enum Kind {
    /** SLOW. */
    WARNING,
    /** DOWN. */
    OUTAGE
  }

  /** Why it ended. */
  public enum End {
    /** The service is UP. */
    RECOVERED,
    /** A warning became an outage. */
    WORSE,
    /** An outage became a warning. */
    SLOW,
    /** The service is watched no more. */
    REMOVED,
    /** The service is not asked for now. */
    PAUSED
  }

  /** The end: the first answer of the run that brought it. */
  public record Ended(Moment at, End why) {}

  Incident end(Moment at, End why) {
    return new Incident(service, kind, started, failure, Optional.of(new Ended(at, why)));
  }

  /**
   * Its name for ever: what it is makes it, so that two who see the same give it the same; and it
   * grows with the start.
   */
  public String id() {
    int who = (service + "/" + kind).hashCode();
    return Long.toString(started.at().toEpochMilli(), Character.MAX_RADIX)
        + "-"
        + Integer.toHexString(who);
  }

  /** What the service counts as meanwhile. */
  String level() {
    return kind == Kind.OUTAGE ? "DOWN" : "SLOW";
  }

  /** How long it was; empty while it is open. */
  public Optional<Duration> length() {
    return ended.map(end -> started.until(end.at()));
  }
}

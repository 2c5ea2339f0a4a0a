package homebox.controlplane.alert;

import homebox.controlplane.config.Maintenance;
import java.time.Duration;
import java.util.Optional;

/** What somebody wants done about services, an incident or planned work. */
public sealed interface Order {
  /** About services. */
  sealed interface OfServices extends Order {
    /** A name, an id, {@code group:NAME}, {@code tag:NAME} or {@code *}. */
    String selector();
  }

  /** About one incident. */
  sealed interface OfIncident extends Order {
    /** Its id. */
    String incident();
  }

  /** About planned work. */
  sealed interface OfWork extends Order {}

  /**
   * Nobody is told that they got worse.
   *
   * @param length from {@link #SHORTEST} to {@link #LONGEST}
   */
  record Mute(String selector, Duration length) implements OfServices {
    /** A mute is no shorter. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Nobody is muted for longer at once. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Whether a mute may be so long. */
    public static boolean takes(Duration length) {
      return length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0;
    }
  }

  /** That is over. */
  record Unmute(String selector) implements OfServices {}

  /** They are not asked, until they are resumed. */
  record Pause(String selector) implements OfServices {}

  /** They are asked again, now. */
  record Resume(String selector) implements OfServices {}

  /**
   * Somebody cares: no more reminders.
   *
   * @param note what that one says of it, 1–1,000 characters
   */
  record Acknowledge(String incident, Optional<String> note) implements OfIncident {}

  /**
   * Something to know of it.
   *
   * @param text 1–{@link #LONGEST} characters
   */
  record Note(String incident, String text) implements OfIncident {
    /** Characters of a note. */
    public static final int LONGEST = 1_000;
  }

  /** One more, besides those of the configuration file. */
  record PlanWork(Maintenance work) implements OfWork {}

  /** One that was planned so is over, or will not be. */
  record CancelWork(String id) implements OfWork {}
}

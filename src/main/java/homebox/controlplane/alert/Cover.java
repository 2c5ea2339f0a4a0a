package homebox.controlplane.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * Why nobody is told that a service got worse, or why it is not even asked, for those who show it.
 *
 * @param maintenance planned work that is under way
 * @param parent that without which it cannot be well, and which is not
 * @param muted somebody does not want to be told
 * @param paused it is not asked
 * @param flapping its state changes too often
 * @param offline its last answer was bad, and we had no connection: it says nothing
 */
public record Cover(
    Optional<Work> maintenance,
    Optional<Parent> parent,
    Optional<Muted> muted,
    Optional<Paused> paused,
    boolean flapping,
    boolean offline) {
  /** Nothing stands against it. */
  public static final Cover NONE =
      new Cover(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

  /**
   * Planned work.
   *
   * @param until when it ends
   * @param reason empty if none is given
   */
  public record Work(Instant until, String reason) {}

  /** A service on which this one depends, by its id and its name. */
  public record Parent(String id, String name) {}

  /**
   * A wish.
   *
   * @param by who has said so, as people read it
   * @param until when it ends
   */
  public record Muted(String by, Instant until) {}

  /**
   * A wish that ends by another one.
   *
   * @param by who has said so, as people read it
   * @param since when
   */
  public record Paused(String by, Instant since) {}

  /** {@link #NONE} where nothing is: there are thousands of them. */
  static Cover of(
      Optional<Work> maintenance,
      Optional<Parent> parent,
      Optional<Muted> muted,
      Optional<Paused> paused,
      boolean flapping,
      boolean offline) {
    var cover = new Cover(maintenance, parent, muted, paused, flapping, offline);
    return cover.equals(NONE) ? NONE : cover;
  }
}

package homebox.controlplane.alert;

import java.util.Optional;

/** What a service counts as, wherever people read it (design.md §10): the worst first. */
public enum Status {
  /** It failed. */
  DOWN,
  /** It is too slow. */
  SLOW,
  /** That without which it cannot be well is not. */
  UNREACHABLE,
  /** No answer of it counts. */
  UNKNOWN,
  /** Somebody works on it. */
  MAINTENANCE,
  /** Nobody asks it. */
  PAUSED,
  /** It has not answered yet. */
  PENDING,
  /** As it should be. */
  UP;

  /** It is a state of the service itself. */
  public boolean isLevel() {
    return this == UP || this == SLOW || this == DOWN;
  }

  /** Nothing to worry about. */
  public boolean isFine() {
    return this == UP || this == PENDING;
  }

  /**
   * Of a service.
   *
   * @param standing what was last said of it
   * @param silent no answer is new enough to count
   */
  public static Status of(Optional<Standing> standing, boolean silent) {
    Cover cover = standing.map(Standing::cover).orElse(Cover.NONE);
    if (cover.paused().isPresent()) {
      return PAUSED;
    }
    if (cover.maintenance().isPresent()) {
      return MAINTENANCE;
    }
    if (cover.offline() || silent) {
      return UNKNOWN;
    }
    if (cover.parent().isPresent()) {
      return UNREACHABLE;
    }
    return standing.map(known -> valueOf(known.level().name())).orElse(PENDING);
  }
}

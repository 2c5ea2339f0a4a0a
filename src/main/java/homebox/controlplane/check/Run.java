package homebox.controlplane.check;

import homebox.controlplane.config.Timing;

/**
 * The answers in a row that speak against the confirmed state of a service, all in one direction.
 * The checker asks it whether to ask again, the alert room whether the state has changed.
 *
 * @param count how many there are; 0 exactly when the direction is NONE
 * @param worst the worst of them
 * @param best the best of them
 */
public record Run(Direction direction, int count, Level worst, Level best) {
  /** Which way the answers point, seen from the confirmed state. */
  public enum Direction {
    /** The last answer was as the state is. */
    NONE,
    /** Worse than the state. */
    WORSE,
    /** Better than the state. */
    BETTER
  }

  /** Nothing speaks against the state. */
  public static final Run NONE = new Run(Direction.NONE, 0, Level.UP, Level.UP);

  /** With one more answer. The first one that is no longer of this run's direction ends it. */
  public Run after(Level confirmed, Level seen) {
    Direction way = direction(confirmed, seen);
    if (way == Direction.NONE) {
      return NONE;
    }
    if (way != direction) {
      return new Run(way, 1, seen, seen);
    }
    return new Run(way, count + 1, worst.orWorse(seen), best.worseThan(seen) ? seen : best);
  }

  /** True when it proves the state wrong. */
  public boolean complete(Timing policy) {
    return count > 0 && count >= of(policy);
  }

  /** True while more answers are wanted at once, not at the next scheduled round. */
  public boolean open(Timing policy) {
    return count > 0 && count < of(policy);
  }

  /** How many answers it takes to be complete. */
  public int of(Timing policy) {
    return direction == Direction.WORSE ? 1 + policy.retryAttempts() : policy.recoveryAttempts();
  }

  /**
   * The state that a complete run proves: DOWN only when all have failed; else the worst of them.
   */
  public Level verdict() {
    return direction == Direction.WORSE && best != Level.DOWN ? Level.SLOW : worst;
  }

  private static Direction direction(Level confirmed, Level seen) {
    if (seen.worseThan(confirmed)) {
      return Direction.WORSE;
    }
    return confirmed.worseThan(seen) ? Direction.BETTER : Direction.NONE;
  }
}

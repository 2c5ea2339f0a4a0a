package homebox.controlplane.check;

/** The confirmed state of a service. */
public enum Level {
  /** Not answered yet: ranks as UP, but its first confirmed answer is told. */
  PENDING(0),
  /** As expected, in time. */
  UP(0),
  /** As expected, too late. */
  SLOW(1),
  /** Failed. */
  DOWN(2);

  private final int rank;

  Level(int rank) {
    this.rank = rank;
  }

  /** UP &lt; SLOW &lt; DOWN, and PENDING counts as UP. */
  public boolean worseThan(Level other) {
    return rank > other.rank;
  }

  /** The worse of two. */
  public Level orWorse(Level other) {
    return other.worseThan(this) ? other : this;
  }
}

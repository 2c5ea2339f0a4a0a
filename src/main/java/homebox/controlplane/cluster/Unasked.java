package homebox.controlplane.cluster;

/** Nobody has asked a service, so that nothing is known of it. */
public final class Unasked extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why nobody has. */
  public enum Why {
    /** No node lives from where it is seen. */
    NOBODY,
    /** Some do, and none of them could say anything. */
    MUTE,
    /** The database is away, or was while it was asked. */
    AWAY
  }

  private final Why why;

  Unasked(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  /** Why nobody has. */
  public Why why() {
    return why;
  }
}

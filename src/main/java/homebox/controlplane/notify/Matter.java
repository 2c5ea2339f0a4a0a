package homebox.controlplane.notify;

/** What one message row speaks of: a service ({@link Fact}) or ourselves ({@link Own}). */
public sealed interface Matter permits Fact, Own {
  /** What it is about. */
  Kind kind();
}

package homebox.controlplane.notify;

/**
 * Whether the other hosts have heard of this one all the time. Who has stood still is heard again a
 * moment after it goes on, and by then another one may have told what was claimed before. May be
 * asked from any thread.
 */
@FunctionalInterface
public interface Hearing {
  /** There are no others. */
  Hearing ALWAYS = nanos -> true;

  /** True if they have without a break since that moment of the monotonic clock, and do now. */
  boolean since(long nanos);
}

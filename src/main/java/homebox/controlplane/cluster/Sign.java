package homebox.controlplane.cluster;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * When a node began a sign of life, by two clocks: one of them stands still in a sleep.
 *
 * @param nanos of the monotonic clock
 * @param bootMillis of the one that counts a sleep, too
 * @param unbroken since when, by the monotonic clock, each sign came soon enough after the one
 *     before it
 */
record Sign(long nanos, long bootMillis, long unbroken) {
  /** The next one, begun now. */
  static Sign after(Optional<Sign> last, Pace pace) {
    Sign now = first(pace);
    return last.filter(before -> !before.isOlder(now, Listener.ENOUGH))
        .map(before -> now.unbrokenSince(before.unbroken))
        .orElse(now);
  }

  /** One without any before it, begun now. */
  static Sign first(Pace pace) {
    long boot = pace.sinceBootMillis(); // takes longer than the other clock
    long now = pace.nanos();
    return new Sign(now, boot, now);
  }

  /**
   * The same, now that it is known to have arrived: the others count from arrival to arrival, and
   * it may have been long on its way.
   */
  Sign arrived(Optional<Sign> last, Pace pace) {
    Sign now = first(pace);
    boolean missed = last.filter(before -> before.isOlder(now, Membership.GONE)).isPresent();
    return missed ? unbrokenSince(now.unbroken) : this;
  }

  /**
   * True while no sign came much later than the one before it since that moment of the monotonic
   * clock, and this one, the last, is not so old.
   */
  boolean holdsSince(long nanos, Pace pace) {
    return unbroken - nanos <= 0 && !isOlder(first(pace), Listener.ENOUGH);
  }

  private Sign unbrokenSince(long since) {
    return new Sign(nanos, bootMillis, since);
  }

  private boolean isOlder(Sign now, Duration age) {
    return now.nanos - nanos >= age.toNanos() || now.bootMillis - bootMillis >= age.toMillis();
  }
}

package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import java.time.Duration;

/** Lets something be said once in a while, however many have reason to. From any thread. */
final class Seldom {
  private final Pace pace;
  private final long every;
  private long last;
  private boolean ever;

  Seldom(Pace pace, Duration every) {
    this.pace = pace;
    this.every = every.toNanos();
  }

  /** True for the first who asks within that time. */
  synchronized boolean now() {
    long now = pace.nanos();
    if (ever && now - last < every) {
      return false;
    }
    ever = true;
    last = now;
    return true;
  }
}

package homebox.controlplane.notify;

import java.time.Duration;

/**
 * A channel, how it says things, and how long a change waits there for others to share its message.
 */
public record Outlet(Channel channel, Wording wording, Duration groupWait) {
  /** The log: each row is a line of its own, at once. */
  public static Outlet log() {
    return new Outlet(new LogChannel(), new LineWording(), Duration.ZERO);
  }
}

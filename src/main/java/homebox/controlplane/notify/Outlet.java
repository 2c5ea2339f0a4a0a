package homebox.controlplane.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * A channel, how it says things, how long a change waits there for others to share its message, and
 * the channel that speaks for it while it does not deliver.
 */
public record Outlet(
    Channel channel, Wording wording, Duration groupWait, Optional<String> fallback) {
  /** One for which nobody in particular speaks. */
  public Outlet(Channel channel, Wording wording, Duration groupWait) {
    this(channel, wording, groupWait, Optional.empty());
  }

  /**
   * The name of the default channel among these, which our own notices go to: the first that is not
   * the log.
   */
  public static Optional<String> defaultOf(Collection<Outlet> outlets) {
    return outlets.stream()
        .filter(outlet -> !outlet.isLog())
        .map(outlet -> outlet.channel().name())
        .findFirst();
  }

  /** The log: each row is a line of its own, at once. */
  public static Outlet log() {
    return new Outlet(new LogChannel(), new LineWording(), Duration.ZERO);
  }

  /** True for the log: it is no way to reach somebody who looks elsewhere. */
  boolean isLog() {
    return channel instanceof LogChannel;
  }
}

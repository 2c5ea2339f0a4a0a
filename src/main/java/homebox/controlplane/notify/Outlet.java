package homebox.controlplane.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * A channel, how it says things, how long a change waits there for others to share its message, and
 * the channel that speaks for it while it does not deliver.
 *
 * @param waits it hears only of what nobody has cared about for a while, and of nothing of ours
 */
public record Outlet(
    Channel channel,
    Wording wording,
    Duration groupWait,
    Optional<String> fallback,
    boolean waits) {
  /** One that hears at once. */
  public Outlet(Channel channel, Wording wording, Duration groupWait, Optional<String> fallback) {
    this(channel, wording, groupWait, fallback, false);
  }

  /** One for which nobody in particular speaks. */
  public Outlet(Channel channel, Wording wording, Duration groupWait) {
    this(channel, wording, groupWait, Optional.empty());
  }

  /**
   * The name of the default channel among these, which our own notices go to: the first that is not
   * the log and does not wait.
   */
  public static Optional<String> defaultOf(Collection<Outlet> outlets) {
    return outlets.stream()
        .filter(outlet -> !outlet.isLog() && !outlet.waits())
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

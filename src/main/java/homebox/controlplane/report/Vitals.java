package homebox.controlplane.report;

import homebox.controlplane.check.Desk;
import homebox.controlplane.notify.Tally;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a pulse is felt. Each may be asked from any thread.
 *
 * @param desk how late checks begin
 * @param unwritten how long answers wait to be stored
 * @param channels what became of messages, a tally for each channel
 */
public record Vitals(
    Desk desk, Supplier<Duration> unwritten, Supplier<Collection<Tally>> channels) {
  /** Now; of these channels nothing is expected. */
  Pulse pulse(long nowNanos, Set<String> paused) {
    Duration untold =
        channels.get().stream()
            .filter(channel -> !paused.contains(channel.channel()))
            .map(channel -> channel.oldest(nowNanos))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new Pulse(
        desk.ticking(), Duration.ofMillis(desk.lag().lag().maxMillis()), unwritten.get(), untold);
  }
}

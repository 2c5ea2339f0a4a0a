package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Knows which services are muted, and ends each mute in its time, by the clock that never steps.
 * Belongs to one context.
 */
final class Mutes {
  private final Pace pace;
  private final AnswerClock clock;
  private final Consumer<String> changed;
  private final Map<String, Held> held = new HashMap<>();
  private final Map<String, Long> ended = new HashMap<>();
  private Pace.Timer timer = () -> {};

  /** One service's mute, and when it ends by the clock that never steps. */
  private record Held(Muted muted, long endNanos) {}

  /**
   * Nobody is muted yet.
   *
   * @param clock that of the answers
   * @param changed hears of each service of which it changes
   */
  Mutes(Pace pace, AnswerClock clock, Consumer<String> changed) {
    this.pace = pace;
    this.clock = clock;
    this.changed = changed;
  }

  /** From now on, for so long; what held before is forgotten. */
  void begin(Collection<String> services, Muted muted, Duration left) {
    var one = new Held(muted, pace.nanos() + left.toNanos());
    services.forEach(service -> held.put(service, one));
    services.forEach(changed);
    await();
  }

  /** Those of them that are muted are so no longer. */
  void end(Collection<String> services) {
    List<String> over = services.stream().filter(held::containsKey).toList();
    over.forEach(held::remove);
    clock.tell(now -> over.forEach(service -> ended.put(service, now)));
    over.forEach(changed);
    await();
  }

  Optional<Muted> of(String service) {
    return Optional.ofNullable(held.get(service)).map(Held::muted);
  }

  /** True if it is muted, or was at any time since that moment by the answers' clock. */
  boolean had(String service, long sinceMillis) {
    return held.containsKey(service) || ended.getOrDefault(service, Long.MIN_VALUE) > sinceMillis;
  }

  void stop() {
    timer.cancel();
  }

  private void await() {
    timer.cancel();
    OptionalLong next = held.values().stream().mapToLong(Held::endNanos).min();
    if (next.isPresent()) {
      timer = pace.after(Duration.ofNanos(next.getAsLong() - pace.nanos()), this::endDue);
    }
  }

  private void endDue() {
    long now = pace.nanos();
    end(
        held.entrySet().stream()
            .filter(each -> each.getValue().endNanos() <= now)
            .map(Map.Entry::getKey)
            .toList());
  }
}

package homebox.controlplane.notify;

import homebox.controlplane.notify.ChannelHealth.State;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a channel that does not deliver: its rows go to its fallback too, and somebody
 * is told through another channel, once. Belongs to one context.
 */
final class Standby {
  private static final Logger log = LoggerFactory.getLogger(Standby.class);

  /** A channel that is only failing gets so long to come back by itself. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  private final Map<String, Outlet> outlets = new LinkedHashMap<>();
  private final Map<String, ChannelHealth> health = new HashMap<>();
  private final Map<String, Pace.Timer> timers = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final Map<String, String> told = new HashMap<>();
  private final Set<String> telling = new HashSet<>();
  private final StandbyStore store;
  private final Pace pace;
  private final Consumer<String> wake;

  /**
   * Knows of no trouble yet.
   *
   * @param wake is told the channels that have something new to tell
   */
  Standby(List<Outlet> outlets, StandbyStore store, Pace pace, Consumer<String> wake) {
    this.store = store;
    this.pace = pace;
    this.wake = wake;
    follow(outlets);
  }

  /** These are there from now on, in this order. Who is gone is no trouble any more. */
  void follow(List<Outlet> now) {
    outlets.clear();
    now.forEach(outlet -> outlets.put(outlet.channel().name(), outlet));
    List.copyOf(timers.keySet()).stream().filter(name -> !knows(name)).forEach(this::cancel);
    health.keySet().removeIf(name -> !knows(name));
    since.keySet().removeIf(name -> !knows(name));
    broken.removeIf(name -> !knows(name));
    told.entrySet().removeIf(each -> !knows(each.getKey()) || !knows(each.getValue()));
    round();
  }

  private boolean knows(String name) {
    return outlets.containsKey(name);
  }

  /** Our own notices go there. */
  Optional<String> defaultChannel() {
    return Outlet.defaultOf(outlets.values());
  }

  /** Who was told of which channel in an earlier life. */
  void remember(Map<String, String> earlier) {
    earlier.forEach(
        (name, to) -> {
          if (knows(name) && knows(to)) {
            told.put(name, to);
          }
        });
  }

  /** A channel changed. */
  void hear(ChannelHealth now) {
    String name = now.name();
    if (!knows(name)) {
      return;
    }
    if (state(name) == State.OK) { // else it has only changed the way in which it does not
      since.put(name, now.since());
    }
    health.put(name, now);
    cancel(name);
    if (now.state() == State.OK) {
      restored(name);
    } else if (now.state() == State.PAUSED || left(now).isZero()) {
      fallen(name);
    } else {
      timers.put(name, pace.after(left(now), () -> fallen(name)));
    }
  }

  /** Something new is due on a channel. */
  void due(String name) {
    if (broken.contains(name)) {
      divert(name);
    }
  }

  /** Whatever could not be done yet is tried again. */
  void round() {
    Set.copyOf(broken).forEach(this::cover);
    Set.copyOf(told.keySet()).stream().filter(this::works).forEach(this::restored);
  }

  void stop() {
    timers.values().forEach(Pace.Timer::cancel);
    broken.clear();
  }

  private Duration left(ChannelHealth now) {
    Duration already = Duration.between(now.since(), pace.instant());
    Duration left = SILENCE.minus(already.isNegative() ? Duration.ZERO : already);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void cancel(String name) {
    Optional.ofNullable(timers.remove(name)).ifPresent(Pace.Timer::cancel);
  }

  private void fallen(String name) {
    broken.add(name);
    cover(name);
  }

  private void cover(String name) {
    divert(name);
    if (!told.containsKey(name) && telling.add(name)) {
      deputy(name).ifPresentOrElse(deputy -> tell(name, deputy), () -> telling.remove(name));
    }
  }

  private void divert(String name) {
    Optional<String> fallback = outlets.get(name).fallback().filter(this::knows);
    fallback.ifPresent(
        other ->
            store
                .divert(name, other)
                .onSuccess(
                    rows -> {
                      if (rows > 0) {
                        log.info("channel {}: {} speaks for it meanwhile", name, other);
                        wake.accept(other);
                      }
                    }));
  }

  /** Its fallback, else the default channel, else any that works; last one that waits. */
  private Optional<String> deputy(String name) {
    Stream<String> promptFirst =
        outlets.keySet().stream().sorted(Comparator.comparing(each -> outlets.get(each).waits()));
    return Stream.concat(outlets.get(name).fallback().stream(), promptFirst)
        .filter(other -> !other.equals(name) && knows(other))
        .filter(other -> !outlets.get(other).isLog() && state(other) == State.OK)
        .findFirst();
  }

  private boolean works(String name) {
    return health.containsKey(name) && state(name) == State.OK;
  }

  private State state(String name) {
    return health.containsKey(name) ? health.get(name).state() : State.OK;
  }

  private void tell(String name, String deputy) {
    ChannelHealth now = health.get(name);
    var notice = new Own.Broken(name, now.since(), now.why().orElse(""), now.mend());
    store
        .broken(deputy, notice, pace.instant())
        .onComplete(
            (done, cause) -> {
              telling.remove(name);
              if (cause == null) {
                told.put(name, deputy);
                wake.accept(deputy);
                again(name);
              }
            });
  }

  /** It came back while that was being written. */
  private void again(String name) {
    if (state(name) == State.OK) {
      restored(name);
    }
  }

  private void restored(String name) {
    broken.remove(name);
    String to = told.get(name);
    if (to == null || !telling.add(name)) {
      return;
    }
    Instant began = since.getOrDefault(name, pace.instant());
    Instant now = pace.instant().isAfter(began) ? pace.instant() : began.plusMillis(1);
    Duration length = Duration.between(began, now);
    store
        .works(to, new Own.Works(name, length), now)
        .onComplete(
            (done, cause) -> {
              telling.remove(name);
              if (cause == null) {
                told.remove(name);
                wake.accept(to);
              }
            });
  }
}

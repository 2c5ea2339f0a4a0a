package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.check.Level;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows when the next reminder of each outage is due: after {@code remind_every}, then after twice
 * that, and so on up to a day. Waits on the monotonic clock; the stored time serves a restart.
 */
final class Reminders {
  private static final Duration DAY = Duration.ofDays(1);

  private final Pace pace;
  private Optional<Duration> every;
  private final Consumer<Dossier> due;
  private final Map<String, Pace.Timer> timers = new HashMap<>();

  Reminders(Pace pace, Optional<Duration> every, Consumer<Dossier> due) {
    this.pace = pace;
    this.every = every;
    this.due = due;
  }

  /** How it begins when a service becomes {@code level}. */
  Reminding first(Level level) {
    return level == Level.DOWN ? new Reminding(0, next(0)) : Reminding.NONE;
  }

  /** How it goes on after one more. */
  Reminding after(Reminding before) {
    return new Reminding(before.told() + 1, next(before.told() + 1));
  }

  /** From now on so often; whoever is waiting is planned anew by the caller. */
  void every(Optional<Duration> length) {
    every = length;
  }

  /** Of this service nothing more is told. */
  void cancel(Dossier dossier) {
    Optional.ofNullable(timers.remove(dossier.service().id())).ifPresent(Pace.Timer::cancel);
  }

  /** Waits for the next one of this service, and for no other one of it. */
  void plan(Dossier dossier) {
    cancel(dossier);
    Optional<Instant> next = dossier.reminding().next();
    boolean cared = dossier.acknowledged().isPresent();
    if (dossier.state().level() != Level.DOWN || every.isEmpty() || cared) {
      return;
    }
    Duration most = length(dossier.reminding().told());
    Duration left = next.map(at -> Duration.between(pace.instant(), at)).orElse(most);
    again(dossier, left.compareTo(most) > 0 || left.isNegative() ? Duration.ZERO : left);
  }

  /** It could not be told now. */
  void again(Dossier dossier, Duration delay) {
    timers.put(dossier.service().id(), pace.after(delay, () -> due.accept(dossier)));
  }

  /** Nothing is told any more. */
  void stop() {
    timers.values().forEach(Pace.Timer::cancel);
    timers.clear();
  }

  private Optional<Instant> next(int told) {
    return every.map(first -> pace.instant().plus(length(told)));
  }

  private Duration length(int told) {
    Duration first = every.orElseThrow();
    if (first.compareTo(DAY) >= 0) {
      return first;
    }
    Duration doubled = first.multipliedBy(1L << Math.min(told, 11)); // a minute × 2^11 > a day
    return doubled.compareTo(DAY) < 0 ? doubled : DAY;
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows when the next channel that waits ({@code after}) is to hear of what is still open and
 * nobody's. Waits on the monotonic clock; over a restart the time follows from when the incident
 * was announced.
 */
final class Escalations {
  private final Pace pace;
  private final Consumer<Dossier> due;
  private final Map<String, Pace.Timer> timers = new HashMap<>();
  private AlertPlan plan;

  Escalations(Pace pace, AlertPlan plan, Consumer<Dossier> due) {
    this.pace = pace;
    this.plan = plan;
    this.due = due;
  }

  /** From now on; whoever is waiting is planned anew by the caller. */
  void follow(AlertPlan now) {
    plan = now;
  }

  /** Of this service nobody is told any more. */
  void cancel(Dossier dossier) {
    Optional.ofNullable(timers.remove(dossier.service().id())).ifPresent(Pace.Timer::cancel);
  }

  /** Waits for the next channel of this service, and for no other time of it. */
  void plan(Dossier dossier) {
    cancel(dossier);
    if (dossier.state().incident().isPresent() && dossier.acknowledged().isEmpty()) {
      dossier
          .announcedFor(pace.nanos())
          .flatMap(length -> next(dossier, length))
          .ifPresent(left -> again(dossier, left));
    }
  }

  /** It could not be told now. */
  void again(Dossier dossier, Duration delay) {
    cancel(dossier);
    timers.put(dossier.service().id(), pace.after(delay, () -> due.accept(dossier)));
  }

  void stop() {
    timers.values().forEach(Pace.Timer::cancel);
    timers.clear();
  }

  /** The first that is not told yet: what was due before is due now. */
  private Optional<Duration> next(Dossier dossier, Duration announcedFor) {
    return plan.channels(dossier.service()).stream()
        .filter(channel -> dossier.state().level().worseThan(dossier.told().to(channel)))
        .flatMap(channel -> plan.after(channel).stream())
        .map(after -> after.minus(announcedFor))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .min(Duration::compareTo);
  }
}

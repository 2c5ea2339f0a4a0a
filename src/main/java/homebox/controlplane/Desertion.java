package homebox.controlplane;

import homebox.controlplane.alert.Deserted;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says once, after a minute, that nobody is where some services are seen from. While no node lives
 * there that is one thing for all of them; where one does and does not say what it sees, one for
 * each. Belongs to one context.
 */
final class Desertion {
  /** A host may be started again without anybody being told. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Pace pace;
  private final Supplier<List<ServiceConfig>> asked;
  private final Function<List<String>, Future<Boolean>> anybody;
  private final Consumer<Deserted> tell;
  private final Map<Whom, Time> open = new HashMap<>();

  /** Services of these places: all of them, or the one with that id. */
  private record Whom(List<String> places, String id) {}

  private static final class Time {
    private final Instant since;
    private final long beganNanos;
    private boolean told;

    Time(Pace pace) {
      since = pace.instant();
      beganNanos = pace.nanos();
    }
  }

  /**
   * All is well.
   *
   * @param asked those that are to be asked now
   * @param anybody whether a node lives at one of these places
   */
  Desertion(
      Pace pace,
      Supplier<List<ServiceConfig>> asked,
      Function<List<String>, Future<Boolean>> anybody,
      Consumer<Deserted> tell) {
    this.pace = pace;
    this.asked = asked;
    this.anybody = anybody;
    this.tell = tell;
  }

  /** Somebody has asked it. */
  void over(ServiceConfig service) {
    open.remove(new Whom(service.locations(), ""));
    open.remove(new Whom(service.locations(), service.id()));
  }

  /** It was to be asked, and no node lives there. */
  void nobody(ServiceConfig service) {
    var whom = new Whom(service.locations(), "");
    if (!open.containsKey(whom)) {
      var time = new Time(pace);
      open.put(whom, time);
      pace.after(PATIENCE, () -> lookAgain(whom, time));
    }
    later(whom);
  }

  /** It was to be asked, and who lives there does not say what it sees. */
  void mute(ServiceConfig service) {
    var whom = new Whom(service.locations(), service.id());
    open.computeIfAbsent(whom, first -> new Time(pace));
    later(whom);
  }

  /** Services may be asked seldom: who is there again is not always heard of. */
  private void lookAgain(Whom whom, Time time) {
    if (open.get(whom) == time && !time.told) {
      anybody
          .apply(whom.places())
          .onSuccess(
              somebody -> {
                if (somebody) {
                  open.remove(whom, time);
                } else {
                  later(whom);
                }
              });
    }
  }

  private void later(Whom whom) {
    Time time = open.get(whom);
    if (time == null || time.told || pace.nanos() - time.beganNanos < PATIENCE.toNanos()) {
      return;
    }
    List<String> names =
        asked.get().stream()
            .filter(service -> service.locations().equals(whom.places()))
            .filter(service -> whom.id().isEmpty() || service.id().equals(whom.id()))
            .map(ServiceConfig::name)
            .toList();
    if (names.isEmpty()) {
      open.remove(whom);
    } else {
      time.told = true;
      tell.accept(new Deserted(whom.places(), names, time.since, whom.id().isEmpty()));
    }
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.alert.ServiceState.Step;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Run.Direction;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has other hosts look at what fails here, and says when they do not agree. Belongs to one context.
 */
final class Witnesses {
  /** So long some may see something fail that most do not before that is told. */
  static final Duration ODD = Duration.ofMinutes(15);

  private final Panel panel;
  private final Consumer<SeenAlone> tell;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Instant> told = new HashMap<>();

  Witnesses(Panel panel, Consumer<SeenAlone> tell) {
    this.panel = panel;
    this.tell = tell;
  }

  /** An answer has come, and would lead there: the first one that fails has all others asked. */
  void hear(Dossier dossier, Step step, CheckResult result) {
    boolean failed = result.outcome() instanceof Outcome.Failed;
    if (failed && dossier.state().level() != Level.DOWN) {
      if (asked.add(result.service())) {
        panel.ask(dossier.service());
      }
    } else if (step.state().run().direction() != Direction.WORSE) {
      over(result.service());
    }
  }

  /** What is to be known before a service counts as that; empty: nothing. SLOW is our own word. */
  Optional<Future<Optional<Votes>>> before(Dossier dossier, Transition transition) {
    return transition.change().to() == Level.DOWN
        ? Optional.of(panel.verdict(dossier.service())).filter(verdict -> !isEmpty(verdict))
        : Optional.empty();
  }

  private static boolean isEmpty(Future<Optional<Votes>> verdict) {
    return verdict.succeeded() && verdict.result().isEmpty();
  }

  /** They were counted: whoever fails again is asked about again. */
  void over(String service) {
    if (asked.remove(service)) {
      panel.over(service);
    }
  }

  /** Most did not see it fail. */
  void disagree(Dossier dossier, Votes votes, Instant now) {
    Instant since = dossier.state().began().orElseThrow().at();
    boolean odd = Duration.between(since, now).compareTo(ODD) >= 0;
    if (odd && !since.equals(told.put(dossier.service().id(), since))) {
      var service = dossier.service();
      tell.accept(new SeenAlone(service.id(), service.name(), since, votes.accusers(), votes.of()));
    }
  }
}

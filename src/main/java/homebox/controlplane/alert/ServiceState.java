package homebox.controlplane.alert;

import homebox.controlplane.alert.Incident.End;
import homebox.controlplane.alert.Incident.Kind;
import homebox.controlplane.alert.Standing.Unconfirmed;
import homebox.controlplane.alert.Transition.Change;
import homebox.controlplane.alert.Transition.Incidents;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Run;
import homebox.controlplane.check.Run.Direction;
import homebox.controlplane.config.Timing;
import java.util.Optional;

/**
 * What is known of one service, and the one pure step that an answer takes it (design.md §7).
 *
 * @param since the first answer of the run that brought the level
 * @param run what speaks against it
 * @param began the first answer of that run
 * @param incident the open one
 */
record ServiceState(
    Level level,
    Optional<Moment> since,
    Run run,
    Optional<CheckResult> began,
    Optional<Incident> incident) {
  /** Nothing is known. */
  static final ServiceState UNKNOWN =
      new ServiceState(
          Level.PENDING, Optional.empty(), Run.NONE, Optional.empty(), Optional.empty());

  /** Where a step led. */
  record Step(ServiceState state, Optional<Transition> transition) {
    /** The same, and these hosts have voted for it. */
    Step seenBy(Votes votes) {
      return new Step(state, transition.map(step -> step.seenBy(votes)));
    }
  }

  /** Takes one answer in. */
  Step after(CheckResult result, Timing policy) {
    Level seen = result.outcome().level();
    if (level == Level.PENDING && seen == Level.UP) {
      return change(Level.UP, result, result);
    }
    Run longer = run.after(level, seen);
    CheckResult first = longer.count() == 1 ? result : began.orElse(result);
    if (longer.complete(policy)) {
      return change(longer.verdict(), first, result);
    }
    Optional<CheckResult> from =
        longer.direction() == Direction.NONE ? Optional.empty() : Optional.of(first);
    return new Step(new ServiceState(level, since, longer, from, incident), Optional.empty());
  }

  /** With one more answer that would change it, if most hosts had seen the same. */
  ServiceState contested(CheckResult result) {
    Run longer = run.after(level, result.outcome().level());
    CheckResult first = longer.count() == 1 ? result : began.orElse(result);
    return new ServiceState(level, since, longer, Optional.of(first), incident);
  }

  /** The same with nothing that speaks against it. */
  ServiceState undisputed() {
    return new ServiceState(level, since, Run.NONE, Optional.empty(), incident);
  }

  /** Where the service stands, for those who show it. */
  Standing standing(
      String service,
      Timing policy,
      Cover cover,
      Optional<Acknowledged> acknowledged,
      Optional<Votes> votes) {
    Optional<Unconfirmed> unconfirmed =
        began
            .filter(first -> run.direction() == Direction.WORSE)
            .map(first -> unconfirmed(first, policy, votes));
    return new Standing(service, level, since.map(Moment::at), unconfirmed, cover, acknowledged);
  }

  private Unconfirmed unconfirmed(CheckResult first, Timing policy, Optional<Votes> votes) {
    int of = run.of(policy);
    return new Unconfirmed(first.at(), Math.min(run.count(), of), of, votes);
  }

  private Step change(Level to, CheckResult first, CheckResult last) {
    Moment start = Moment.of(first);
    Optional<Incident> ended = incident.map(open -> open.end(start, why(to)));
    Optional<Incident> opened = opened(to, first);
    var next = new ServiceState(to, Optional.of(start), Run.NONE, Optional.empty(), opened);
    var transition =
        new Transition(
            last.service(),
            new Change(level, to),
            start,
            Moment.of(last),
            last.answer(),
            new Incidents(ended, opened));
    return new Step(next, Optional.of(transition));
  }

  private static Optional<Incident> opened(Level to, CheckResult first) {
    if (to != Level.DOWN && to != Level.SLOW) {
      return Optional.empty();
    }
    Kind kind = to == Level.DOWN ? Kind.OUTAGE : Kind.WARNING;
    Optional<Failure> failure =
        first.outcome() instanceof Outcome.Failed failed
            ? Optional.of(failed.failure())
            : Optional.empty();
    return Optional.of(
        new Incident(first.service(), kind, Moment.of(first), failure, Optional.empty()));
  }

  private static End why(Level to) {
    return switch (to) {
      case DOWN -> End.WORSE;
      case SLOW -> End.SLOW;
      case UP, PENDING -> End.RECOVERED;
    };
  }
}

package homebox.controlplane.cli.diagnose;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Cause;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.HttpAsk;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a look came, step by step. */
final class Steps {
  private Steps() {}

  /** The ones there are. */
  enum Name {
    DNS,
    TCP,
    TLS,
    HTTP
  }

  /**
   * One of them.
   *
   * @param said how it went
   */
  record Step(Name name, boolean well, String said) {}

  /** Those that were taken, in their order; the last one alone may have failed. */
  static List<Step> of(HttpAsk ask, Answer answer) {
    Optional<Failure> failure =
        answer.outcome() instanceof Outcome.Failed failed
            ? Optional.of(failed.failure())
            : Optional.empty();
    Name broken = failure.map(Steps::where).orElse(null);
    var steps = new ArrayList<Step>();
    for (Name name : taken(ask, failure)) {
      if (name == broken) {
        steps.add(new Step(name, false, failure.get().sentence()));
        return steps;
      }
      steps.add(new Step(name, true, well(name, answer)));
    }
    return steps;
  }

  /** Nothing is looked up where the address is one, and nothing is asked that HTTP forbids. */
  private static List<Name> taken(HttpAsk ask, Optional<Failure> failure) {
    if (failure.filter(why -> why.reason() == Reason.REQUEST_INVALID).isPresent()) {
      return List.of(Name.HTTP);
    }
    var names = new ArrayList<>(List.of(Name.values()));
    if (ask.url().host().matches("[0-9.]+|.*:.*")) {
      names.remove(Name.DNS);
    }
    if (!ask.url().secure()) {
      names.remove(Name.TLS);
    }
    return names;
  }

  private static Name where(Failure failure) {
    return switch (failure.reason()) {
      case NO_CONNECTION, NO_SOCKET -> Name.TCP;
      case NO_HANDSHAKE -> Name.TLS;
      default -> where(failure.cause());
    };
  }

  private static Name where(Cause cause) {
    return switch (cause) {
      case DNS -> Name.DNS;
      case REFUSED, UNREACHABLE -> Name.TCP;
      case TLS -> Name.TLS;
      default -> Name.HTTP;
    };
  }

  private static String well(Name name, Answer answer) {
    Phases phases = answer.evidence().phases();
    return switch (name) {
      case DNS -> millis(phases.dns());
      case TCP ->
          millis(phases.connect()) + answer.evidence().remote().map(to -> " to " + to).orElse("");
      case TLS ->
          millis(phases.tls())
              + answer
                  .evidence()
                  .certificateEnds()
                  .map(ends -> ", certificate until " + ends.atZone(ZoneOffset.UTC).toLocalDate())
                  .orElse("");
      case HTTP ->
          answer.evidence().status().stream().mapToObj(code -> code + " in ").findFirst().orElse("")
              + millis(phases.waiting().plus(phases.transfer()));
    };
  }

  private static String millis(Duration length) {
    return length.toMillis() == 0 ? "< 1 ms" : length.toMillis() + " ms";
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What a message says, as JSON: times are ISO 8601, what is absent has no key. {@code line} is the
 * whole of it in one English line, for the log.
 */
final class Facts {
  private Facts() {}

  /** Of a change, as news of that kind. */
  static JsonObject of(ServiceConfig service, Transition transition, Notice notice) {
    var facts =
        common(service, notice.name(), transition.change().to().name())
            .put("at", transition.since().at().toString())
            .put("seen", seen(transition.because(), service))
            .put("line", ChangeLine.of(service.name(), transition));
    if (notice == Notice.ALERT) {
      transition.votes().ifPresent(votes -> facts.put("votes", votes.toJson()));
    }
    if (notice == Notice.RECOVERY) {
      transition.incidents().ended().ifPresent(ended -> facts.put("was", was(ended)));
    }
    return facts;
  }

  /** Of what began before there was anybody to tell it to; the last answer says that it is so. */
  static JsonObject late(ServiceConfig service, Incident open, Notice notice, Answer last) {
    return common(service, notice.name(), open.level())
        .put("at", open.started().at().toString())
        .put("seen", seen(last, service))
        .put("line", ChangeLine.late(service.name(), open));
  }

  /**
   * Of a reminder: the {@code number}-th, after {@code length}.
   *
   * @param last the last answer; one that did not fail does not tell yet why it is still so
   */
  static JsonObject of(
      ServiceConfig service, Incident open, int number, Duration length, Answer last) {
    var seen =
        last.outcome() instanceof Outcome.Failed
            ? seen(last, service)
            : unseen(service, open.failure());
    seen.put("number", number);
    return common(service, "REMINDER", open.level())
        .put("at", open.started().at().toString())
        .put("was", new JsonObject().put("level", open.level()).put("length", length.toString()))
        .put("seen", seen)
        .put(
            "line",
            service.name()
                + (" is still " + open.level())
                + (" after " + ChangeLine.text(length))
                + (" (reminder " + number + ")"));
  }

  private static JsonObject common(ServiceConfig service, String kind, String level) {
    var facts =
        new JsonObject()
            .put("kind", kind)
            .put("service", service.name())
            .put("critical", service.critical())
            .put("level", level);
    return service.label().group().isEmpty() ? facts : facts.put("group", service.label().group());
  }

  private static JsonObject was(Incident ended) {
    return new JsonObject()
        .put("level", ended.level())
        .put("length", ended.length().orElse(Duration.ZERO).toString());
  }

  private static JsonObject seen(Answer answer, ServiceConfig service) {
    var seen =
        new JsonObject()
            .put("took", answer.outcome().took().toString())
            .put("link", service.ask().shownUrl())
            .put("number", 0);
    Phases phases = answer.evidence().phases();
    if (!phases.equals(Phases.NONE)) {
      seen.put("phases", phases.toJson());
    }
    if (answer.evidence().status().isPresent()) {
      seen.put("status", answer.evidence().status().getAsInt());
    }
    if (answer.outcome() instanceof Outcome.Slow slow) {
      seen.put("limit", slow.limit().toString());
    }
    if (answer.outcome() instanceof Outcome.Failed failed) {
      seen.put("failure", failed.failure().toJson());
    }
    return seen;
  }

  private static JsonObject unseen(ServiceConfig service, Optional<Failure> failure) {
    var seen =
        new JsonObject()
            .put("took", Duration.ZERO.toString())
            .put("link", service.ask().shownUrl());
    failure.ifPresent(why -> seen.put("failure", why.toJson()));
    return seen;
  }
}

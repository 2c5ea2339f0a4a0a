package homebox.controlplane.check;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer as JSON, for one host to hand it to another. */
public final class AnswerJson {
  private AnswerJson() {}

  /** All of it. */
  public static JsonObject of(Answer answer) {
    var json = new JsonObject();
    Outcome outcome = answer.outcome();
    json.put("outcome", outcome.word()).put("took", outcome.took().toString());
    if (outcome instanceof Outcome.Slow slow) {
      json.put("limit", slow.limit().toString());
    } else if (outcome instanceof Outcome.Failed failed) {
      json.put("failure", failed.failure().toJson());
    }
    return put(json, answer.evidence());
  }

  private static JsonObject put(JsonObject json, Evidence seen) {
    seen.status().ifPresent(status -> json.put("status", status));
    seen.remote().ifPresent(address -> json.put("remote", address));
    seen.certificateEnds().ifPresent(end -> json.put("certificate_ends", end.toString()));
    seen.httpVersion().ifPresent(version -> json.put("http_version", version));
    return json.put("phases", seen.phases().toJson());
  }

  /**
   * Back from JSON; empty for a reason to fail that this version does not know.
   *
   * @throws RuntimeException if {@link #of} never wrote this
   */
  public static Optional<Answer> from(JsonObject json) {
    return outcome(json).map(outcome -> new Answer(outcome, evidence(json)));
  }

  private static Optional<Outcome> outcome(JsonObject json) {
    Duration took = length(json, "took");
    return switch (json.getString("outcome")) {
      case "GOOD" -> Optional.of(new Outcome.Good(took));
      case "SLOW" -> Optional.of(new Outcome.Slow(took, length(json, "limit")));
      case "FAILED" ->
          Failure.from(json.getJsonObject("failure"))
              .map(failure -> new Outcome.Failed(took, failure));
      default -> throw new IllegalArgumentException("this is no answer");
    };
  }

  private static Evidence evidence(JsonObject json) {
    Integer status = json.getInteger("status");
    return new Evidence(
        status == null ? OptionalInt.empty() : OptionalInt.of(status),
        Phases.from(json.getJsonObject("phases")),
        Optional.ofNullable(json.getString("remote")),
        Optional.ofNullable(json.getInstant("certificate_ends")),
        Optional.ofNullable(json.getString("http_version")));
  }

  private static Duration length(JsonObject json, String key) {
    return Duration.parse(json.getString(key));
  }
}

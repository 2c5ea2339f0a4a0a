package homebox.controlplane.check;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Why an answer failed: a reason and the facts that belong into its sentence. The facts are such as
 * stay the same from check to check (a name, a configured bound), so that equal failures have equal
 * texts; they never hold a secret.
 */
public record Failure(Reason reason, List<String> facts) {
  /** Copies the facts. */
  public Failure {
    facts = List.copyOf(facts);
  }

  /** A failure with its facts in the order of the reason's template. */
  public static Failure of(Reason reason, String... facts) {
    return new Failure(reason, List.of(facts));
  }

  /**
   * Back from JSON; empty for a reason that this version does not know.
   *
   * @throws ClassCastException or NullPointerException if {@link #toJson} never wrote this
   */
  public static Optional<Failure> from(JsonObject json) {
    String name = Objects.requireNonNull(json.getString("reason"), "reason");
    var facts = json.getJsonArray("facts").stream().map(String.class::cast).toList();
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findAny()
        .map(reason -> new Failure(reason, facts));
  }

  /** As the database keeps it. */
  public JsonObject toJson() {
    return new JsonObject().put("reason", reason.name()).put("facts", new JsonArray(facts));
  }

  /** The one word for programs. */
  public Cause cause() {
    return reason.cause();
  }

  /** One sentence for people. */
  public String sentence() {
    return new MessageFormat(reason.template(), Locale.ROOT).format(facts.toArray());
  }
}

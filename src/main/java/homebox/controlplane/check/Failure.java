package homebox.controlplane.check;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

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

  /** The one word for programs. */
  public Cause cause() {
    return reason.cause();
  }

  /** One sentence for people. */
  public String sentence() {
    return new MessageFormat(reason.template(), Locale.ROOT).format(facts.toArray());
  }
}

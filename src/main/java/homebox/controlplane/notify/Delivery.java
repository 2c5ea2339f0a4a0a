package homebox.controlplane.notify;

import java.time.Duration;
import java.util.Optional;

/** How a delivery went. Each text is a sentence for log and trail, and holds no secret. */
public sealed interface Delivery {
  /** One sentence. */
  String answer();

  /** Why it did not arrive; empty when it did. */
  default Optional<Fault> why() {
    if (this instanceof Later later) {
      return Optional.of(later.fault());
    }
    if (this instanceof Refused refused) {
      return Optional.of(refused.fault());
    }
    return this instanceof Unknown unknown ? Optional.of(unknown.fault()) : Optional.empty();
  }

  /**
   * It arrived.
   *
   * @param reference the other side's name for it (Telegram: message_id), to reply to it later
   */
  record Sent(String answer, Optional<String> reference) implements Delivery {}

  /**
   * Not now.
   *
   * @param after the other side said how long to wait
   * @param ambiguous the request was written: it may have arrived all the same
   */
  record Later(String answer, Fault fault, Optional<Duration> after, boolean ambiguous)
      implements Delivery {}

  /**
   * Never, until somebody mends something: the channel is paused.
   *
   * @param mend what to do about it
   */
  record Refused(String answer, Fault fault, String mend) implements Delivery {}

  /** Refused for a reason that we do not know: a few tries more, then it is kept as failed. */
  record Unknown(String answer, Fault fault) implements Delivery {}
}

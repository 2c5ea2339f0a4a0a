package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The last answer of a service, and when it was heard.
 *
 * @param nanos by the clock that never steps
 */
record Heard(CheckResult result, long nanos) {
  /** How long it took, in ms. */
  long took() {
    return result.outcome().took().toMillis();
  }

  /** What a reminder of {@code open} says now. */
  JsonObject reminder(ServiceConfig service, Incident open, Reminding reminding, long nowNanos) {
    Duration length = since(open.started(), nowNanos);
    return Facts.of(service, open, reminding.told(), length, result.answer());
  }

  /** How long {@code then} is past, by clocks that never step: up to the answer, and from there. */
  private Duration since(Moment then, long nowNanos) {
    return then.until(Moment.of(result))
        .plus(result.outcome().took())
        .plusNanos(Math.max(0, nowNanos - nanos));
  }
}

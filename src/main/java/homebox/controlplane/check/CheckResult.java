package homebox.controlplane.check;

import homebox.controlplane.bus.Address;
import homebox.controlplane.bus.Event;
import java.time.Instant;

/**
 * One answer of one service.
 *
 * @param service the id
 * @param at when the check began, by the wall clock; for one service strictly growing but for a
 *     step of the clock of more than a minute
 * @param steadyMillis when it began, by a clock that never steps: for lengths
 * @param attempt 0 for a scheduled check, n for the n-th time that it was asked again
 * @param answer what came
 */
public record CheckResult(String service, Instant at, long steadyMillis, int attempt, Answer answer)
    implements Event {
  /** Heard by history, alert and web. */
  public static final Address<CheckResult> ADDRESS = Address.of("check.result", CheckResult.class);

  /** Short for the answer's outcome. */
  public Outcome outcome() {
    return answer.outcome();
  }
}

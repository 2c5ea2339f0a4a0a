package homebox.controlplane.history;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.Standpoint;

/**
 * One result as small as it can wait in memory.
 *
 * @param service its id
 * @param at when the check began, epoch ms
 * @param outcome 0 good, 1 slow, 2 failed
 * @param took ms
 * @param status null if there was none
 * @param error null if it did not fail
 * @param phases {@link PhaseBytes}; null if nothing was measured
 * @param by who asked; null where there is only one host
 */
record CheckRow(
    String service,
    long at,
    int attempt,
    int outcome,
    long took,
    Integer status,
    String error,
    byte[] phases,
    Standpoint by) {
  /** Longer sentences are cut. */
  private static final int SENTENCE = 500;

  static CheckRow of(CheckResult result) {
    Outcome outcome = result.outcome();
    Evidence evidence = result.answer().evidence();
    return new CheckRow(
        result.service(),
        result.at().toEpochMilli(),
        result.attempt(),
        outcome.match(good -> 0, slow -> 1, failed -> 2),
        outcome.took().toMillis(),
        evidence.status().isPresent() ? (Integer) evidence.status().getAsInt() : null,
        outcome.match(good -> null, slow -> null, failed -> cut(failed.failure().sentence())),
        PhaseBytes.of(evidence.phases()),
        result.answer().by().orElse(null));
  }

  private static String cut(String sentence) {
    return sentence.length() <= SENTENCE ? sentence : sentence.substring(0, SENTENCE - 1) + "…";
  }
}

package homebox.controlplane.check;

import java.util.Locale;
import java.util.OptionalInt;

/** An answer as one line for the log. */
final class CheckLine {
  private CheckLine() {}

  /**
   * As in {@code router: GOOD, HTTP 200, 23.4 ms}; with {@code attempt 2} where it was asked again.
   */
  static String of(CheckResult result) {
    OptionalInt status = result.answer().evidence().status();
    Outcome outcome = result.outcome();
    return result.service()
        + ": "
        + outcome.word()
        + (status.isPresent() ? ", HTTP " + status.getAsInt() : "")
        + String.format(Locale.ROOT, ", %.1f ms", outcome.took().toNanos() / 1e6)
        + (result.attempt() > 0 ? ", attempt " + result.attempt() : "")
        + outcome.match(good -> "", slow -> "", failed -> ": " + failed.failure().sentence());
  }
}

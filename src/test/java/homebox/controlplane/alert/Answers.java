package homebox.controlplane.alert;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import java.time.Duration;
import java.time.Instant;

/** Answers written as letters: g good, s slow, f failed. The n-th is n seconds after the epoch. */
public final class Answers {
  private Answers() {}

  /** The answer that {@code letter} stands for. */
  public static Answer of(char letter) {
    return of(letter, Duration.ofMillis(40));
  }

  /** The same after so long. */
  public static Answer of(char letter, Duration took) {
    Outcome outcome =
        switch (letter) {
          case 'g' -> new Outcome.Good(took);
          case 's' -> new Outcome.Slow(took, Duration.ofMillis(30));
          case 'f' -> new Outcome.Failed(took, Failure.of(Reason.TIMEOUT, "1 s"));
          default -> throw new IllegalArgumentException("no such answer: " + letter);
        };
    return new Answer(outcome, Evidence.NONE);
  }

  /** The n-th answer of the service {@code box}. */
  public static CheckResult result(char letter, int n) {
    return new CheckResult("box", Instant.ofEpochSecond(n), n * 1_000L, 0, of(letter));
  }
}

package homebox.controlplane.check;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** A probe that answers as the test says, after a time that the test says. */
final class FakeProbe implements Probe {
  private final HandPace pace;
  private String answers;
  private Duration takes;
  int asked;
  int abandoned;

  FakeProbe(HandPace pace, String answers, Duration takes) {
    this.pace = pace;
    this.answers = answers;
    this.takes = takes;
  }

  void then(String letters, Duration takes) {
    this.answers = letters;
    this.takes = takes;
    this.asked = 0;
  }

  @Override
  public Look look() {
    char letter = answers.charAt(Math.min(asked++, answers.length() - 1));
    Promise<Answer> promise = Promise.promise();
    if (letter != '.') {
      pace.after(takes, () -> promise.tryComplete(Answers.of(letter)));
    }
    return new Look() {
      @Override
      public Future<Answer> answer() {
        return promise.future();
      }

      @Override
      public void abandon() {
        abandoned++;
      }
    };
  }
}

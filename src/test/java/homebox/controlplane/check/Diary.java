package homebox.controlplane.check;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service that is always well, answers after {@code takes}, and notes when it was asked. */
final class Diary implements Probe {
  final String id;
  final Duration interval;
  final Duration takes;

  /** When, in ms by the clock that never steps. */
  final List<Long> asked = new ArrayList<>();

  /** How many questions were under way at once, at most. */
  int mostAtOnce;

  private final HandPace pace;
  private int underWay;

  Diary(HandPace pace, String id, Duration interval, Duration takes) {
    this.pace = pace;
    this.id = id;
    this.interval = interval;
    this.takes = takes;
  }

  @Override
  public Look look() {
    asked.add(pace.nanos() / 1_000_000);
    underWay++;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    Promise<Answer> answer = Promise.promise();
    if (takes.isZero()) {
      answered(answer);
    } else {
      pace.after(takes, () -> answered(answer));
    }
    return new Look() {
      @Override
      public Future<Answer> answer() {
        return answer.future();
      }

      @Override
      public void abandon() {
        throw new AssertionError(id + " was abandoned though it answers in time");
      }
    };
  }

  private void answered(Promise<Answer> answer) {
    underWay--;
    answer.complete(Answers.of('g'));
  }
}

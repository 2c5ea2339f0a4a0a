package homebox.controlplane;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Probe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Asks a service through the node whose it is, and itself where it is ours or that one has nothing
 * good to say: what is not well is our own word, as if it was ours.
 *
 * @param own asks it ourselves
 * @param far asks through the node whose it is now; empty: it is ours
 * @param heard is told our own answer, and before it what the other node had to say
 */
record SharedProbe(
    Probe own, Supplier<Optional<Probe>> far, BiConsumer<Answer, Optional<Answer>> heard)
    implements Probe {
  @Override
  public Look look() {
    var trip = new Trip();
    far.get().ifPresentOrElse(trip::send, () -> trip.ask(Optional.empty()));
    return trip;
  }

  static boolean isGood(Answer answer) {
    return answer.outcome() instanceof Outcome.Good;
  }

  private final class Trip implements Look {
    private final Promise<Answer> answer = Promise.promise();
    private Look underWay;

    void send(Probe elsewhere) {
      underWay = elsewhere.look();
      underWay
          .answer()
          .onSuccess(
              seen -> {
                if (isGood(seen)) {
                  answer.tryComplete(seen);
                } else {
                  ask(Optional.of(seen));
                }
              })
          .onFailure(unasked -> ask(Optional.empty()));
    }

    void ask(Optional<Answer> before) {
      underWay = own.look();
      underWay
          .answer()
          .onSuccess(
              seen -> {
                heard.accept(seen, before);
                answer.tryComplete(seen);
              })
          .onFailure(answer::tryFail);
    }

    @Override
    public Future<Answer> answer() {
      return answer.future();
    }

    @Override
    public void abandon() {
      underWay.abandon();
    }
  }
}

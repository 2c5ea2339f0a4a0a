package homebox.controlplane;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.AnswerJson;
import homebox.controlplane.check.Probe;
import homebox.controlplane.cluster.Envoys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a service through a node that sees it.
 *
 * @param home where {@code send} is called
 * @param send sends one of those nodes
 */
record FarProbe(Vertx vertx, Context home, Supplier<Envoys.Sent> send) implements Probe {
  @Override
  public Look look() {
    var trip = new Trip(vertx.getOrCreateContext());
    home.runOnContext(now -> trip.begin());
    return trip;
  }

  private final class Trip implements Look {
    private final Context caller;
    private final Promise<Answer> answer = Promise.promise();
    private Optional<Envoys.Sent> sent = Optional.empty(); // at home
    private boolean called; // at home
    private boolean abandoned; // at the caller's

    Trip(Context caller) {
      this.caller = caller;
    }

    @Override
    public Future<Answer> answer() {
      return answer.future();
    }

    @Override
    public void abandon() {
      abandoned = true;
      home.runOnContext(now -> callBack());
    }

    private void callBack() {
      called = true;
      sent.ifPresent(Envoys.Sent::end);
    }

    private void begin() {
      if (!called) {
        Envoys.Sent under = send.get();
        sent = Optional.of(under);
        under
            .answer()
            .map(FarProbe::read)
            .map(seen -> under.by().map(seen::from).orElse(seen))
            .onComplete(this::hand);
      }
    }

    private void hand(Answer seen, Throwable unasked) {
      caller.runOnContext(
          now -> {
            if (!abandoned) {
              answer.complete(seen, unasked);
            }
          });
    }
  }

  private static Answer read(String json) {
    return AnswerJson.from(new JsonObject(json))
        .orElseThrow(() -> new IllegalArgumentException("a newer version's reason to fail"));
  }
}

package homebox.controlplane.notify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A channel that answers what the test has prepared, and else that it arrived. */
final class FakeChannel implements Channel {
  final List<String> texts = Collections.synchronizedList(new ArrayList<>());
  final Deque<Delivery> answers = new ArrayDeque<>();
  final List<Promise<Delivery>> hanging = new ArrayList<>();
  volatile boolean hangs;
  volatile boolean works = true;
  private final String name;

  FakeChannel() {
    this("telegram");
  }

  FakeChannel(String name) {
    this.name = name;
  }

  /** Whoever waits is let go. */
  void let() {
    hanging.forEach(promise -> promise.tryComplete(later(null)));
  }

  static Delivery later(Duration after) {
    return new Delivery.Later("Too many.", Fault.RATE_LIMITED, Optional.ofNullable(after), false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "telegram";
  }

  @Override
  public int longest() {
    return 100;
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    if (!mandate.holds()) {
      return Future.succeededFuture(
          new Delivery.Later(Mandate.LOST, Fault.OTHER, Optional.empty(), false));
    }
    texts.add(letter.text());
    if (hangs) {
      Promise<Delivery> never = Promise.promise();
      hanging.add(never);
      return never.future();
    }
    Delivery next = answers.poll();
    return Future.succeededFuture(
        next == null ? new Delivery.Sent("It arrived.", Optional.of("1")) : next);
  }

  @Override
  public Future<Delivery> test() {
    return Future.succeededFuture(
        works
            ? new Delivery.Sent("It is there.", Optional.empty())
            : new Delivery.Refused("It is not.", Fault.AUTH_ERROR, "mend it"));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}

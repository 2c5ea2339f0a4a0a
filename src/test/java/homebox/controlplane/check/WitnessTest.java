package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that is asked to look. */
class WitnessTest {
  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final ServiceConfig box = CheckLoopTest.service("box", Duration.ofMinutes(5), 2, 1);
  private final List<Asked> looks = new ArrayList<>(); // all of it on the loop
  private final Witness witness = new Witness(loop.vertx, loop.pace, 512, box -> this::look);

  private static final class Asked implements Probe.Look {
    private final Promise<Answer> answer = Promise.promise();
    private boolean abandoned;

    @Override
    public Future<Answer> answer() {
      return answer.future();
    }

    @Override
    public void abandon() {
      abandoned = true;
    }
  }

  private Probe.Look look() {
    var look = new Asked();
    looks.add(look);
    return look;
  }

  @BeforeEach
  void open() {
    witness.open();
  }

  @AfterEach
  void close() {
    loop.on(witness::close);
    loop.close();
  }

  private Future<CheckResult> ask() {
    return loop.on(() -> Future.succeededFuture(witness.ask(box)));
  }

  private void awaitLook() {
    loop.await(
        "a look",
        () -> {
          loop.advance(Duration.ofMillis(1));
          return !looks.isEmpty();
        });
  }

  @Test
  void it_looks_once_and_says_what_it_saw() {
    Future<CheckResult> seen = ask();
    awaitLook();
    loop.on(() -> Future.succeededFuture(looks.get(0).answer.tryComplete(Answers.of('f'))));
    loop.await("an answer", seen::isComplete);
    assertThat(seen.result().outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(looks).hasSize(1);
    loop.await("nobody is left", () -> loop.vertx.deploymentIDs().isEmpty());
  }

  @Test
  void who_looks_when_it_ends_is_called_back() {
    Future<CheckResult> seen = ask();
    awaitLook();
    loop.on(witness::close);
    assertThat(looks.get(0).abandoned).isTrue();
    assertThat(seen.isComplete()).isFalse();
    assertThat(loop.vertx.deploymentIDs()).isEmpty();
  }

  /** What it would look with is closed by then. */
  @Test
  void who_was_about_to_look_when_it_ends_does_not() {
    loop.on(
        () -> {
          witness.ask(box);
          return witness.close();
        });
    int before = looks.size();
    loop.settle();
    loop.advance(Duration.ofSeconds(1));
    loop.settle();
    assertThat(looks).hasSize(before).allMatch(look -> look.abandoned);
  }
}

package homebox.controlplane.check.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Probe;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RehearsalTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HandPace pace = new HandPace(Instant.EPOCH);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch abandoned = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Probe.Look hanging() {
    asked.countDown();
    return new Probe.Look() {
      @Override
      public Future<Answer> answer() {
        return Promise.<Answer>promise().future();
      }

      @Override
      public void abandon() {
        abandoned.countDown();
      }
    };
  }

  @Test
  void a_loopback_that_hangs_delays_the_start_by_two_seconds_and_no_more() throws Exception {
    Future<Void> over = Rehearsal.of(vertx, pace, ask -> this::hanging);
    asked.await();
    pace.advance(Duration.ofMillis(1_999));
    assertThat(over.isComplete()).isFalse();
    pace.advance(Duration.ofMillis(1));
    assertThat(over.succeeded()).isTrue();
    abandoned.await();
  }

  @Test
  void no_step_of_it_can_hold_the_start_longer() {
    Future<Void> over = Rehearsal.of(vertx, pace, ask -> this::hanging);
    pace.advance(Duration.ofSeconds(2)); // whether or not it listens by now
    assertThat(over.succeeded()).isTrue();
  }

  @Test
  void it_is_over_when_the_answer_is_there() throws Exception {
    var probes = new HttpProbes(vertx, pace, "control-plane/test");
    probes.rehearse().await(30, TimeUnit.SECONDS);
    assertThat(pace.pending()).as("timers left").isZero();
    probes.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void nobody_is_asked_once_it_is_over() throws Exception {
    var late = new CountDownLatch(1);
    vertx.runOnContext(busy -> await(late));
    Future<Void> over = Rehearsal.of(vertx, pace, ask -> this::hanging);
    pace.advance(Duration.ofSeconds(2)); // it cannot listen before that
    late.countDown();
    Promise<Void> quiet = Promise.promise();
    over.onComplete(done -> vertx.setTimer(100, then -> quiet.complete()));
    quiet.future().await(10, TimeUnit.SECONDS);
    assertThat(asked.getCount()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}

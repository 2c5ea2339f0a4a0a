package homebox.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What our code relies on and the manual does not say. One of these failing after a step up of
 * Vert.x names the place to look at again.
 */
@ExtendWith(VertxExtension.class)
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class VertxFactsTest {
  @Test
  void a_map_that_throws_becomes_a_failed_future(VertxTestContext test) {
    Future.succeededFuture(1)
        .map(
            one -> {
              throw new IllegalStateException("thrown in map");
            })
        .onComplete(test.failing(cause -> test.completeNow()));
  }

  @Test
  void a_timer_that_throws_is_told_to_the_exception_handler(Vertx vertx, VertxTestContext test) {
    vertx.exceptionHandler(told -> test.completeNow());
    vertx.setTimer(
        1,
        fired -> {
          throw new IllegalStateException("thrown in a timer");
        });
  }

  @Test
  void a_future_that_times_out_does_not_end_its_work(Vertx vertx, VertxTestContext test) {
    Promise<Long> work = Promise.promise();
    work.future()
        .timeout(5, TimeUnit.MILLISECONDS)
        .onComplete(
            test.failing(
                cause -> {
                  test.verify(() -> assertThat(cause).isInstanceOf(TimeoutException.class));
                  work.complete(1L); // whoever works has heard nothing of it
                }));
    work.future().onComplete(test.succeedingThenComplete());
  }

  @Test
  void publishing_to_nobody_is_silent(Vertx vertx, VertxTestContext test) {
    vertx.eventBus().publish("nobody", "hello");
    test.completeNow();
  }
}

package homebox.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AddressTest {
  private record Said(int n) implements Event {
    static final Address<Said> ADDRESS = Address.of("test.said", Said.class);
  }

  @BeforeEach
  void prepare(Vertx vertx) {
    Address.prepare(vertx);
  }

  @Test
  void a_record_arrives_as_itself(Vertx vertx, VertxTestContext test) {
    Said said = new Said(1);
    Said.ADDRESS.subscribe(
        vertx, heard -> test.verify(() -> assertThat(heard).isSameAs(said)).completeNow());
    Said.ADDRESS.publish(vertx, said);
  }

  @Test
  void a_listener_that_throws_hears_the_next_event(Vertx vertx, VertxTestContext test) {
    Said.ADDRESS.subscribe(
        vertx,
        heard -> {
          if (heard.n() == 1) {
            throw new IllegalStateException("a bug in a listener");
          }
          test.completeNow();
        });
    Said.ADDRESS.publish(vertx, new Said(1));
    Said.ADDRESS.publish(vertx, new Said(2));
  }

  @Test
  void one_service_wakes_only_its_own_listener(Vertx vertx, VertxTestContext test) {
    List<String> heard = new ArrayList<>();
    vertx.runOnContext(
        go -> {
          Said.ADDRESS.of("a").subscribe(vertx, said -> heard.add("a" + said.n()));
          Said.ADDRESS
              .of("b")
              .subscribe(
                  vertx,
                  said -> test.verify(() -> assertThat(heard).containsExactly("a1")).completeNow());
          Said.ADDRESS.of("a").publish(vertx, new Said(1));
          Said.ADDRESS.of("b").publish(vertx, new Said(2));
        });
  }

  @Test
  void who_stopped_listening_hears_no_more(Vertx vertx, VertxTestContext test) {
    Said.ADDRESS
        .subscribe(vertx, said -> test.failNow("heard " + said))
        .end()
        .onComplete(
            test.succeeding(
                ended -> {
                  Said.ADDRESS.publish(vertx, new Said(1));
                  vertx.setTimer(50, later -> test.completeNow());
                }));
  }

  @Test
  void a_burst_at_a_listener_that_is_busy_is_heard_to_its_last_event(
      Vertx vertx, VertxTestContext test) throws Exception {
    int all = 20_000;
    var said = new CountDownLatch(1);
    var listens = new CountDownLatch(1);
    var heard = new AtomicInteger();
    vertx.runOnContext(
        go -> {
          Said.ADDRESS.subscribe(
              vertx,
              event -> {
                await(said);
                if (heard.incrementAndGet() == all) {
                  test.completeNow();
                }
              });
          listens.countDown();
        });
    listens.await();
    for (int n = 0; n < all; n++) {
      Said.ADDRESS.publish(vertx, new Said(n));
    }
    said.countDown();
  }

  @Test
  void what_is_under_way_when_a_listener_ends_is_no_trouble(Vertx vertx) throws Exception {
    var logger = (Logger) LoggerFactory.getLogger(MessageConsumerImpl.class);
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.addAppender(logged);
    var listens = new CountDownLatch(1);
    var said = new CountDownLatch(1);
    Promise<Void> ended = Promise.promise();
    Context loop = vertx.getOrCreateContext();
    loop.runOnContext(
        go -> {
          Subscription ear = Said.ADDRESS.subscribe(vertx, event -> {});
          listens.countDown();
          await(said); // it stands before the listener's door now
          ear.end().onComplete(ended);
        });
    listens.await();
    Said.ADDRESS.publish(vertx, new Said(1));
    said.countDown();
    ended.future().await(10, TimeUnit.SECONDS);
    Promise<Void> turn = Promise.promise();
    loop.runOnContext(after -> turn.complete()); // behind what was said
    turn.future().await(10, TimeUnit.SECONDS);
    logger.detachAppender(logged);

    assertThat(logged.list).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}

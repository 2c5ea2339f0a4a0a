package homebox.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskerTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void an_answer_from_elsewhere_is_heard_where_it_was_asked_for() throws Exception {
    Promise<String> answer = Promise.promise();
    Promise<Context> heard = Promise.promise();
    Context asker = vertx.getOrCreateContext();
    asker.runOnContext(
        now -> {
          Asker.hears(answer.future()).onComplete(done -> heard.complete(Vertx.currentContext()));
          new Thread(() -> answer.complete("yes")).start();
        });
    assertThat(heard.future().await(30, TimeUnit.SECONDS)).isSameAs(asker);
  }

  @Test
  void who_has_no_context_hears_the_answer_itself() {
    Future<String> answer = Future.succeededFuture("yes");
    assertThat(Asker.hears(answer)).isSameAs(answer);
  }
}

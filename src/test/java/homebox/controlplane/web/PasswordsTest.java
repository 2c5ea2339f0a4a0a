package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PasswordsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Passwords passwords = new Passwords(vertx);

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> what.get().onComplete(done));
    return done.future().await();
  }

  private void follow(String word) {
    onLoop(
        () -> {
          passwords.follow(Optional.of(new Secret(word)));
          return Future.succeededFuture();
        });
  }

  private boolean knows(String word) {
    return onLoop(() -> Future.succeededFuture(passwords.knows(word)));
  }

  @Test
  void one_that_was_right_is_known_at_once_until_there_is_another() {
    follow("word");
    assertThat(knows("word")).isFalse();
    assertThat(onLoop(() -> passwords.matches("guess"))).isFalse();
    assertThat(onLoop(() -> passwords.matches("word"))).isTrue();
    assertThat(knows("word")).isTrue();
    assertThat(knows("guess")).isFalse();
    follow("other");
    assertThat(knows("word")).isFalse();
    assertThat(onLoop(() -> passwords.matches("word"))).isFalse();
  }

  @Test
  void a_flood_is_sent_away_at_once_and_the_others_are_answered() {
    follow("word");
    List<Future<Boolean>> asked =
        onLoop(
            () -> {
              var all = new ArrayList<Future<Boolean>>();
              for (int n = 0; n < Passwords.MOST + 5; n++) {
                all.add(passwords.matches("word"));
              }
              assertThat(all.subList(Passwords.MOST, all.size())).allMatch(Future::failed);
              return Future.succeededFuture(all);
            });
    asked.subList(0, Passwords.MOST).forEach(each -> assertThat(each.await()).isTrue());
    assertThat(onLoop(() -> passwords.matches("word"))).isTrue();
  }

  @Test
  void without_one_none_is_right() {
    assertThat(onLoop(() -> passwords.matches(""))).isFalse();
  }
}

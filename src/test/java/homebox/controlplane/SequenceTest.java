package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final List<String> log = new ArrayList<>();
  private final Sequence sequence = new Sequence();

  private Future<String> up(String name) {
    return sequence.start(
        name,
        () -> {
          log.add("+" + name);
          return Future.succeededFuture(name);
        },
        started -> {
          log.add("-" + started);
          return Future.succeededFuture();
        });
  }

  @Test
  void parts_stop_in_reverse() {
    up("history").compose(v -> up("alert")).compose(v -> up("web")).compose(v -> sequence.stop());
    assertThat(log).containsExactly("+history", "+alert", "+web", "-web", "-alert", "-history");
  }

  @Test
  void a_half_start_is_rolled_back_and_what_did_not_start_is_not_stopped() {
    up("history")
        .compose(
            v ->
                sequence.start(
                    "alert",
                    () -> Future.<String>failedFuture("no"),
                    v2 -> Future.succeededFuture(log.add("-alert"))))
        .recover(cause -> sequence.stop().map("rolled back"));
    assertThat(log).containsExactly("+history", "-history");
  }

  @Test
  void a_part_that_cannot_stop_does_not_keep_the_others() {
    up("history");
    sequence.start("web", () -> Future.succeededFuture("web"), v -> Future.failedFuture("stuck"));
    assertThat(sequence.stop().succeeded()).isTrue();
    assertThat(log).containsExactly("+history", "-history");
  }

  @Test
  void a_part_that_is_just_starting_is_waited_for_and_stopped_and_none_starts_after_it() {
    Promise<String> slow = Promise.promise();
    sequence.start("slow", slow::future, started -> Future.succeededFuture(log.add("-" + started)));
    Future<Void> stopped = sequence.stop();
    assertThat(stopped.isComplete()).isFalse();
    slow.complete("slow");
    assertThat(stopped.succeeded()).isTrue();
    assertThat(up("late").failed()).isTrue();
    assertThat(log).containsExactly("-slow");
  }

  @Test
  void whoever_tells_it_to_stop_again_hears_of_the_same_end_and_changes_no_order() {
    Promise<Void> writing = Promise.promise();
    up("database");
    sequence.start("history", () -> Future.succeededFuture("history"), started -> writing.future());

    Future<Void> once = sequence.stop();
    Future<Void> again = sequence.stop();

    assertThat(log).containsExactly("+database");
    assertThat(again.isComplete()).isFalse();
    writing.complete();
    assertThat(once.succeeded()).isTrue();
    assertThat(again.succeeded()).isTrue();
    assertThat(log).containsExactly("+database", "-database");
  }
}

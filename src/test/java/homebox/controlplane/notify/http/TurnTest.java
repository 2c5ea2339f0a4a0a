package homebox.controlplane.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rates of Discord, in virtual time. */
class TurnTest {
  private final HandPace pace = new HandPace(Instant.parse("2026-11-27T10:00:00Z"));
  private final List<Long> went = new ArrayList<>();
  private final List<Delivery> heard = new ArrayList<>();
  private final Turn turn =
      new Turn(
          "Discord",
          new Rate(
              pace.nanos(),
              new Rate.Of(Duration.ofSeconds(1), 3),
              new Rate.Of(Duration.ofMillis(2_400), 5)),
          pace);

  private void take() {
    turn.take(
            () -> {
              went.add(pace.nanos() / 1_000_000);
              return Future.succeededFuture(new Delivery.Sent("", Optional.empty()));
            })
        .onSuccess(heard::add);
  }

  @Test
  void no_two_seconds_see_more_than_five_and_no_minute_more_than_thirty() {
    for (int second = 0; second < 180; second++) {
      take();
      pace.advance(Duration.ofSeconds(1));
    }
    assertThat(went)
        .allSatisfy(
            from -> {
              assertThat(within(from, 2_000)).isLessThanOrEqualTo(5);
              assertThat(within(from, 60_000)).isLessThanOrEqualTo(30);
            });
  }

  private long within(long from, long millis) {
    return went.stream().filter(at -> at >= from && at < from + millis).count();
  }

  @Test
  void who_would_have_to_wait_too_long_is_held_back_and_told_for_how_long() {
    for (int n = 0; n < 20; n++) {
      take();
    }
    assertThat(went).hasSize(3);
    assertThat(heard).hasSizeGreaterThan(10);
    Later last = (Later) heard.get(heard.size() - 1);
    assertThat(last.answer()).isEqualTo("held back: Discord takes no more in so short a time");
    assertThat(last.after().orElseThrow())
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    assertThat(last.ambiguous()).isFalse();
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckerVerticle;
import homebox.controlplane.check.Desk;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.Rest;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is touched by a change of the configuration, and who is not, in time that the test moves. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CheckersTest {
  private static final Duration STEP = Duration.ofMillis(10);
  private static final long INTERVAL = 2_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HandPace pace = new HandPace(Instant.parse("2026-02-16T12:00:00Z"));
  private final Map<String, List<Long>> asked = new HashMap<>();
  private final Map<String, Integer> abandoned = new HashMap<>();
  private final List<String> hanging = new ArrayList<>();
  private final List<String> resting = new ArrayList<>();

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private CheckerVerticle checker(ServiceConfig service, Desk desk) {
    Probe probe =
        () -> {
          long now = pace.nanos() / 1_000_000;
          asked.computeIfAbsent(service.id(), id -> new ArrayList<>()).add(now);
          return new Look(service.id());
        };
    return new CheckerVerticle(
        service, probe, desk, () -> Level.UP, () -> resting.contains(service.id()));
  }

  /** Answers at once, unless its service hangs. */
  private final class Look implements Probe.Look {
    private final String id;

    Look(String id) {
      this.id = id;
    }

    @Override
    public Future<Answer> answer() {
      return hanging.contains(id)
          ? Promise.<Answer>promise().future()
          : Future.succeededFuture(Answers.of('g'));
    }

    @Override
    public void abandon() {
      abandoned.merge(id, 1, Integer::sum);
    }
  }

  private <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> what.get().onComplete(done));
    try {
      return done.future().await(30, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it takes more than 30 s", late);
    }
  }

  /** In small steps: between a timer and a question lie a few turns of the event loop. */
  private void pass(Duration length) {
    for (long n = 0; n < length.toMillis() / STEP.toMillis(); n++) {
      onLoop(
          () -> {
            pace.advance(STEP);
            return Future.succeededFuture();
          });
      onLoop(Future::succeededFuture);
    }
  }

  private Checkers begin(Settings settings) {
    Address.prepare(vertx);
    return onLoop(
        () -> {
          Desk desk = Desk.of(vertx, pace, 512);
          desk.open();
          var checkers = new Checkers(vertx, service -> checker(service, desk));
          return checkers.begin(settings.watched()).map(checkers);
        });
  }

  private static Settings thousand(String last) {
    return Configured.by(
        "check_interval: 2\nservices:\n"
            + IntStream.range(0, 999)
                .mapToObj(n -> "  - {name: S" + n + ", url: \"http://s" + n + "/\"}\n")
                .collect(Collectors.joining())
            + last);
  }

  private static List<ServiceConfig> only(Settings settings, String id) {
    return settings.watched().stream().filter(each -> each.id().equals(id)).toList();
  }

  @Test
  void of_a_thousand_one_is_changed_and_the_others_miss_no_round_and_keep_their_phase() {
    Settings old = thousand("  - {name: Last, url: \"http://last/\"}\n");
    Settings now = thousand("  - {name: Last, url: \"http://last/\", interval: 3}\n");
    Checkers checkers = begin(old);
    pass(Duration.ofSeconds(7));
    onLoop(() -> checkers.end(only(old, "last")));
    onLoop(() -> checkers.begin(only(now, "last")));
    pass(Duration.ofSeconds(9));

    assertThat(asked).hasSize(1_000);
    List<Long> last = asked.remove("last");
    asked.forEach(
        (id, times) -> {
          List<Long> rounds = times.subList(1, times.size()); // the first is spread over the start
          assertThat(rounds.size()).as(id).isGreaterThanOrEqualTo(6);
          for (int n = 1; n < rounds.size(); n++) {
            assertThat(rounds.get(n) - rounds.get(n - 1))
                .as(id)
                .isBetween(INTERVAL - 50, INTERVAL + 50);
          }
        });
    assertThat(abandoned).isEmpty();
    assertThat(last.get(last.size() - 1) - last.get(last.size() - 2)).isBetween(2_950L, 3_050L);
  }

  @Test
  void what_is_under_way_when_its_checker_ends_is_abandoned_and_another_one_begins() {
    Settings settings = thousand("");
    hanging.add("s0");
    Checkers checkers = begin(settings);
    pass(Duration.ofSeconds(3));
    onLoop(() -> checkers.end(only(settings, "s0")));
    hanging.clear();
    int before = asked.get("s0").size();
    pass(Duration.ofSeconds(3));
    assertThat(abandoned).containsEntry("s0", 1).hasSize(1);
    assertThat(asked.get("s0")).hasSize(before);
    onLoop(() -> checkers.begin(only(settings, "s0")));
    pass(Duration.ofSeconds(5));

    assertThat(asked.get("s0").size()).isGreaterThanOrEqualTo(before + 2);
  }

  private void rest(String id, boolean rests) {
    onLoop(
        () -> {
          Rest.ADDRESS.of(id).publish(vertx, new Rest(id, rests));
          return Future.succeededFuture();
        });
  }

  @Test
  void who_rests_is_not_asked_and_then_at_once() {
    Settings settings = thousand("");
    hanging.add("s0");
    resting.add("s1");
    begin(settings);
    pass(Duration.ofSeconds(3));
    rest("s0", true);
    hanging.clear();
    int before = asked.get("s0").size();
    onLoop(
        () -> {
          AskNow.ADDRESS.of("s0").publish(vertx, new AskNow("s0"));
          return Future.succeededFuture();
        });
    pass(Duration.ofSeconds(6));
    assertThat(abandoned).containsEntry("s0", 1).hasSize(1);
    assertThat(asked.get("s0")).hasSize(before);
    assertThat(asked).doesNotContainKey("s1");
    rest("s0", false);
    rest("s1", false);
    pass(Duration.ofMillis(50));
    assertThat(asked.get("s0")).hasSize(before + 1);
    assertThat(asked.get("s1")).hasSize(1);
    rest("s1", false);
    pass(Duration.ofSeconds(6));
    assertThat(asked.get("s1").size()).isBetween(3, 4);
  }

  @Test
  void at_the_end_all_fall_silent() {
    Checkers checkers = begin(thousand(""));
    pass(Duration.ofSeconds(3));
    onLoop(checkers::endAll);
    asked.clear();
    pass(Duration.ofSeconds(3));

    assertThat(asked).isEmpty();
    assertThat(vertx.deploymentIDs()).isEmpty();
  }
}

package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ServiceConfig.Label;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The loop in time that moves by hand. */
class CheckLoopTest {
  private static final Duration QUICK = Duration.ofMillis(20);

  private final HandPace pace = new HandPace(Instant.parse("2026-03-28T22:00:00Z"));
  private final List<CheckResult> results = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Places places = new Places(512, pace);
  private final PauseWatch pauses = new PauseWatch(pace, gaps::add);
  private final Desk desk = new Desk(pace, places, pauses);

  CheckLoopTest() {
    desk.open();
  }

  @Test
  void whom_nobody_could_ask_is_told_of_to_nobody_and_asked_on_schedule() {
    var places = new ArrayList<Integer>();
    var looks = new int[1];
    Probe probe =
        () ->
            new Probe.Look() {
              @Override
              public Future<Answer> answer() {
                places.add(desk.underWay());
                return ++looks[0] % 2 == 1
                    ? Future.failedFuture("nobody is there")
                    : Future.succeededFuture(
                        new Answer(
                            new Outcome.Failed(QUICK, Failure.of(Reason.RESET)), Evidence.NONE));
              }

              @Override
              public void abandon() {}
            };
    loop(service("a", Duration.ofMinutes(1), 2, 1), probe).startNow(Level.DOWN);
    pace.advance(Duration.ofMinutes(4));
    assertThat(looks[0]).isBetween(4, 5);
    assertThat(results).hasSize(looks[0] / 2);
    assertThat(attempts()).containsOnly(0);
    assertThat(places).containsOnly(1);
    assertThat(desk.underWay()).isZero();
  }

  static ServiceConfig service(String id, Duration interval, int retries, int recovery) {
    var timing =
        new Timing(
            interval,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            retries,
            Duration.ofSeconds(5),
            recovery);
    var ask =
        new HttpAsk(
            HttpUrl.parse("http://localhost/"),
            new HttpAsk.Request("GET", Map.of(), Optional.empty()),
            true,
            false,
            1_000,
            new HttpAsk.Expect(List.of(), List.of(), List.of(), Map.of()));
    return new ServiceConfig(new Label(id, id, "", "", List.of()), true, true, timing, ask);
  }

  private CheckLoop loop(ServiceConfig service, Probe probe) {
    return new CheckLoop(
        service, probe, desk, task -> pace.after(Duration.ZERO, task), results::add);
  }

  private List<Integer> attempts() {
    return results.stream().map(CheckResult::attempt).toList();
  }

  @Test
  void it_is_asked_once_an_interval() {
    loop(service("box", Duration.ofMinutes(1), 2, 1), new FakeProbe(pace, "g", QUICK))
        .start(Level.UP);
    pace.advance(Duration.ofHours(8));
    assertThat(results).hasSizeBetween(480, 482);
    for (int n = 2; n < results.size(); n++) {
      assertThat(Duration.between(results.get(n - 1).at(), results.get(n).at()))
          .isBetween(Duration.ofMillis(59_990), Duration.ofMillis(60_010));
    }
  }

  @Test
  void a_hanging_probe_is_never_asked_twice_at_a_time() {
    var probe = new FakeProbe(pace, ".", QUICK);
    loop(service("box", Duration.ofSeconds(1), 2, 1), probe).start(Level.UP);
    pace.advance(Duration.ofMinutes(5));
    assertThat(probe.asked).isEqualTo(1);
  }

  @Test
  void a_check_longer_than_the_interval_skips_rounds_and_builds_no_backlog() {
    loop(
            service("box", Duration.ofSeconds(1), 0, 1),
            new FakeProbe(pace, "g", Duration.ofMillis(3_500)))
        .start(Level.UP);
    pace.advance(Duration.ofSeconds(60));
    assertThat(results).hasSizeBetween(13, 15);
  }

  @Test
  void a_worse_answer_is_asked_again_after_the_delay_as_often_as_allowed() {
    var probe = new FakeProbe(pace, "ffff", QUICK);
    loop(service("box", Duration.ofHours(1), 2, 1), probe).start(Level.UP);
    pace.advance(Duration.ofSeconds(30));
    assertThat(attempts()).containsExactly(0, 1, 2);
    assertThat(Duration.between(results.get(0).at(), results.get(1).at()))
        .isBetween(Duration.ofMillis(5_015), Duration.ofMillis(5_030));
  }

  @Test
  void the_first_answer_that_is_no_worse_ends_the_retries() {
    loop(service("box", Duration.ofHours(1), 5, 1), new FakeProbe(pace, "ffg", QUICK))
        .start(Level.UP);
    pace.advance(Duration.ofMinutes(5));
    assertThat(attempts()).containsExactly(0, 1, 2);
  }

  @Test
  void what_is_as_bad_as_the_state_is_not_asked_again() {
    loop(service("box", Duration.ofHours(1), 2, 1), new FakeProbe(pace, "f", QUICK))
        .start(Level.DOWN);
    pace.advance(Duration.ofMinutes(5));
    assertThat(attempts()).containsExactly(0);
  }

  @Test
  void a_recovery_is_asked_for_as_often_as_it_takes() {
    loop(service("box", Duration.ofHours(1), 2, 3), new FakeProbe(pace, "ggg", QUICK))
        .start(Level.DOWN);
    pace.advance(Duration.ofMinutes(5));
    assertThat(attempts()).containsExactly(0, 1, 2);
  }

  @Test
  void it_follows_the_confirmed_state() {
    var loop = loop(service("box", Duration.ofMinutes(10), 1, 1), new FakeProbe(pace, "f", QUICK));
    loop.start(Level.UP);
    pace.advance(Duration.ofSeconds(20));
    assertThat(attempts()).containsExactly(0, 1);
    loop.confirmed(Level.DOWN);
    pace.advance(Duration.ofMinutes(25));
    assertThat(attempts()).startsWith(0, 1, 0, 0).doesNotContain(2);
    assertThat(attempts().stream().filter(n -> n > 0)).hasSize(1);
  }

  @Test
  void a_stopped_loop_asks_no_more_and_closes_what_is_open() {
    var probe = new FakeProbe(pace, ".", QUICK);
    var loop = loop(service("box", Duration.ofSeconds(1), 2, 1), probe);
    loop.start(Level.UP);
    pace.advance(Duration.ofSeconds(3));
    loop.stop();
    pace.advance(Duration.ofMinutes(1));
    assertThat(probe.asked).isEqualTo(1);
    assertThat(probe.abandoned).isEqualTo(1);
    assertThat(places.taken()).isZero();
  }

  @Test
  void an_answer_that_spans_a_pause_is_asked_again_and_the_gap_is_told() {
    var probe = new FakeProbe(pace, "ff", Duration.ofSeconds(8));
    loop(service("box", Duration.ofHours(1), 0, 1), probe).start(Level.UP);
    pace.advance(Duration.ofSeconds(6));
    probe.then("g", QUICK);
    pace.freeze(Duration.ofSeconds(14));
    pace.advance(Duration.ofSeconds(10));
    assertThat(results).hasSize(1);
    assertThat(results.get(0).outcome()).isInstanceOf(Outcome.Good.class);
    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).kind()).isEqualTo(Gap.Kind.PAUSE);
    assertThat(gaps.get(0).length()).isBetween(Duration.ofSeconds(13), Duration.ofSeconds(15));
  }

  @Test
  void the_second_discarded_answer_in_a_row_counts() {
    var probe = new FakeProbe(pace, "f", Duration.ofSeconds(1));
    loop(service("box", Duration.ofHours(1), 0, 1), probe).start(Level.UP);
    while (probe.asked == 0) {
      pace.advance(Duration.ofMillis(10));
    }
    pace.freeze(Duration.ofSeconds(5));
    while (probe.asked == 1) {
      pace.advance(Duration.ofMillis(10));
    }
    assertThat(results).isEmpty();
    pace.freeze(Duration.ofSeconds(5));
    assertThat(results).hasSize(1);
  }

  @Test
  void a_sleep_is_told_from_boot_time_and_a_failure_across_it_does_not_count() {
    var probe = new FakeProbe(pace, "fg", Duration.ofSeconds(1));
    loop(service("box", Duration.ofHours(1), 0, 1), probe).start(Level.UP);
    while (probe.asked == 0) {
      pace.advance(Duration.ofMillis(10));
    }
    pace.sleep(Duration.ofHours(7));
    pace.advance(Duration.ofSeconds(10));
    assertThat(results).extracting(CheckResult::outcome).hasOnlyElementsOfType(Outcome.Good.class);
    assertThat(gaps).extracting(Gap::kind).containsExactly(Gap.Kind.SLEEP);
    assertThat(gaps.get(0).length()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void times_grow_through_a_small_step_back_and_follow_a_large_one() {
    var stamps = new Stamps(pace);
    Instant first = stamps.next();
    pace.step(Duration.ofSeconds(-30));
    assertThat(stamps.next()).isEqualTo(first.plusMillis(1));
    assertThat(stamps.next()).isEqualTo(first.plusMillis(2));
    pace.step(Duration.ofHours(-1));
    assertThat(stamps.next()).isEqualTo(pace.instant());
  }

  @Test
  void sixty_that_hang_on_five_places_are_all_answered_in_turn() {
    var few = new Places(10, pace);
    var small = new Desk(pace, few, pauses);
    small.open();
    var answers = new java.util.HashMap<String, Integer>();
    for (int n = 0; n < 60; n++) {
      new CheckLoop(
              service("s" + n, Duration.ofSeconds(2), 1, 1),
              new FakeProbe(pace, "f", Duration.ofSeconds(2)),
              small,
              task -> pace.after(Duration.ZERO, task),
              result -> answers.merge(result.service(), 1, Integer::sum))
          .start(Level.UP);
    }
    pace.advance(Duration.ofSeconds(120));
    assertThat(answers).hasSize(60).allSatisfy((id, count) -> assertThat(count).isBetween(3, 8));
  }

  @Test
  void two_hundred_that_hang_cost_the_other_eight_hundred_nothing() {
    var few = new Places(64, pace);
    var small = new Desk(pace, few, pauses);
    small.open();
    var good = new ArrayList<CheckResult>();
    IntStream.range(0, 1_000)
        .forEach(
            n -> {
              var probe =
                  new FakeProbe(
                      pace, n % 5 == 0 ? "f" : "g", n % 5 == 0 ? Duration.ofSeconds(10) : QUICK);
              new CheckLoop(
                      service("s" + n, Duration.ofSeconds(10), 2, 1),
                      probe,
                      small,
                      task -> pace.after(Duration.ZERO, task),
                      result -> {
                        if (result.outcome() instanceof Outcome.Good) {
                          good.add(result);
                        }
                      })
                  .start(Level.UP);
            });
    pace.advance(Duration.ofMinutes(2));
    good.clear();
    pace.advance(Duration.ofMinutes(10));
    assertThat(good).hasSizeBetween(800 * 60 - 80, 800 * 60 + 80);
    assertThat(few.taken()).isLessThanOrEqualTo(64);
  }
}

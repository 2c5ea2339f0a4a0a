package homebox.controlplane.alert;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Two services, a channel, and somebody who wants something of them. */
@EachDatabase
abstract class WishScene {
  static final String YAML =
      """
      telegram: {bot_token: "1:a", chat_id: 1}
      time_zone: UTC
      check_interval: 10
      check_timeout: 5
      max_response_time: 1
      retry_attempts: 0
      alerting: {flapping: false, remind_every: 10m}
      services:
        - {name: Box, url: "http://box/", tags: [disks]}
        - {name: Nas, url: "http://nas/", group: Home}
      """;
  static final Instant NOON = AlertRig.NOON;

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  AlertRig rig(Instant now) {
    return rig(now, YAML);
  }

  AlertRig rig(Instant now, String yaml) {
    Settings settings = Configured.by(yaml);
    return new AlertRig(
        place, now, AlertPlan.of(settings), settings.watched(), HushPlan.of(settings));
  }

  static Obeyed give(AlertRig rig, Order order) {
    Obeyed obeyed = rig.onLoop(() -> rig.alert.orders().give(order, "anna", Orders.ALONE));
    rig.onLoop(Future::succeededFuture); // what was said of it is heard
    rig.onLoop(Future::succeededFuture);
    return obeyed;
  }

  List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  /** Until it is released nobody else can write. */
  WriteLock lock() {
    return place.lock();
  }

  /** What went to people, in its order. */
  List<String> told() {
    return ask("SELECT service || ' ' || kind FROM message WHERE channel = 'telegram' ORDER BY id")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** By the clock of the answers, in ms. */
  static long now(AlertRig rig) {
    return NOON.toEpochMilli() + rig.pace.nanos() / 1_000_000;
  }

  /** A failure that comes now, of a question that was begun then. */
  static void fails(AlertRig rig, String id, long begun) {
    rig.onLoop(
        () -> {
          Answer answer = Answers.of('f', Duration.ofMillis(now(rig) - begun));
          Instant at = Instant.ofEpochMilli(begun);
          CheckResult.ADDRESS.publish(rig.vertx, new CheckResult(id, at, begun, 0, answer));
          return Future.succeededFuture();
        });
    rig.onLoop(Future::succeededFuture);
  }

  static void heard(AlertRig rig, String id, String answers, int transitions) {
    rig.hear(id, answers);
    rig.await("what was decided", () -> rig.transitions.size() == transitions);
  }

  /** What was said last of it. */
  static Optional<Standing> standing(AlertRig rig, String id) {
    synchronized (rig.standings) {
      return rig.standings.stream()
          .filter(each -> each.service().equals(id))
          .reduce((before, last) -> last);
    }
  }
}

package homebox.controlplane.alert;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
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

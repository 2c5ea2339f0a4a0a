package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.config.Crontab;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Again;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that people plan besides that of the file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorksTest extends WishScene {
  private static final String OF_FILE =
      YAML + "maintenance:\n  - {services: Nas, cron: 0 3 * * *, duration: 1h, reason: backup}\n";

  private static Order.PlanWork once(String services, int from, int until) {
    var times = new Once(NOON.plusSeconds(from), NOON.plusSeconds(until));
    return new Order.PlanWork(new Maintenance(List.of(services), times, "new disks"));
  }

  private static String plan(AlertRig rig, Order order) {
    Obeyed obeyed = give(rig, order);
    assertThat(obeyed).isInstanceOf(Done.class);
    return ((Done) obeyed).id();
  }

  private static List<PlannedWork> listed(AlertRig rig) {
    var heard = Collections.synchronizedList(new ArrayList<PlannedWorks>());
    rig.onLoop(
        () -> {
          PlannedWorks.ADDRESS.subscribe(rig.vertx, heard::add);
          rig.alert.announce();
          return Future.succeededFuture();
        });
    rig.await("the list", () -> !heard.isEmpty());
    return heard.get(0).all();
  }

  private static boolean inWork(AlertRig rig, String id) {
    return standing(rig, id).flatMap(each -> each.cover().maintenance()).isPresent();
  }

  @Test
  void one_that_is_called_off_before_anybody_has_answered_covers_what_was_asked_before() {
    try (AlertRig rig = rig(NOON)) {
      String id = plan(rig, once("box", 0, 600));
      rig.await("its begin", () -> inWork(rig, "box"));
      long begun = now(rig);
      rig.advance(Duration.ofSeconds(1));
      give(rig, new Order.CancelWork(id));
      rig.await("its end", () -> !inWork(rig, "box"));
      rig.advance(Duration.ofSeconds(1));
      fails(rig, "box", begun);
      rig.await("the outage", () -> rig.transitions.size() == 1);
      rig.onLoop(Future::succeededFuture);
      assertThat(told()).isEmpty();
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
    }
  }

  @Test
  void one_that_ends_in_an_outage_tells_it_once_also_over_a_restart() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      assertThat(give(rig, once("tag:disks", 0, 1_000)))
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.services()).containsExactly("box"));
      assertThat(inWork(rig, "box")).isTrue();
      heard(rig, "box", "f", 2);
    }
    try (AlertRig rig = rig(NOON.plusSeconds(500))) {
      rig.hear("box", "f");
      assertThat(told()).isEmpty();
      rig.advance(Duration.ofSeconds(600));
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
      rig.hear("box", "f");
      assertThat(listed(rig)).as("what is over").isEmpty();
    }
    assertThat(told()).containsExactly("box ALERT");
  }

  @Test
  void called_off_while_it_is_under_way_it_ends_now() {
    try (AlertRig rig = rig(NOON)) {
      heard(rig, "box", "g", 1);
      String id = plan(rig, once("box", 0, 1_000));
      heard(rig, "box", "f", 2);
      assertThat(give(rig, new Order.CancelWork(id))).isEqualTo(new Done(List.of(), id));
      assertThat(inWork(rig, "box")).isFalse();
      assertThat(rig.absences.get(1).ended()).contains(NOON.plusSeconds(2));
      rig.hear("box", "f");
      rig.await("the alert", () -> told().size() == 1);
      assertThat(give(rig, new Order.CancelWork(id)))
          .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.why()).isEqualTo(Why.NO_WORK));
    }
    assertThat(ask("SELECT * FROM maintenance")).isEmpty();
  }

  @Test
  void what_cannot_be_read_yet_is_not_said_to_be_unknown() {
    String id;
    try (AlertRig rig = rig(NOON)) {
      id = plan(rig, once("box", 0, 1_000));
    }
    var cancel = new Order.CancelWork(id);
    try (WriteLock lock = lock();
        AlertRig rig = rig(NOON.plusSeconds(10))) {
      assertThatThrownBy(() -> give(rig, cancel)).isInstanceOf(StoreUnavailable.class);
      lock.release();
      rig.onLoop(rig.database::working);
      assertThat(give(rig, cancel)).isEqualTo(new Done(List.of(), id));
    }
  }

  @Test
  void one_of_the_file_is_changed_there_and_stands_first() {
    try (AlertRig rig = rig(NOON, OF_FILE)) {
      String first = plan(rig, once("box", 0, 1_000));
      String second = plan(rig, once("*", 0, 1_000));
      assertThat(listed(rig)).extracting(PlannedWork::id).containsExactly("file-1", first, second);
      assertThat(listed(rig))
          .extracting(each -> each.by().orElse("file"))
          .containsExactly("file", "anna", "anna");
      assertThat(give(rig, new Order.CancelWork("file-1")))
          .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.why()).isEqualTo(Why.OF_FILE));
    }
  }

  @Test
  void one_that_comes_again_and_again_is_kept_as_it_was_written() {
    var nightly =
        new Maintenance(
            List.of("*"),
            new Again(Crontab.of("0 3 * * *", ZoneId.of("Europe/Paris")), Duration.ofMinutes(90)),
            "");
    try (AlertRig rig = rig(NOON)) {
      plan(rig, new Order.PlanWork(nightly));
    }
    try (AlertRig rig = rig(NOON.plus(Duration.ofHours(14)).minusSeconds(1))) { // 3 h in Paris
      assertThat(listed(rig)).extracting(PlannedWork::work).containsExactly(nightly);
      assertThat(inWork(rig, "box")).isFalse();
      rig.advance(Duration.ofSeconds(2));
      rig.onLoop(Future::succeededFuture);
      assertThat(inWork(rig, "box")).isTrue();
    }
  }

  @Test
  void who_is_gone_after_a_reload_is_hushed_no_more_and_its_selector_is_shown() {
    try (AlertRig rig = rig(NOON)) {
      plan(rig, once("tag:disks", 0, 1_000));
      reload(rig, YAML.replace("[disks]", "[discs]"));
      assertThat(inWork(rig, "box")).isFalse();
      assertThat(listed(rig).get(0).nobody()).containsExactly("tag:disks");
      reload(rig, YAML);
      assertThat(inWork(rig, "box")).isTrue();
      assertThat(listed(rig).get(0).nobody()).isEmpty();
    }
  }

  private static void reload(AlertRig rig, String yaml) {
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce(yaml, rig.pace.instant()));
          return Future.succeededFuture();
        });
    rig.onLoop(Future::succeededFuture);
    rig.onLoop(Future::succeededFuture);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    try (AlertRig rig = rig(NOON)) {
      assertThat(give(rig, once("nobody", 0, 1_000)))
          .isInstanceOfSatisfying(
              Refused.class, no -> assertThat(no.why()).isEqualTo(Why.NO_SERVICE));
      assertThat(give(rig, once("box", -10, 0)))
          .isInstanceOfSatisfying(
              Refused.class, no -> assertThat(no.why()).isEqualTo(Why.OUT_OF_RANGE));
    }
  }
}

package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Level;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks by itself says of a service what the room says of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GlanceTest extends WishScene {
  private static final Instant LATER = NOON.plusSeconds(60);

  private static final Settings FAMILY =
      Configured.by(YAML.replace("group: Home}", "group: Home, depends_on: [Box]}"));

  private static Status status(Glance glance, String service, Map<String, Level> found) {
    return Status.of(Optional.of(glance.standing(service, found)), false);
  }

  @Test
  void who_is_paused_and_where_somebody_works_is_read() {
    try (AlertRig rig = rig(NOON)) {
      give(rig, new Order.Pause("box"));
      var times = new Once(NOON, NOON.plusSeconds(100));
      give(rig, new Order.PlanWork(new Maintenance(List.of("group:Home"), times, "new disks")));
      Glance glance = rig.onLoop(() -> Glance.of(LATER, FAMILY, rig.database));

      assertThat(glance.rests("box")).isTrue();
      assertThat(glance.rests("nas")).isFalse();
      Map<String, Level> found = Map.of("nas", Level.DOWN);
      assertThat(status(glance, "box", found)).isEqualTo(Status.PAUSED);
      assertThat(glance.standing("box", found).cover().paused())
          .contains(new Cover.Paused("anna", NOON));
      assertThat(status(glance, "nas", found)).isEqualTo(Status.MAINTENANCE);

      give(rig, new Order.Resume("box"));
      Instant over = NOON.plusSeconds(100);
      Glance then = rig.onLoop(() -> Glance.of(over, FAMILY, rig.database));
      assertThat(then.rests("box")).isFalse();
      assertThat(status(then, "nas", found)).isEqualTo(Status.DOWN);
    }
  }

  @Test
  void without_a_database_the_work_of_the_file_is_known() {
    Settings settings =
        Configured.by(
            YAML
                + "maintenance:\n  - {services: Nas, from: \"2026-02-16T11:00:00Z\","
                + " until: \"2026-02-16T13:00:00Z\"}\n");
    Glance glance = Glance.of(LATER, settings);
    var found = Map.of("box", Level.SLOW, "nas", Level.UP);
    assertThat(status(glance, "nas", found)).isEqualTo(Status.MAINTENANCE);
    assertThat(status(glance, "box", found)).isEqualTo(Status.SLOW);
  }

  @Test
  void who_is_not_well_behind_one_that_is_down_is_unreachable() {
    Glance glance = Glance.of(LATER, FAMILY);
    var down = Map.of("box", Level.DOWN, "nas", Level.DOWN);
    assertThat(status(glance, "nas", down)).isEqualTo(Status.UNREACHABLE);
    assertThat(status(glance, "box", down)).isEqualTo(Status.DOWN);
    assertThat(status(glance, "nas", Map.of("box", Level.DOWN, "nas", Level.UP)))
        .isEqualTo(Status.UP);
    assertThat(status(glance, "nas", Map.of("box", Level.SLOW, "nas", Level.DOWN)))
        .isEqualTo(Status.DOWN);
  }
}

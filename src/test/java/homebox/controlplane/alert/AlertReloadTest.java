package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Confirmed;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a service when another configuration comes into force. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class AlertReloadTest {
  private static final String KEYS =
      "check_interval: 10\ncheck_timeout: 5\nmax_response_time: 1\nretry_delay: 1\n";
  private static final String TELEGRAM = "telegram: {bot_token: \"1:a\", chat_id: 1}\n";
  private static final String BOX = "  - {name: Box, url: \"http://box/\"}\n";
  private static final String NAS = "  - {name: Nas, url: \"http://nas/\"}\n";

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private final List<Standing> standings = Collections.synchronizedList(new ArrayList<>());

  private static String services(String... each) {
    return TELEGRAM + KEYS + "services:\n" + String.join("", each);
  }

  private AlertRig rig(String yaml) {
    Settings settings = Configured.by(yaml);
    var rig = new AlertRig(place, AlertRig.NOON, AlertPlan.of(settings), settings.watched());
    rig.onLoop(
        () -> {
          Standing.ADDRESS.subscribe(rig.vertx, standings::add);
          return Future.succeededFuture();
        });
    return rig;
  }

  private static void reload(AlertRig rig, String yaml) {
    rig.onLoop(
        () -> {
          InForce.ADDRESS.publish(rig.vertx, Configured.inForce(yaml, rig.pace.instant()));
          return Future.succeededFuture();
        });
    rig.onLoop(Future::succeededFuture);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private void down(AlertRig rig, String id) {
    int before = rig.transitions.size();
    rig.hear(id, "gfff");
    rig.await(id + " is down", () -> rig.transitions.size() == before + 2);
  }

  private boolean allEnded() {
    return ask("SELECT id FROM incident WHERE ended IS NULL").isEmpty();
  }

  @Test
  void who_stays_goes_on_counting() {
    try (AlertRig rig = rig(services(BOX))) {
      rig.hear("box", "gff");
      reload(rig, services(NAS, BOX.replace("Box,", "Box, group: Home,")));
      rig.hear("box", "f");
      rig.await("the outage", () -> rig.transitions.size() == 2);

      assertThat(rig.transitions.get(1).since().at()).isEqualTo(AlertRig.NOON.plusSeconds(2));
    }
  }

  @Test
  void who_is_new_is_heard() {
    try (AlertRig rig = rig(services(BOX))) {
      rig.hear("nas", "g");
      assertThat(rig.transitions).isEmpty();
      reload(rig, services(BOX, NAS));
      rig.hear("nas", "g");
      rig.await("its first answer", () -> rig.transitions.size() == 1);
      assertThat(rig.alert.known("nas")).isEqualTo(Level.UP);
    }
  }

  @Test
  void who_is_asked_otherwise_keeps_its_state_and_is_asked_anew() {
    try (AlertRig rig = rig(services(BOX))) {
      rig.hear("box", "gff");
      rig.await("what speaks against it", () -> unconfirmed() == 2);
      reload(rig, services(BOX.replace("}", ", retry_attempts: 1}")));
      rig.await("nothing does", () -> unconfirmed() == 0);
      assertThat(last().level()).isEqualTo(Level.UP);
      rig.hear("box", "f");
      rig.await("one of two", () -> unconfirmed() == 1);
      rig.hear("box", "f");
      rig.await("the outage", () -> rig.transitions.size() == 2);
    }
  }

  @Test
  void an_outage_goes_on_under_another_policy() {
    try (AlertRig rig = rig(services(BOX))) {
      down(rig, "box");
      reload(rig, services(BOX.replace("}", ", interval: 20}")));
      assertThat(rig.alert.known("box")).isEqualTo(Level.DOWN);
      rig.hear("box", "g");
      rig.await("its end", () -> rig.transitions.size() == 3);
    }
    assertThat(ask("SELECT end_reason FROM incident")).containsExactly(List.of("RECOVERED"));
    assertThat(ask("SELECT kind FROM message WHERE channel = 'telegram' ORDER BY id"))
        .containsExactly(List.of("ALERT"), List.of("RECOVERY"));
  }

  @Test
  void who_is_taken_out_in_an_outage_ends_it_and_whoever_was_told_gets_a_line() {
    try (AlertRig rig = rig("alerting: {remind_every: 1m}\n" + services(BOX, NAS))) {
      down(rig, "box");
      reload(rig, "alerting: {remind_every: 1m}\n" + services(NAS));
      rig.await("the end", this::allEnded);
      rig.advance(Duration.ofHours(1));
      rig.hear("box", "ggg");
      rig.hear("nas", "g");
      rig.await("the other one", () -> rig.transitions.size() == 3);
    }
    assertThat(ask("SELECT end_reason FROM incident")).containsExactly(List.of("REMOVED"));
    assertThat(ask("SELECT kind FROM message WHERE channel = 'telegram' ORDER BY id"))
        .containsExactly(List.of("ALERT"), List.of("REMOVED"));
  }

  @Test
  void who_is_disabled_is_taken_out_too_and_begins_anew_when_it_comes_back() {
    try (AlertRig rig = rig(services(BOX, NAS))) {
      down(rig, "box");
      reload(rig, services(BOX.replace("Box,", "Box, enabled: false,"), NAS));
      rig.await("the end", this::allEnded);
      assertThat(rig.alert.known("box")).isEqualTo(Level.PENDING);
      reload(rig, services(BOX, NAS));
      rig.hear("box", "g");
      rig.await("its first answer", () -> rig.transitions.size() == 3);
      assertThat(rig.transitions.get(2).change().from()).isEqualTo(Level.PENDING);
    }
  }

  @Test
  void an_outage_that_is_being_written_when_its_service_is_taken_out_ends_as_well()
      throws Exception {
    try (AlertRig rig = rig(services(BOX, NAS))) {
      rig.hear("box", "gff");
      rig.await("the first change", () -> !ask("SELECT * FROM service_state").isEmpty());
      WriteLock lock = place.lock();
      rig.hear("box", "f");
      reload(rig, services(NAS));
      lock.release();
      rig.await(
          "the end",
          () -> {
            LockSupport.parkNanos(20_000_000);
            rig.advance(Duration.ofMillis(100));
            return ask("SELECT end_reason FROM incident").equals(List.of(List.of("REMOVED")));
          });
      assertThat(rig.alert.known("box")).isEqualTo(Level.PENDING);
    }
    assertThat(ask("SELECT service FROM service_state WHERE service = 'box'")).isEmpty();
  }

  @Test
  void who_comes_back_before_that_could_be_written_goes_on() throws Exception {
    try (AlertRig rig = rig(services(BOX, NAS))) {
      down(rig, "box");
      WriteLock lock = place.lock();
      reload(rig, services(NAS));
      rig.await(
          "it could not be written",
          () -> {
            LockSupport.parkNanos(20_000_000);
            rig.advance(Duration.ofMillis(500));
            return rig.database.trouble().isPresent();
          });
      reload(rig, services(BOX, NAS));
      lock.release();
      rig.await(
          "its state is known again",
          () -> {
            LockSupport.parkNanos(20_000_000);
            rig.advance(Duration.ofMillis(500));
            return rig.alert.known("box") == Level.DOWN;
          });
      rig.advance(Duration.ofSeconds(5));
      rig.hear("box", "g");
      rig.await("its end", () -> rig.transitions.size() == 3);
    }
    assertThat(ask("SELECT end_reason FROM incident")).containsExactly(List.of("RECOVERED"));
  }

  @Test
  void channels_that_come_are_told_and_those_that_go_are_not() {
    String ops = "channels: [{name: ops, telegram: {bot_token: \"2:b\", chat_id: 2}}]\n";
    try (AlertRig rig = rig(services(BOX))) {
      reload(rig, ops + services(BOX).replace(TELEGRAM, ""));
      down(rig, "box");
    }
    assertThat(ask("SELECT channel FROM message ORDER BY id"))
        .containsExactly(List.of("log"), List.of("ops"));
  }

  @Test
  void reminders_begin_and_end_with_their_key() {
    try (AlertRig rig = rig(services(BOX))) {
      down(rig, "box");
      rig.advance(Duration.ofMinutes(10));
      reload(rig, "alerting: {remind_every: 5m}\n" + services(BOX));
      rig.advance(Duration.ofMinutes(6));
      rig.await("a reminder", () -> reminders() == 1);
      reload(rig, services(BOX));
      rig.advance(Duration.ofDays(2));
      assertThat(reminders()).isEqualTo(1);
    }
  }

  @Test
  void who_shares_its_name_now_is_told_with_its_group() {
    try (AlertRig rig = rig(services(BOX.replace("Box,", "Box, group: Home,")))) {
      reload(
          rig,
          services(
              BOX.replace("Box,", "Box, id: box, group: Home,"),
              BOX.replace("Box,", "Box, id: other, group: Office,")));
      down(rig, "box");
    }
    assertThat(ask("SELECT json_extract(facts, '$.service') FROM message WHERE channel = 'log'"))
        .containsExactly(List.of("Home / Box"));
  }

  @Test
  void its_checker_hears_of_a_change_before_and_after() {
    List<Level> heard = Collections.synchronizedList(new ArrayList<>());
    try (AlertRig rig = rig(services(BOX))) {
      rig.onLoop(
          () -> {
            Confirmed.ADDRESS.of("box").subscribe(rig.vertx, each -> heard.add(each.level()));
            return Future.succeededFuture();
          });
      rig.hear("box", "g");
      reload(rig, services(BOX.replace("}", ", interval: 20}")));
      rig.hear("box", "fff");
      rig.await("both", () -> heard.size() == 2);
    }
    assertThat(heard).containsExactly(Level.UP, Level.DOWN);
  }

  private int reminders() {
    return ask("SELECT id FROM message WHERE kind = 'REMINDER' AND channel = 'telegram'").size();
  }

  private Standing last() {
    return standings.get(standings.size() - 1);
  }

  private int unconfirmed() {
    return standings.isEmpty()
        ? 0
        : last().unconfirmed().map(Standing.Unconfirmed::attempt).orElse(0);
  }
}

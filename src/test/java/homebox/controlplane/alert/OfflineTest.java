package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our own network is away: that is nobody's outage. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class OfflineTest {
  private static final String KEYS =
      "telegram: {bot_token: \"1:a\", chat_id: 1}\ncheck_interval: 60\ncheck_timeout: 5\n"
          + "max_response_time: 1\nretry_attempts: 1\nretry_delay: 1\n"
          + "alerting: {connectivity: [\"192.0.2.1:53\", \"https://example.org/\"]}\n";

  private static final Instant LOST = AlertRig.NOON.plusSeconds(2);

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(n -> "s" + n).toList();
  }

  private AlertRig rig(int services) {
    return rig(services, AlertRig.NOON);
  }

  private AlertRig rig(int services, Instant now) {
    Settings settings =
        Configured.by(
            KEYS
                + ids(services).stream()
                    .map(id -> "  - {name: " + id + ", url: \"http://" + id + "/\"}\n")
                    .collect(Collectors.joining("", "services:\n", "")));
    return new AlertRig(
        place, now, AlertPlan.of(settings), settings.watched(), HushPlan.of(settings));
  }

  private List<List<String>> messages() {
    return place.ask("SELECT service, kind FROM message WHERE channel = 'telegram' ORDER BY id");
  }

  private static boolean offline(AlertRig rig, String id) {
    return rig.standings.stream()
        .filter(each -> each.service().equals(id))
        .reduce((before, last) -> last)
        .filter(each -> each.cover().offline())
        .isPresent();
  }

  private static void settle(AlertRig rig) {
    for (int turn = 0; turn < 4; turn++) {
      rig.onLoop(Future::succeededFuture);
    }
  }

  @Test
  void ten_minutes_without_a_network_are_no_alert_and_one_notice() {
    List<String> ids = ids(300);
    try (AlertRig rig = rig(ids.size())) {
      ids.forEach(id -> rig.hear(id, "g"));
      rig.online = false;
      ids.forEach(id -> rig.hear(id, "ff"));
      rig.await("it is shown", () -> offline(rig, "s7"));
      rig.advance(Duration.ofMinutes(10));
      rig.online = true;
      rig.advance(Duration.ofSeconds(6));
      ids.forEach(id -> rig.hear(id, "g"));
      settle(rig);
      assertThat(rig.back).hasSize(1);
      assertThat(rig.back.get(0).length()).isGreaterThan(Duration.ofMinutes(10));
      assertThat(rig.back.get(0).since()).isEqualTo(AlertRig.NOON.plusSeconds(301));
      assertThat(rig.gaps).extracting(Gap::kind).containsExactly(Gap.Kind.OFFLINE);
      assertThat(offline(rig, "s7")).isFalse();
      assertThat(rig.alert.known("s7")).isEqualTo(Level.UP);
      assertThat(messages()).isEmpty();
    }
  }

  @Test
  void a_good_answer_counts_while_we_are_offline() {
    try (AlertRig rig = rig(2)) {
      rig.hear("s0", "gff");
      rig.await("it is down", () -> rig.transitions.size() == 2);
      rig.advance(Duration.ofSeconds(20));
      rig.online = false;
      rig.hear("s1", "gff");
      rig.await("it is shown", () -> offline(rig, "s1"));
      rig.hear("s0", "g");
      rig.await("the recovery", () -> messages().size() == 2);
      assertThat(messages()).containsExactly(List.of("s0", "ALERT"), List.of("s0", "RECOVERY"));
    }
  }

  @Test
  void who_answers_badly_when_we_are_back_is_told_after_its_retries() {
    try (AlertRig rig = rig(1)) {
      rig.hear("s0", "g");
      rig.online = false;
      rig.hear("s0", "ff");
      rig.await("it is shown", () -> offline(rig, "s0"));
      rig.online = true;
      rig.advance(Duration.ofSeconds(6));
      rig.hear("s0", "f");
      settle(rig);
      assertThat(messages()).isEmpty();
      rig.hear("s0", "f");
      rig.await("the alert", () -> messages().size() == 1);
    }
  }

  private String kept() {
    return place.ask("SELECT value FROM setting WHERE name = 'offline_since'").toString();
  }

  /** A life in which the network went away at the second second. */
  private void goesOffline() {
    try (AlertRig rig = rig(2)) {
      rig.hear("s0", "g");
      rig.online = false;
      rig.hear("s0", "ff");
      rig.await("it is kept", () -> kept().contains(String.valueOf(LOST.toEpochMilli())));
    }
  }

  @Test
  void who_starts_again_without_a_network_tells_nobody_and_later_the_whole_length() {
    goesOffline();
    try (AlertRig rig = rig(2, AlertRig.NOON.plusSeconds(600))) {
      rig.online = false;
      rig.hear("s0", "ff");
      rig.hear("s1", "ff");
      settle(rig);
      assertThat(rig.transitions).isEmpty();
      rig.advance(Duration.ofMinutes(5));
      rig.online = true;
      rig.advance(Duration.ofSeconds(5));
      rig.await("we are back", () -> rig.back.size() == 1);
      assertThat(rig.back.get(0).since()).isEqualTo(LOST);
      assertThat(rig.back.get(0).length())
          .isBetween(Duration.ofMinutes(15), Duration.ofSeconds(910));
      rig.advance(Duration.ofSeconds(10));
      rig.await("it is forgotten", () -> kept().equals("[]"));
    }
    assertThat(messages()).isEmpty();
    tellsNothing();
  }

  private void tellsNothing() {
    try (AlertRig rig = rig(2, AlertRig.NOON.plusSeconds(2_000))) {
      rig.hear("s0", "gg");
      rig.advance(Duration.ofMinutes(1));
      settle(rig);
      assertThat(rig.back).isEmpty();
    }
  }

  @Test
  void what_is_bad_when_the_network_is_back_after_a_restart_is_told() {
    goesOffline();
    try (AlertRig rig = rig(2, AlertRig.NOON.plusSeconds(600))) {
      rig.advance(Duration.ofSeconds(5));
      rig.await("we are back", () -> rig.back.size() == 1);
      rig.hear("s0", "ff");
      rig.await("the alert", () -> messages().size() == 1);
    }
  }

  @Test
  void who_is_killed_before_it_is_told_lets_the_next_life_tell_the_same() {
    goesOffline();
    try (AlertRig rig = rig(2, AlertRig.NOON.plusSeconds(600))) {
      rig.advance(Duration.ofSeconds(5));
      rig.await("we are back", () -> rig.back.size() == 1);
    }
    place.change( // as a kill leaves it; the rig ends with some seconds to spare
        "INSERT INTO setting (name, value) VALUES ('offline_since', '"
            + LOST.toEpochMilli()
            + "') ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    try (AlertRig rig = rig(2, AlertRig.NOON.plusSeconds(700))) {
      rig.advance(Duration.ofSeconds(5));
      rig.await("it is said again", () -> rig.back.size() == 1);
      assertThat(rig.back.get(0).since()).as("which is its key").isEqualTo(LOST);
    }
  }

  @Test
  void while_we_are_online_nothing_changes() {
    try (AlertRig rig = rig(1)) {
      rig.hear("s0", "gff");
      rig.await("the alert", () -> messages().size() == 1);
      assertThat(rig.back).isEmpty();
    }
  }
}

package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One message for what has one cause, in whatever order the checks come. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EachDatabase
class DependenciesTest {
  private static final String KEYS =
      "telegram: {bot_token: \"1:a\", chat_id: 1}\n"
          + "channels: [{name: mail, ntfy: {topic: t}}]\ncheck_interval: 300\ncheck_timeout: 5\n"
          + "max_response_time: 1\nretry_delay: 1\n";
  private static final int CHILDREN = 40;
  private static final int SEEDS =
      Integer.getInteger("seeds", Boolean.getBoolean("soak") ? 100 : 3);

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private final Map<String, Character> world = new HashMap<>();
  private AlertRig rig;

  static Stream<Long> seeds() {
    return LongStream.range(0, SEEDS).boxed();
  }

  private static String service(String id, String more) {
    return "  - {name: " + id + ", url: \"http://" + id + "/\"" + more + "}\n";
  }

  private AlertRig rig(String... services) {
    return rig(AlertRig.NOON, services);
  }

  private AlertRig rig(Instant now, String... services) {
    Settings settings = Configured.by(KEYS + "services:\n" + String.join("", services));
    settings.watched().forEach(each -> world.put(each.id(), 'g'));
    rig =
        new AlertRig(place, now, AlertPlan.of(settings), settings.watched(), HushPlan.of(settings));
    return rig;
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private List<String> told() {
    return ask("SELECT service || ' ' || kind FROM message WHERE channel = 'telegram' ORDER BY id")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private JsonObject dependents(String kind) {
    return new JsonObject(
            ask("SELECT facts FROM message WHERE channel = 'telegram' AND kind = '" + kind + "'")
                .get(0)
                .get(0))
        .getJsonObject("dependents");
  }

  /** Each of these is asked once, in this order; whoever the room wants to know of answers too. */
  private void check(List<String> ids) {
    for (String id : ids) {
      rig.hear(id, String.valueOf(world.get(id)));
      answer();
    }
  }

  private void check(String... ids) {
    check(List.of(ids));
  }

  private void answer() {
    turns();
    while (!rig.asked.isEmpty()) {
      String id = rig.asked.remove(0);
      rig.hear(id, String.valueOf(world.get(id)));
      turns();
    }
  }

  /** An answer is heard in one, the wish that it wakes in the next. */
  private void turns() {
    for (int turn = 0; turn < 4; turn++) {
      rig.onLoop(Future::succeededFuture);
    }
  }

  private void states(int down) {
    rig.await("all decisions", () -> down() == down);
  }

  private int down() {
    return ask("SELECT service FROM service_state WHERE level = 'DOWN'").size();
  }

  private Optional<Cover.Parent> parent(String id) {
    return rig.standings.stream()
        .filter(each -> each.service().equals(id))
        .reduce((before, last) -> last)
        .flatMap(each -> each.cover().parent());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_parent_and_forty_children_are_one_message_and_its_end(long seed) {
    var random = new Random(seed);
    List<String> children = IntStream.range(0, CHILDREN).mapToObj(n -> "c" + n).toList();
    String retries = ", retry_attempts: " + random.nextInt(3);
    String all =
        children.stream()
            .map(id -> service(id, ", depends_on: router" + retries))
            .collect(Collectors.joining());
    try (AlertRig opened = rig(service("router", ", retry_attempts: 2"), all)) {
      var everybody = new ArrayList<>(children);
      everybody.add("router");
      check(everybody);
      world.replaceAll((id, good) -> 'f');
      for (int round = 0; round < 3; round++) {
        Collections.shuffle(everybody, random);
        check(everybody);
      }
      states(CHILDREN + 1);
      assertThat(told()).containsExactly("router ALERT");
      assertThat(parent("c7").map(Cover.Parent::name)).contains("router");
      world.replaceAll((id, failed) -> 'g');
      check("router");
      rig.await("the router is back", () -> told().size() == 2);
      for (int second = 0; second < 60; second++) {
        opened.advance(Duration.ofSeconds(1));
        answer();
      }
      states(0);
      assertThat(told()).containsExactly("router ALERT", "router RECOVERY");
      assertThat(parent("c7")).isEmpty();
    }
    assertThat(dependents("ALERT").getInteger("count")).isEqualTo(CHILDREN);
    JsonArray first = dependents("ALERT").getJsonArray("names");
    JsonArray rest = dependents("RECOVERY").getJsonArray("names");
    var named = new HashSet<Object>();
    first.forEach(named::add);
    rest.forEach(named::add);
    assertThat(named).hasSize(first.size() + rest.size()).hasSize(CHILDREN);
  }

  @Test
  void a_child_whose_parent_is_well_is_told_as_soon_as_that_has_answered() {
    try (AlertRig opened =
        rig(service("router", ""), service("box", ", depends_on: router, retry_attempts: 0"))) {
      check("router", "box");
      world.put("box", 'f');
      opened.hear("box", "f");
      opened.await("the router is asked", () -> opened.asked.equals(List.of("router")));
      assertThat(opened.transitions).hasSize(2);
      answer();
      opened.await("the alert", () -> told().equals(List.of("box ALERT")));
    }
  }

  @Test
  void a_parent_that_says_nothing_is_waited_for_no_longer_than_its_timeout() {
    try (AlertRig opened =
        rig(service("router", ""), service("box", ", depends_on: router, retry_attempts: 0"))) {
      check("router", "box");
      opened.hear("box", "f");
      opened.advance(Duration.ofSeconds(4));
      assertThat(told()).isEmpty();
      opened.advance(Duration.ofSeconds(2));
      opened.await("the alert", () -> told().equals(List.of("box ALERT")));
    }
  }

  @Test
  void any_one_of_several_parents_is_enough_and_so_is_one_of_theirs() {
    try (AlertRig opened =
        rig(
            service("mains", ""),
            service("switch", ", depends_on: mains"),
            service("router", ""),
            service("box", ", depends_on: [switch, router], retry_attempts: 0"))) {
      check("mains", "switch", "router", "box");
      world.put("mains", 'f');
      world.put("box", 'f');
      check("box");
      opened.await("it is unreachable", () -> parent("box").isPresent());
      assertThat(parent("box").map(Cover.Parent::id)).contains("mains");
      assertThat(told()).isEmpty();
    }
  }

  @Test
  void a_child_that_stays_away_is_told_with_its_true_start_after_its_parent_came_back() {
    try (AlertRig opened =
        rig(
            service("router", ", retry_attempts: 0"),
            service("box", ", depends_on: router, retry_attempts: 0"))) {
      check("router", "box");
      world.replaceAll((id, good) -> 'f');
      check("router", "box");
      states(2);
      world.put("router", 'g');
      check("router");
      opened.await("the router is back", () -> told().size() == 2);
      opened.advance(Duration.ofSeconds(60));
      opened.await("it is asked", () -> opened.asked.equals(List.of("box")));
      answer();
      opened.await("the alert", () -> told().size() == 3);
      check("box", "box");
    }
    assertThat(told()).containsExactly("router ALERT", "router RECOVERY", "box ALERT");
    assertThat(
            ask(
                "SELECT i.started - m.created < -60000 FROM message m JOIN incident i ON i.id ="
                    + " m.incident WHERE m.service = 'box' AND m.channel = 'telegram'"))
        .containsExactly(List.of("1"));
  }

  private AlertRig twoHearers() {
    return rig(
        AlertRig.NOON,
        service("router", ", channels: telegram, retry_attempts: 0"),
        service("box", ", depends_on: router, channels: mail, retry_attempts: 0"),
        service("nas", ", depends_on: router, channels: mail, retry_attempts: 0"));
  }

  private List<String> heard(String channel) {
    return ask(
            "SELECT service || ' ' || kind || ' ' || json_extract(facts, '$.dependents.names')"
                + (" FROM message WHERE channel = '" + channel + "' ORDER BY id"))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void who_would_have_been_told_of_a_child_is_told_of_its_parent() {
    try (AlertRig opened = twoHearers()) {
      check("router", "box", "nas");
      opened.hear("box", "f");
      turns();
      world.put("router", 'f');
      answer();
      opened.await("the router is down", () -> heard("mail").size() == 1);
      world.put("router", 'g');
      check("router");
      opened.await("it is back", () -> heard("mail").size() == 2);
    }
    assertThat(heard("mail"))
        .containsExactly("router ALERT [\"box\"]", "router RECOVERY []")
        .isEqualTo(heard("telegram"));
  }

  @Test
  void who_hears_of_it_late_takes_no_name_from_those_who_heard_before() {
    try (AlertRig opened = twoHearers()) {
      check("router", "box", "nas");
      world.put("router", 'f');
      check("router");
      opened.await("the router is down", () -> heard("telegram").size() == 1);
      assertThat(heard("mail")).as("all that it is told of is well").isEmpty();
      world.put("box", 'f');
      check("box", "router");
      opened.await("mail is told", () -> heard("mail").size() == 1);
      check("box", "router");
      world.put("nas", 'f');
      check("nas");
      world.put("router", 'g');
      check("router");
      opened.await("it is back", () -> heard("mail").size() == 2);
    }
    assertThat(heard("telegram"))
        .containsExactly("router ALERT []", "router RECOVERY [\"box\",\"nas\"]");
    assertThat(heard("mail"))
        .containsExactly("router ALERT [\"box\"]", "router RECOVERY [\"box\",\"nas\"]");
  }

  @Test
  void a_restart_does_not_forget_who_was_named_already() {
    String[] services = {
      service("router", ", retry_attempts: 0"),
      service("box", ", depends_on: router, retry_attempts: 0"),
      service("nas", ", depends_on: router, retry_attempts: 0")
    };
    try (AlertRig opened = rig(services)) {
      check("router", "box", "nas");
      opened.hear("box", "f");
      turns();
      world.put("router", 'f');
      answer();
      opened.await("both are down", () -> down() == 2);
    }
    try (AlertRig opened = rig(AlertRig.NOON.plusSeconds(600), services)) {
      opened.hear("nas", "f");
      turns();
      opened.hear("router", "f");
      opened.hear("box", "f");
      opened.await("all are down", () -> down() == 3);
      opened.hear("router", "g");
      opened.await("it is back", () -> heard("telegram").size() == 2);
    }
    assertThat(heard("telegram"))
        .containsExactly("router ALERT [\"box\"]", "router RECOVERY [\"nas\"]");
  }

  @Test
  void a_slow_parent_is_no_cause_and_neither_is_a_disabled_one() {
    try (AlertRig opened =
        rig(
            service("router", ", retry_attempts: 0"),
            service("old", ", enabled: false"),
            service("box", ", depends_on: [router, old], retry_attempts: 0"))) {
      check("router", "box");
      world.put("router", 's');
      world.put("box", 'f');
      check("router", "box");
      opened.await("both", () -> told().equals(List.of("router WARNING", "box ALERT")));
    }
  }

  @Test
  void a_restart_forgets_nothing_of_it() {
    String[] services = {
      service("router", ", retry_attempts: 0"),
      service("box", ", depends_on: router, retry_attempts: 0")
    };
    try (AlertRig opened = rig(services)) {
      check("router", "box");
      world.replaceAll((id, good) -> 'f');
      check("router", "box");
      opened.await("both are down", () -> down() == 2);
    }
    try (AlertRig opened = rig(AlertRig.NOON.plusSeconds(600), services)) {
      opened.hear("box", "ff");
      assertThat(told()).containsExactly("router ALERT");
      opened.hear("router", "g");
      opened.await("the router is back", () -> told().size() == 2);
      opened.hear("box", "g");
      states(0);
    }
    assertThat(told()).containsExactly("router ALERT", "router RECOVERY");
  }
}

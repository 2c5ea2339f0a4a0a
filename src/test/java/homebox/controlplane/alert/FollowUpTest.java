package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.alert.Order.Acknowledge;
import homebox.controlplane.alert.Order.Note;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who cares about an incident, and what is written down about it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class FollowUpTest {
  private static final AlertPlan HOURLY =
      new AlertPlan(List.of("log", "phone"), Optional.of(Duration.ofHours(1)));

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private AlertRig rig(Instant now) {
    return new AlertRig(place, now, HOURLY);
  }

  private List<List<String>> ask(String sql) {
    return place.ask(sql);
  }

  private String down(AlertRig rig) {
    rig.hear("box", "gfff");
    rig.await("the outage", () -> rig.transitions.size() == 2);
    return rig.transitions.get(1).incidents().opened().orElseThrow().id();
  }

  private static Obeyed give(AlertRig rig, Order order, String by) {
    return rig.onLoop(() -> rig.alert.orders().give(order, by, Orders.ALONE));
  }

  private static Obeyed acknowledge(AlertRig rig, String incident, String... note) {
    return give(rig, new Acknowledge(incident, List.of(note).stream().findFirst()), "Anna");
  }

  private static Obeyed note(AlertRig rig, String incident, String text) {
    return give(rig, new Note(incident, text), "Ben");
  }

  private static Why why(Obeyed obeyed) {
    return ((Refused) obeyed).why();
  }

  /** Time goes by, and whoever wants to write is given some real time for it. */
  private static void passes(AlertRig rig, Duration length) {
    rig.advance(length);
    for (int turn = 0; turn < 8; turn++) {
      rig.advance(Duration.ofMillis(1));
      LockSupport.parkNanos(15_000_000);
    }
  }

  private List<String> kinds(String channel) {
    return ask("SELECT kind FROM message WHERE channel = '" + channel + "' ORDER BY id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Test
  void who_acknowledges_is_kept_with_the_incident_and_hears_no_more_reminders() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = down(rig);
      passes(rig, Duration.ofMinutes(61));
      rig.await("the reminder", () -> kinds("phone").equals(List.of("ALERT", "REMINDER")));
      assertThat(acknowledge(rig, incident, " the fuse\r\nagain "))
          .isEqualTo(new Done(List.of("box"), incident));
      passes(rig, Duration.ofDays(2));
      assertThat(kinds("phone")).containsExactly("ALERT", "REMINDER");
      assertThat(last(rig).acknowledged().orElseThrow().by()).isEqualTo("Anna");
      rig.hear("box", "g");
      rig.await("the recovery", () -> rig.transitions.size() == 3);
      rig.await("nobody's any more", () -> last(rig).acknowledged().isEmpty());
    }
    assertThat(kinds("phone")).containsExactly("ALERT", "REMINDER", "RECOVERY");
    assertThat(ask("SELECT acknowledged_by, acknowledged_note FROM incident"))
        .containsExactly(List.of("Anna", "the fuse\nagain"));
    assertThat(ask("SELECT acknowledged - started > 3600000 FROM incident"))
        .containsExactly(List.of("1"));
  }

  private static Standing last(AlertRig rig) {
    return rig.standings.get(rig.standings.size() - 1);
  }

  @Test
  void it_is_remembered_over_a_restart_and_the_next_outage_is_nobodys() {
    String first;
    try (AlertRig rig = rig(AlertRig.NOON)) {
      first = down(rig);
      acknowledge(rig, first);
    }
    try (AlertRig rig = rig(AlertRig.NOON.plus(Duration.ofHours(6)))) {
      rig.hear("box", "f");
      rig.onLoop(
          () -> {
            rig.alert.announce();
            return Future.succeededFuture();
          });
      rig.await(
          "who cares",
          () ->
              rig.standings.stream()
                  .anyMatch(
                      each ->
                          each.acknowledged().filter(who -> who.by().equals("Anna")).isPresent()));
      passes(rig, Duration.ofDays(2));
      assertThat(kinds("phone")).containsExactly("ALERT");
      rig.hear("box", "gfff");
      rig.await("the next outage", () -> rig.transitions.size() == 2);
      passes(rig, Duration.ofMinutes(61));
      rig.await("its reminder", () -> kinds("phone").size() == 4);
    }
    assertThat(kinds("phone")).containsExactly("ALERT", "RECOVERY", "ALERT", "REMINDER");
    assertThat(ask("SELECT acknowledged IS NULL FROM incident ORDER BY started"))
        .containsExactly(List.of("0"), List.of("1"));
  }

  @Test
  void the_first_one_stays_and_what_comes_later_is_a_note() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = down(rig);
      acknowledge(rig, incident, "mine");
      int told = rig.followed.size();
      assertThat(give(rig, new Acknowledge(incident, Optional.empty()), "Ben"))
          .isInstanceOf(Done.class);
      assertThat(rig.followed).as("nothing has changed").hasSize(told);
      give(rig, new Acknowledge(incident, Optional.of("mine, too")), "Ben");
      rig.await("what is told of it", () -> rig.followed.size() == told + 1);
    }
    assertThat(ask("SELECT acknowledged_by, acknowledged_note FROM incident"))
        .containsExactly(List.of("Anna", "mine"));
    assertThat(ask("SELECT author, text FROM incident_note"))
        .containsExactly(List.of("Ben", "mine, too"));
  }

  @Test
  void what_is_over_cannot_be_acknowledged_but_noted() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = down(rig);
      rig.hear("box", "g");
      rig.await("the end", () -> rig.transitions.size() == 3);
      assertThat(why(acknowledge(rig, incident))).isEqualTo(Why.OVER);
      assertThat(why(acknowledge(rig, "none"))).isEqualTo(Why.NO_INCIDENT);
      assertThat(why(note(rig, "none", "x"))).isEqualTo(Why.NO_INCIDENT);
      assertThat(note(rig, incident, "it was the fuse")).isInstanceOf(Done.class);
    }
    assertThat(ask("SELECT acknowledged IS NULL FROM incident")).containsExactly(List.of("1"));
    assertThat(ask("SELECT author, text, at > 0 FROM incident_note"))
        .containsExactly(List.of("Ben", "it was the fuse", "1"));
  }

  @Test
  void a_note_has_a_thousand_characters_at_most_and_an_incident_a_hundred_notes() {
    String thumb = "\uD83D\uDC4D"; // one character, two of Java's
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = down(rig);
      assertThat(why(note(rig, incident, " \n "))).isEqualTo(Why.OUT_OF_RANGE);
      assertThat(why(note(rig, incident, thumb.repeat(1_001)))).isEqualTo(Why.OUT_OF_RANGE);
      assertThat(why(note(rig, incident, "a\u0000b"))).isEqualTo(Why.OUT_OF_RANGE);
      assertThat(why(acknowledge(rig, incident, "x".repeat(1_001)))).isEqualTo(Why.OUT_OF_RANGE);
      assertThat(ask("SELECT count(*) FROM incident WHERE acknowledged IS NOT NULL"))
          .containsExactly(List.of("0"));
      for (int n = 0; n < 100; n++) {
        assertThat(note(rig, incident, thumb.repeat(1_000))).isInstanceOf(Done.class);
      }
      assertThat(why(note(rig, incident, "one more"))).isEqualTo(Why.OUT_OF_RANGE);
    }
    assertThat(ask("SELECT count(*), min(length(text)) FROM incident_note"))
        .containsExactly(List.of("100", "1000"));
  }

  private List<List<String>> outbox() {
    return ask(
        "SELECT kind, state, coalesce(answer, '') FROM message WHERE channel = 'phone' ORDER BY"
            + " id");
  }

  private String reminded(AlertRig rig) {
    String incident = down(rig);
    passes(rig, Duration.ofMinutes(61));
    rig.await("the reminder", () -> kinds("phone").equals(List.of("ALERT", "REMINDER")));
    return incident;
  }

  @Test
  void a_reminder_that_was_not_sent_yet_is_not_sent_to_who_cares_already() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      acknowledge(rig, reminded(rig));
      assertThat(outbox())
          .containsExactly(
              List.of("ALERT", "DUE", ""),
              List.of("REMINDER", "FAILED", "Not sent: acknowledged by Anna."));
    }
  }

  @Test
  void nor_is_one_of_what_is_over_but_its_alert_and_its_end_are() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      reminded(rig);
      rig.hear("box", "g");
      rig.await("the recovery", () -> outbox().size() == 3);
      assertThat(outbox())
          .containsExactly(
              List.of("ALERT", "DUE", ""),
              List.of("REMINDER", "FAILED", "Not sent: the incident has ended."),
              List.of("RECOVERY", "DUE", ""));
    }
  }

  @Test
  void nor_is_one_of_who_is_paused() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      reminded(rig);
      give(rig, new Order.Pause("box"), "Anna");
      assertThat(outbox())
          .containsExactly(
              List.of("ALERT", "DUE", ""),
              List.of("REMINDER", "FAILED", "Not sent: the incident has ended."));
    }
  }

  @Test
  void one_that_is_being_sent_is_nobodys_but_the_senders() {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = reminded(rig);
      place.change("UPDATE message SET state = 'SENDING'");
      acknowledge(rig, incident);
      assertThat(outbox())
          .containsExactly(List.of("ALERT", "SENDING", ""), List.of("REMINDER", "SENDING", ""));
    }
  }

  @Test
  void several_are_acknowledged_with_what_goes_along_or_none_is() throws Exception {
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String box = down(rig);
      rig.hear("nas", "gfff");
      rig.await("the other outage", () -> rig.transitions.size() == 4);
      String nas = rig.transitions.get(3).incidents().opened().orElseThrow().id();
      List<Order.OfIncident> both =
          List.of(
              new Acknowledge(box, Optional.of("mine")), new Acknowledge(nas, Optional.empty()));
      place.change( // the second one of anybody's fails
          "CREATE UNIQUE INDEX ill ON incident (coalesce(acknowledged_by, ''))"
              + " WHERE acknowledged_by IS NOT NULL");
      assertThatThrownBy(() -> giveAll(rig, both)).hasMessageContaining("ill");
      assertThat(cared()).as("the first one's transaction is the second one's").isEmpty();
      assertThat(offset()).isEmpty();
      assertThat(rig.followed).isEmpty();
      place.change("DROP INDEX ill");

      assertThat(giveAll(rig, both))
          .containsExactly(new Done(List.of("box"), box), new Done(List.of("nas"), nas));

      assertThat(cared()).containsExactly(List.of("Anna"), List.of("Anna"));
      assertThat(offset()).containsExactly(List.of("7"));
      rig.await("both are said", () -> rig.followed.size() == 2);
    }
  }

  private static List<Obeyed> giveAll(AlertRig rig, List<Order.OfIncident> orders) {
    return rig.onLoop(
        () ->
            rig.alert
                .orders()
                .giveAll(
                    orders,
                    "Anna",
                    connection ->
                        connection
                            .query("INSERT INTO setting (name, value) VALUES ('offset', '7')")
                            .execute()
                            .mapEmpty()));
  }

  private List<List<String>> cared() {
    return ask("SELECT acknowledged_by FROM incident WHERE acknowledged IS NOT NULL");
  }

  private List<List<String>> offset() {
    return ask("SELECT value FROM setting WHERE name = 'offset'");
  }

  @Test
  void what_goes_along_is_committed_with_it_or_neither_is() {
    Function<SqlConnection, Future<Void>> along =
        connection ->
            connection
                .query("INSERT INTO setting (name, value) VALUES ('offset', '7')")
                .execute()
                .mapEmpty();
    try (AlertRig rig = rig(AlertRig.NOON)) {
      String incident = down(rig);
      Order order = new Acknowledge(incident, Optional.empty());
      assertThatThrownBy(
              () ->
                  rig.onLoop(
                      () ->
                          rig.alert
                              .orders()
                              .give(
                                  order,
                                  "Anna",
                                  connection -> Future.failedFuture(new IllegalStateException()))))
          .isInstanceOf(IllegalStateException.class);
      assertThat(ask("SELECT acknowledged IS NULL FROM incident")).containsExactly(List.of("1"));
      assertThat(
              why(rig.onLoop(() -> rig.alert.orders().give(new Note(incident, ""), "Anna", along))))
          .isEqualTo(Why.OUT_OF_RANGE);
      assertThat(ask("SELECT value FROM setting WHERE name = 'offset'"))
          .as("also when it is refused")
          .containsExactly(List.of("7"));
      passes(rig, Duration.ofMinutes(61));
      rig.await("nobody cares: a reminder", () -> kinds("phone").contains("REMINDER"));
    }
  }
}

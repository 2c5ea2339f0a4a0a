package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.Chronicle.Away;
import homebox.controlplane.Chronicle.Change;
import homebox.controlplane.Chronicle.Heard;
import homebox.controlplane.Chronicle.Incident;
import homebox.controlplane.Chronicle.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two outages that were told as they should be, and one thing about them that is wrong. */
class ChronicleTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
  private static final Duration SEEN = Duration.ofSeconds(15);

  private final List<Away> away = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();

  ChronicleTest() {
    changes.add(new Change("PENDING", "UP", Optional.empty(), Optional.empty()));
    outage("one", 0, "1", "2");
    outage("two", 100, "3", "4");
  }

  private void outage(String id, long from, String alert, String recovery) {
    away.add(new Away(at(from), at(from + 20)));
    incidents.add(new Incident(id, at(from + 1), Optional.of(at(from + 21))));
    changes.add(new Change("UP", "DOWN", Optional.empty(), Optional.of(id)));
    changes.add(new Change("DOWN", "UP", Optional.of(id), Optional.empty()));
    rows.add(row("ALERT", id, Optional.of(alert)));
    rows.add(row("RECOVERY", id, Optional.of(recovery)));
    heard.add(message(alert, from + 2, false, "ALERT"));
    heard.add(message(recovery, from + 22, false, "RECOVERY"));
  }

  private static Row row(String kind, String incident, Optional<String> reference) {
    return new Row(kind, Optional.of(incident), "SENT", reference);
  }

  private static Heard message(String id, long at, boolean marked, String... kinds) {
    return new Heard(id, at(at), List.of(kinds), marked);
  }

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  private List<String> faults() {
    return new Chronicle(away, incidents, changes, rows, heard).faults(SEEN);
  }

  private void hears(String fault) {
    assertThat(faults()).singleElement().asString().contains(fault);
  }

  @Test
  void what_is_told_once_and_in_order_is_well() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_repeat_that_says_so_is_well() {
    heard.add(1, message("1b", 3, true, "ALERT"));
    heard.add(3, message("2b", 23, true, "RECOVERY"));
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_second_alert_is_found() {
    heard.add(1, message("1b", 3, false, "ALERT"));
    hears("one began more than once");
  }

  @Test
  void a_second_recovery_is_found() {
    heard.add(message("4b", 130, false, "RECOVERY"));
    hears("two ended more than once");
  }

  /** The outage is missed, the row that says so too, and the end of what nobody heard of. */
  @Test
  void a_missing_alert_is_found() {
    heard.remove(2);
    assertThat(faults())
        .hasSize(3)
        .anyMatch(fault -> fault.contains("was not told; written of it is"))
        .anyMatch(fault -> fault.contains("two ended before it began"))
        .anyMatch(fault -> fault.contains("was not heard"));
  }

  @Test
  void an_outage_that_is_written_nowhere_is_found() {
    away.add(new Away(at(200), at(216)));
    hears("written of it is []");
  }

  @Test
  void an_outage_that_was_too_short_to_be_seen_is_well() {
    away.add(new Away(at(200), at(215)));
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_missing_recovery_is_found() {
    heard.remove(3);
    rows.remove(3);
    hears("two was told, its end was not");
  }

  @Test
  void a_recovery_before_its_alert_is_found() {
    heard.set(0, message("2", 2, false, "RECOVERY"));
    heard.set(1, message("1", 22, false, "ALERT"));
    hears("one ended before it began");
  }

  /** Its repeat is marked, but people would think that it is DOWN again. */
  @Test
  void an_alert_again_after_the_recovery_is_found() {
    heard.add(2, message("1b", 30, true, "ALERT"));
    hears("one ended before it began");
  }

  @Test
  void a_late_recovery_is_of_the_incident_that_it_is_written_of() {
    heard.set(1, message("2", 101, false, "RECOVERY"));
    assertThat(faults()).isEmpty();
  }

  @Test
  void both_in_one_message_are_well() {
    heard.remove(3);
    heard.set(2, message("3", 122, false, "ALERT", "RECOVERY"));
    rows.set(3, row("RECOVERY", "two", Optional.of("3")));
    assertThat(faults()).isEmpty();
  }

  @Test
  void what_stands_as_sent_and_was_not_heard_is_found() {
    rows.add(row("REMINDER", "two", Optional.of("5")));
    hears("was not heard");
    rows.set(4, new Row("REMINDER", Optional.of("two"), "FAILED", Optional.empty()));
    assertThat(faults()).isEmpty();
  }

  @Test
  void an_outage_that_never_was_is_found() {
    away.remove(1);
    hears("two never happened");
  }

  @Test
  void an_incident_that_was_opened_by_nothing_is_found() {
    changes.set(3, new Change("UP", "DOWN", Optional.empty(), Optional.empty()));
    hears("two was opened 0 times");
  }

  @Test
  void a_change_that_does_not_follow_the_one_before_is_found() {
    changes.add(new Change("DOWN", "UP", Optional.empty(), Optional.empty()));
    hears("follows");
  }
}

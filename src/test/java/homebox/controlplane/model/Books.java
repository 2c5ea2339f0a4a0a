package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people have heard, against what the files say and what the model expects. */
final class Books {
  private static final int TRIES = 3;
  private static final Duration DAY = Duration.ofHours(24);

  private final List<Hearing> hearings = new ArrayList<>();
  private final Map<String, Integer> strange = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  /** Told as not stored, by a life that ended before it could store it: its change did not last. */
  private final Set<String> lost = new HashSet<>();

  /** Told, and the next life could not know. */
  private final Set<String> unmarked = new HashSet<>();

  private final Map<String, Set<String>> lines = new HashMap<>();

  private record Row(
      String key, String service, String state, boolean marked, Instant created, String answer) {
    /** Nobody needs it any more: it is closed, or somebody cares. */
    private boolean moot() {
      return isReminder(key) && answer.startsWith("Not sent: ");
    }
  }

  /** One row of a message was tried; notices of our own are not of interest here. */
  void tried(Moody.Line line, int life, boolean well) {
    if (!line.key().startsWith("incident:") && !line.key().startsWith("flapping:")) {
      return;
    }
    if (line.reply() == Reply.UNKNOWN) {
      strange.merge(line.key(), 1, Integer::sum);
    }
    if (line.reply().heard) {
      hearings.add(new Hearing(line.key(), life, line.marked(), line.stored(), well));
    }
  }

  /**
   * A life is over.
   *
   * @param file as it left it
   * @param expected empty if it began without knowing what the file says
   * @param clean it had time to write everything
   */
  void close(int life, Path file, Optional<House> expected, boolean clean) {
    Map<String, Row> rows = rows(file);
    Set<String> heard = new HashSet<>();
    hearings.stream().filter(one -> one.life() == life).forEach(one -> heard.add(one.key()));
    expected.ifPresent(
        house -> {
          Set<String> possible = new HashSet<>(known);
          rows.keySet().stream().filter(Books::isReminder).forEach(possible::add);
          for (String service : Plans.SERVICES) {
            List<String> fresh = house.keys(service).stream().filter(this::isNew).toList();
            compare(service, fresh, written(rows, service), heard, clean);
            possible.addAll(fresh);
          }
          assertThat(possible).as("what may be heard in life %s", life).containsAll(heard);
        });
    for (String key : heard) {
      if (!rows.containsKey(key)) {
        assertThat(clean).as("%s was told in life %s and is stored nowhere", key, life).isFalse();
        lost.add(key);
        unmarked.add(key);
      }
    }
    rows.values().forEach(row -> forgive(row, life));
    known.addAll(rows.keySet());
  }

  /** Of one service, in this life. */
  private void compare(
      String service, List<String> expected, List<String> written, Set<String> heard, boolean all) {
    assertThat(written)
        .as("what was written of %s, as far as it came", service)
        .isEqualTo(all ? expected : expected.subList(0, Math.min(written.size(), expected.size())));
    Set<String> line = lines.computeIfAbsent(service, first -> new LinkedHashSet<>());
    expected.stream()
        .filter(key -> written.contains(key) || heard.contains(key))
        .filter(key -> !key.endsWith(":REMOVED")) // rides with another one
        .forEach(line::add);
  }

  private boolean isNew(String key) {
    return !known.contains(key);
  }

  private static boolean isReminder(String key) {
    return key.contains(":REMINDER:");
  }

  private List<String> written(Map<String, Row> rows, String service) {
    return rows.values().stream()
        .filter(row -> row.service.equals(service) && isNew(row.key) && !isReminder(row.key))
        .map(Row::key)
        .toList();
  }

  /**
   * What was told without the database's leave, because it did not work, cannot be known to the
   * next life if this one dies before it does.
   */
  private void forgive(Row row, int life) {
    List<Hearing> told =
        hearings.stream().filter(one -> one.life() == life && one.key().equals(row.key)).toList();
    if (row.state.equals("DUE") && !row.marked && !told.isEmpty()) {
      assertThat(told).as("the row of %s does not know it", row.key).noneMatch(Hearing::well);
      unmarked.add(row.key);
    }
  }

  /**
   * At the end of the plan, after a time in which everything was well.
   *
   * @param plain nothing stood against telling
   */
  void verify(Path file, Instant now, boolean plain) {
    Map<String, Row> rows = rows(file);
    List<String> first = hearings.stream().map(Hearing::key).distinct().toList();
    Set<String> may = new HashSet<>(rows.keySet());
    may.addAll(lost);
    assertThat(may).as("what was confirmed").containsAll(first);
    if (plain) {
      assertThat(rows.keySet()).as("what has a message").containsAll(confirmed(file));
    }
    rows.values().forEach(row -> isSettled(row, first, now));
    lines.forEach((service, line) -> inOrder(service, line, first));
    repeatsAreMarked();
    assertThat(Database.ask(file, "SELECT DISTINCT level FROM service_state"))
        .as("every service is UP")
        .isEqualTo(List.of(List.of("UP")));
  }

  private void isSettled(Row row, List<String> heard, Instant now) {
    if (row.state.equals("FAILED")) {
      boolean old = Duration.between(row.created, now).compareTo(DAY) > 0;
      assertThat(old || isStrange(row.key) || row.moot())
          .as("%s may be given up", row.key)
          .isTrue();
      return;
    }
    assertThat(row.state).as(row.key).isEqualTo("SENT");
    assertThat(heard).as("what was heard").contains(row.key);
  }

  /** What a life had given up and could not write down, the next one tells when it comes to it. */
  private void inOrder(String service, Set<String> line, List<String> first) {
    List<String> wanted =
        line.stream().filter(first::contains).filter(key -> !isStrange(key)).toList();
    assertThat(first.stream().filter(wanted::contains).toList())
        .as("what was told of %s, in order", service)
        .isEqualTo(wanted);
  }

  /** The channel has said so often that it does not understand it that it may be given up. */
  private boolean isStrange(String key) {
    return strange.getOrDefault(key, 0) >= TRIES;
  }

  private void repeatsAreMarked() {
    Set<String> before = new HashSet<>();
    for (Hearing one : hearings) {
      boolean repeat = !before.add(one.key());
      if (repeat && !one.marked()) {
        assertThat(unmarked.remove(one.key())).as("%s is a repeat", one).isTrue();
      }
    }
  }

  /** The keys of what every change is to people. */
  private static List<String> confirmed(Path file) {
    var keys = new ArrayList<String>();
    for (List<String> row :
        Database.ask(file, "SELECT from_level, to_level, ended, opened FROM transition")) {
      boolean back =
          row.get(1).equals("UP") || row.get(1).equals("SLOW") && row.get(0).equals("DOWN");
      if (back && row.get(2) != null) {
        keys.add("incident:" + row.get(2) + ":RECOVERY");
      } else if (!back) {
        keys.add("incident:" + row.get(3) + (row.get(1).equals("DOWN") ? ":ALERT" : ":WARNING"));
      }
    }
    return keys;
  }

  private static Map<String, Row> rows(Path file) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Database.ask(
            file,
            "SELECT key, service, state, possible_repeat, created, coalesce(answer, '')"
                + " FROM message"
                + " WHERE channel = 'telegram' AND service IS NOT NULL ORDER BY id")
        .stream()
        .map(Books::row)
        .forEach(row -> rows.put(row.key, row));
    return rows;
  }

  private static Row row(List<String> values) {
    return new Row(
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3).equals("1"),
        Instant.ofEpochMilli(Long.parseLong(values.get(4))),
        values.get(5));
  }
}

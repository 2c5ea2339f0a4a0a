package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what was told of a house against what its services answered, by the words of design.md §7
 * and knowing nothing of how it is done: nothing invented, nothing lost, nothing told while a cause
 * stood against it, every end of what was announced told once.
 */
final class Judge {
  private static final int RETRIES = 2;

  /** From the begin of a question to its answer. */
  private static final long TOOK = 40;

  /**
   * After the network is back it takes so long until that is known; what was asked before says
   * nothing.
   */
  private static final Duration NOTICED = Duration.ofSeconds(15);

  /** Who confirms a failure waits until its router has been asked. */
  private static final long ASKED = 1_000;

  /** Who has changed so often in half an hour may be flapping, told or not. */
  private static final int RESTLESS = 5;

  private static final long HALF_AN_HOUR = 1_800_000;

  private final Weather weather;
  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Map<String, List<Incident>> incidents = new HashMap<>();
  private final Map<String, List<Step>> steps = new HashMap<>();
  private int alerts;
  private int hushed;

  private record Row(String key, String kind, String incident, String level, long created) {}

  private record Incident(
      String id, String level, long started, long ended, boolean announced, long decided) {}

  private record Step(long decided, String from, String to) {}

  Judge(Weather weather, Path file) {
    this.weather = weather;
    for (List<String> row :
        Database.ask(
            file,
            "SELECT service, key, kind, incident, level, created FROM message"
                + " WHERE service IS NOT NULL ORDER BY id")) {
      rows.computeIfAbsent(row.get(0), first -> new ArrayList<>())
          .add(new Row(row.get(1), row.get(2), row.get(3), row.get(4), Long.parseLong(row.get(5))));
    }
    for (List<String> row :
        Database.ask(
            file,
            "SELECT i.service, i.id, i.kind, i.started, coalesce(i.ended, 9e15), i.announced IS NOT"
                + " NULL, t.decided FROM incident i JOIN transition t ON t.opened = i.id"
                + " ORDER BY i.service, t.decided")) {
      incidents
          .computeIfAbsent(row.get(0), first -> new ArrayList<>())
          .add(
              new Incident(
                  row.get(1),
                  row.get(2).equals("OUTAGE") ? "DOWN" : "SLOW",
                  Long.parseLong(row.get(3)),
                  (long) Double.parseDouble(row.get(4)),
                  row.get(5).equals("1"),
                  Long.parseLong(row.get(6))));
    }
    for (List<String> row :
        Database.ask(
            file,
            "SELECT service, decided, from_level, to_level FROM transition ORDER BY decided")) {
      steps
          .computeIfAbsent(row.get(0), first -> new ArrayList<>())
          .add(new Step(Long.parseLong(row.get(1)), row.get(2), row.get(3)));
    }
  }

  /** Fails with an AssertionError; otherwise says what there was. */
  String verify(Path file, List<String> heard) {
    for (String id : weather.ids()) {
      incidents(id).forEach(incident -> isReal(id, incident));
      rows(id).forEach(row -> mayBeTold(id, row));
      incidents(id).forEach(incident -> isToldOrExplained(id, incident));
      incidents(id).forEach(incident -> endIsTold(id, incident));
      recoveriesAreOfSomething(id);
    }
    isAtRest(file, heard);
    int all = incidents.values().stream().mapToInt(List::size).sum();
    return String.format(
        "%d incidents, %d alerts and warnings, %d incidents not told for a reason",
        all, alerts, hushed);
  }

  private List<Row> rows(String id) {
    return rows.getOrDefault(id, List.of());
  }

  private List<Incident> incidents(String id) {
    return incidents.getOrDefault(id, List.of());
  }

  /** It begins with a bad answer, and so many more came in a row. */
  private void isReal(String id, Incident incident) {
    Weather.Answers answers = weather.answers(id);
    int first = answers.from(incident.started());
    assertThat(answers.begun(first))
        .as("%s begins with an answer", incident)
        .isEqualTo(incident.started());
    boolean better =
        steps.get(id).stream()
            .anyMatch(step -> step.decided() == incident.decided() && step.from().equals("DOWN"));
    if (better) {
      assertThat(answers.letter(first)).as("%s of %s", incident, id).isEqualTo('s');
      return;
    }
    for (int n = first; n <= first + RETRIES; n++) {
      String bad = incident.level().equals("DOWN") ? "f" : "sf";
      assertThat(bad).as("%s of %s", incident, id).contains(String.valueOf(answers.letter(n)));
    }
  }

  /** No cause holds at the moment at which it was decided to tell. */
  private void mayBeTold(String id, Row row) {
    if (!row.kind().equals("ALERT") && !row.kind().equals("WARNING")) {
      return;
    }
    alerts++;
    long at = row.created();
    assertThat(weather.isWork(id, at, at)).as("%s in planned work", row).isFalse();
    assertThat(isParentDown(id, at)).as("%s while its router is down", row).isFalse();
    assertThat(isFlapping(id, row)).as("%s while it is flapping", row).isFalse();
    boolean fresh = !weather.isOffline(at - 11_000, at - 11_000, Duration.ZERO);
    assertThat(weather.isOffline(at, at, Duration.ZERO) && !fresh)
        .as("%s while we are offline", row)
        .isFalse();
  }

  private boolean isParentDown(String id, long at) {
    String parent = weather.parent(id);
    if (parent.isEmpty()) {
      return false;
    }
    Weather.Answers answers = weather.answers(parent);
    int last = answers.from(at - TOOK) - 1; // what is heard in the same moment may be either
    boolean same = last + 1 < answers.size() && answers.begun(last + 1) + TOOK == at;
    return !same && (last >= 0 && answers.letter(last) == 'f' || level(parent, at).equals("DOWN"));
  }

  private String level(String id, long at) {
    String level = "PENDING";
    for (Step step : steps.getOrDefault(id, List.of())) {
      level = step.decided() < at ? step.to() : level;
    }
    return level;
  }

  private boolean isFlapping(String id, Row told) {
    boolean flapping = false;
    for (Row row : rows(id)) {
      if (row == told) {
        return flapping;
      }
      flapping = row.kind().equals("FLAPPING") ? row.key().endsWith(":start") : flapping;
    }
    return flapping;
  }

  /** Each answer that could have told of it came while something stood against that. */
  private void isToldOrExplained(String id, Incident incident) {
    if (incident.announced()) {
      return;
    }
    hushed++;
    Weather.Answers answers = weather.answers(id);
    char same = incident.level().equals("DOWN") ? 'f' : 's';
    for (int n = answers.from(incident.decided());
        n < answers.size() && answers.begun(n) < incident.ended();
        n++) {
      long begun = answers.begun(n);
      boolean tells = answers.letter(n) == same && !told(id, begun).equals(incident.level());
      long until = begun + TOOK + (begun == incident.decided() ? ASKED : 0);
      assertThat(!tells || isCovered(id, begun, until))
          .as("the answer of %s at %s tells of %s, and nobody is told", id, begun, incident)
          .isTrue();
    }
  }

  /** What people take it to be at that time. */
  private String told(String id, long at) {
    String told = "UP";
    for (Row row : rows(id)) {
      told = row.created() <= at ? row.level() : told;
    }
    return told;
  }

  private boolean isCovered(String id, long begun, long heard) {
    return weather.isWork(id, begun, heard)
        || weather.isOffline(begun, heard, NOTICED)
        || isRestless(id, heard)
        || hadParentDown(id, begun, heard);
  }

  private boolean isRestless(String id, long heard) {
    return steps.getOrDefault(id, List.of()).stream()
            .filter(step -> step.decided() <= heard && step.decided() > heard - HALF_AN_HOUR)
            .count()
        >= RESTLESS;
  }

  private boolean hadParentDown(String id, long begun, long heard) {
    String parent = weather.parent(id);
    if (parent.isEmpty()) {
      return false;
    }
    Weather.Answers answers = weather.answers(parent);
    boolean failed = false;
    for (int n = Math.max(0, answers.from(begun - TOOK) - 1);
        n < answers.size() && answers.begun(n) + TOOK <= heard;
        n++) {
      failed |= answers.letter(n) == 'f';
    }
    return failed || level(parent, begun).equals("DOWN") || level(parent, heard).equals("DOWN");
  }

  /** Once; the end of what became worse is told by what it became. */
  private void endIsTold(String id, Incident incident) {
    boolean worse =
        incidents(id).stream()
            .anyMatch(
                next ->
                    next.decided() > incident.decided()
                        && next.level().equals("DOWN")
                        && incident.level().equals("SLOW")
                        && next.started() <= incident.ended());
    if (incident.announced() && !worse) {
      assertThat(rows(id))
          .as("the end of %s of %s", incident, id)
          .anyMatch(
              row ->
                  row.kind().equals("RECOVERY") && incident.id().equals(row.incident())
                      || row.key().endsWith(":end"));
    }
  }

  private void recoveriesAreOfSomething(String id) {
    String told = "UP";
    Set<String> announced = new HashSet<>();
    incidents(id).stream().filter(Incident::announced).forEach(one -> announced.add(one.id()));
    for (Row row : rows(id)) {
      if (row.kind().equals("RECOVERY")) {
        assertThat(!told.equals("UP") || announced.contains(row.incident()))
            .as("%s of %s ends something that was told", row, id)
            .isTrue();
      }
      told = row.level();
    }
  }

  private void isAtRest(Path file, List<String> heard) {
    assertThat(Database.ask(file, "SELECT DISTINCT level FROM service_state"))
        .as("every service is UP")
        .isEqualTo(List.of(List.of("UP")));
    assertThat(Database.ask(file, "SELECT * FROM told WHERE level <> 'UP'"))
        .as("and that is what was told")
        .isEmpty();
    assertThat(Database.ask(file, "SELECT DISTINCT state FROM message"))
        .as("all has left")
        .isEqualTo(List.of(List.of("SENT")));
    List<String> keys =
        Database.ask(file, "SELECT key FROM message ORDER BY id").stream()
            .map(row -> row.get(0))
            .toList();
    assertThat(heard).as("each message once, in order").isEqualTo(keys);
  }
}

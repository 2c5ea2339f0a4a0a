package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code import control-plane}, as the real jar between a run on SQLite and one on PostgreSQL. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class MovingIT {
  private static final String FILE = "data/history.db";

  @TempDir Path folder;
  private PostgresBase base;
  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();
  private Map<String, String> before;
  private Map<String, String> after;
  private List<String> past;

  @BeforeEach
  void configure(PostgresBase given) throws IOException {
    base = given;
    before = new HashMap<>(telegram.environment());
    after = new HashMap<>(before);
    after.putAll(base.environment());
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "time_zone: Europe/Paris\ncheck_interval: 100ms\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n");
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private long heard(String word) {
    return telegram.messages().stream().filter(message -> message.text().contains(word)).count();
  }

  private JarCall move() {
    return JarCall.of(folder, after, "import", "control-plane", FILE);
  }

  /** A run on SQLite that has told of an outage which goes on. */
  private JsonObject outage() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, before)) {
      jar.awaitState("box", "UP");
      site.die();
      jar.await("the alert", () -> heard("ALERT") == 1);
      jar.await(
          "the mark",
          () ->
              Database.number(
                      folder.resolve(FILE),
                      "SELECT count(*) FROM message WHERE sent > 0 AND channel = 'telegram'")
                  == 1);
      JsonObject incident = incident(jar);
      past = checks(jar);
      assertThat(jar.stop()).isZero();
      return incident;
    }
  }

  private static JsonObject incident(JarProcess jar) {
    var all = new JsonObject(jar.get("/api/v1/incidents").body()).getJsonArray("incidents");
    assertThat(all).hasSize(1);
    return all.getJsonObject(0);
  }

  private static List<String> checks(JarProcess jar) {
    return jar.get("/api/v1/services/box/checks?format=jsonl").body().lines().toList();
  }

  private static Optional<Double> uptime(JarProcess jar) {
    return jar.service("box")
        .map(row -> row.getJsonObject("uptime").getDouble("24h"))
        .filter(share -> share > 0 && share < 1);
  }

  @Test
  void an_outage_that_goes_on_is_the_same_one_there_and_its_end_answers_it() throws Exception {
    JsonObject open = outage();
    long rows = Database.number(folder.resolve(FILE), "SELECT count(*) FROM checks");
    byte[] file = Files.readAllBytes(folder.resolve(FILE));

    JarCall moved = move();
    assertThat(moved.exit()).as(moved.err()).isZero();
    assertThat(moved.err()).isEmpty();
    assertThat(moved.out())
        .startsWith("PostgreSQL at 127.0.0.1:")
        .contains("1 service, ", " checks since ", ", 1 incident (1 open) and 0 messages")
        .contains("Start «run» now");
    assertThat(Files.readAllBytes(folder.resolve(FILE))).isEqualTo(file);
    assertThat(base.number("SELECT count(*) FROM checks")).isEqualTo(rows);

    JarCall again = move();
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("holds the history of " + FILE + " already", "start «run»");

    try (JarProcess jar = JarProcess.start(folder, after)) {
      jar.awaitState("box", "DOWN");
      JsonObject same = incident(jar);
      assertThat(same.getString("id")).isEqualTo(open.getString("id"));
      assertThat(same.getString("started")).isEqualTo(open.getString("started"));
      assertThat(same.getValue("ended")).isNull();
      jar.await("new checks after the old ones", () -> checks(jar).size() > rows + 2);
      assertThat(past).hasSizeGreaterThan(2);
      assertThat(checks(jar)).containsAll(past);
      jar.await("what it has been up of the past", () -> uptime(jar).isPresent());
      site.comeBack();
      jar.await("the recovery", () -> heard("RECOVERY") == 1);
      jar.awaitState("box", "UP");
      jar.await("its end", () -> "RECOVERED".equals(incident(jar).getString("end")));
      JarCall meanwhile = move();
      assertThat(meanwhile.exit()).isEqualTo(2);
      assertThat(meanwhile.err())
          .contains("is in use by control-plane " + jar.process().pid() + "@");
      assertThat(jar.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(1);
    FakeTelegram.Message end = telegram.messages().get(telegram.messages().size() - 1);
    assertThat(end.body().getJsonObject("reply_parameters").getLong("message_id"))
        .as("the end is the answer to the begin")
        .isEqualTo(telegram.messages().get(0).id());
    assertThat(base.number("SELECT count(*) FROM incident")).isEqualTo(1);
  }

  @Test
  void what_was_on_its_way_goes_out_from_there_as_a_possible_repeat() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, before)) {
      jar.awaitState("box", "UP");
      telegram.script(TelegramFault.hang());
      site.die();
      jar.await("the alert", () -> heard("ALERT") == 1);
      jar.kill();
    }
    assertThat(folder.resolve(FILE + "-wal")).isNotEmptyFile();
    JarCall moved = move();
    assertThat(moved.exit()).as(moved.err()).isZero();
    assertThat(moved.out()).contains("1 incident (1 open)");
    try (JarProcess jar = JarProcess.start(folder, after)) {
      jar.await("it again", () -> heard("(possible repeat)") == 1);
      jar.awaitState("box", "DOWN");
      assertThat(jar.stop()).isZero();
    }
    assertThat(heard("ALERT")).isEqualTo(2);
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void killed_in_the_middle_it_leaves_nothing_behind() throws Exception {
    outage();
    assertThat(JarCall.of(folder, after, "diagnose").out())
        .contains("there is nothing in it yet", "call «import control-plane " + FILE + "» before");
    try (JarProcess jar = JarProcess.start(folder, after)) { // makes the tables
      jar.awaitLine(line -> line.contains(FILE + " is not used: "));
      jar.awaitState("box", "DOWN");
      assertThat(jar.stop()).isZero();
    }
    base.change(
        "TRUNCATE check_recent, check_result, transition, service_state, incident, told, message");
    try (Connection other = base.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE transition IN EXCLUSIVE MODE");
      try (JarProcess moving = JarProcess.start(folder, after, "import", "control-plane", FILE)) {
        moving.await(
            "the last but one table",
            () ->
                base.number(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND query LIKE 'DELETE FROM \"transition\"%'")
                    == 1);
        moving.kill();
      }
      other.rollback();
    }
    assertThat(base.number("SELECT count(*) FROM incident")).isZero();
    assertThat(base.number("SELECT count(*) FROM check_recent")).isZero();
    JarCall moved = move();
    assertThat(moved.exit()).as(moved.err()).isZero();
    assertThat(base.number("SELECT count(*) FROM incident")).isEqualTo(1);
  }

  @Test
  void what_cannot_be_done_is_said_and_nothing_is() throws Exception {
    JarCall nowhere = JarCall.of(folder, before, "import", "control-plane", FILE);
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("no database_url is set", "jdbc:postgresql://");
    assertThat(move().err()).contains("there is no file " + FILE);
    assertThat(folder.resolve("data")).doesNotExist();
    JarCall two = JarCall.of(folder, after, "import", "control-plane", FILE, "other.db");
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err()).contains("takes one file");
    JarCall write = JarCall.of(folder, after, "import", "control-plane", FILE, "--write");
    assertThat(write.exit()).isEqualTo(2);
    assertThat(write.err()).contains("leave --write out");
    try (JarProcess jar = JarProcess.start(folder, before)) {
      jar.awaitState("box", "UP");
      JarCall used = move();
      assertThat(used.exit()).isEqualTo(2);
      assertThat(used.err()).contains(FILE + " is in use by process " + jar.process().pid());
      assertThat(jar.stop()).isZero();
    }
    Map<String, String> away = new HashMap<>(after);
    away.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nothing");
    JarCall broken = JarCall.of(folder, away, "import", "control-plane", FILE);
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.err()).contains("cannot be reached", "nothing was taken over");
    assertThat(List.of(nowhere, two, write, broken)).allMatch(call -> call.out().isEmpty());
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cli.WrongClock;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.TelegramFault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes: the clock of one is right, one is ten minutes ahead, one ten minutes behind. Whoever
 * decides has its clock set in the middle of an outage, or is killed, and the next one's clock is
 * another one: nobody hears of that. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@ExtendWith(Postgres.class)
class ClusterClockIT {
  private static final long SEED = Long.getLong("seed", 20_261_128L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 20 : 1);
  private static final List<Integer> CLOCKS = List.of(0, 600, -600);

  /** What is done is done within so long of the death of the service. */
  private static final int SPREAD_MILLIS = 1500;

  /** What is due is told so soon after somebody else decides, and Telegram takes it. */
  private static final Duration SOON = Duration.ofSeconds(20);

  /** So far from the truth nobody's time is, while clocks are wrong by ten minutes. */
  private static final Duration NEAR = Duration.ofSeconds(30);

  /** All columns that may hold times, but the one that {@link #mutes} looks at itself. */
  private static final String TIMES =
      "SELECT c.table_name, c.column_name FROM information_schema.columns AS c"
          + " JOIN pg_tables AS t ON t.tablename = c.table_name AND t.schemaname = c.table_schema"
          + " WHERE c.table_schema = 'public' AND c.data_type = 'bigint' AND NOT"
          + " (c.table_name = 'mute' AND c.column_name = 'until')";

  @TempDir Path folder;
  private final Map<String, Integer> clocks = new ConcurrentHashMap<>();
  private final List<Long> takeovers = new ArrayList<>();
  private final List<Long> freezes = new ArrayList<>();
  private final Random random = new Random(SEED);

  private interface Deed {
    void play(ClusterScene scene, String node) throws Exception;
  }

  @Test
  void no_clock_of_a_host_decides_what_is_told(PostgresBase base) throws Exception {
    for (int node = 0; node < CLOCKS.size(); node++) {
      clocks.put(ClusterScene.NAMES.get(node), CLOCKS.get(node));
    }
    int repeated = 0;
    long began = System.currentTimeMillis();
    try (var scene = new ClusterScene(folder, base, ClusterScene.A_WHILE, this::start)) {
      for (int number = 0; number < ROUNDS; number++) {
        String round = ", round " + number + ", seed " + SEED;
        repeated += play(scene, "its clock is set" + round, this::set);
        mutes(scene, base);
        repeated += play(scene, "it is killed" + round, this::kill);
        String unheard = "it is killed while Telegram is away" + round;
        repeated += play(scene, unheard, ClusterClockIT::away, this::killUnheard);
        repeated += play(scene, "it stands still and its clock is set" + round, this::putAside);
        assertThat(wrongTimes(base, began)).as("times of another clock%s", round).isEmpty();
      }
      assertThat(scene.telegram.violations()).isEmpty();
    }
    Collections.sort(takeovers);
    Collections.sort(freezes);
    System.out.printf(
        "clocks wrong by ten minutes: rounds %d of 4 outages, lost 0, repeated and marked %d,"
            + " another one decides after ms %s, where it stands still %s (seed %d)%n",
        ROUNDS, repeated, takeovers, freezes, SEED);
  }

  private JarProcess start(
      String name, Path home, List<String> flags, Map<String, String> environment) {
    var known = new HashMap<>(environment);
    known.put("WEB_API_TOKEN", "letmein");
    return JarProcess.startClass(WrongClock.class, home, flags, known, "" + clocks.get(name));
  }

  private int play(ClusterScene scene, String when, Deed deed) throws Exception {
    return play(scene, when, all -> {}, deed);
  }

  private int play(ClusterScene scene, String when, Consumer<ClusterScene> before, Deed deed)
      throws Exception {
    scene.start();
    scene.begin();
    before.accept(scene);
    String node = scene.deciding().orElseThrow();
    scene.fails();
    pause();
    deed.play(scene, node);
    pause();
    scene.recovers();
    scene.await("the recovery", () -> scene.hears("RECOVERY"));
    scene.awaitQuiet();
    return scene.promises(node + ": " + when + ", clocks " + clocks);
  }

  private void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD_MILLIS));
  }

  /** Once on each side of the alert; it goes on to decide. */
  private void set(ClusterScene scene, String node) throws InterruptedException {
    set(scene.node(node), node);
    scene.await("the alert", () -> scene.hears("ALERT"));
    set(scene.node(node), node);
    pause();
    assertThat(scene.deciding()).contains(node);
  }

  private void set(JarProcess process, String node) {
    List<Integer> others = CLOCKS.stream().filter(it -> !it.equals(clocks.get(node))).toList();
    clocks.put(node, others.get(random.nextInt(others.size())));
    process.write("" + clocks.get(node));
  }

  private void kill(ClusterScene scene, String node) {
    long struck = System.nanoTime();
    scene.kill(node);
    takeovers.add(followed(scene, node, struck));
    scene.await("the alert", () -> scene.hears("ALERT"));
  }

  /** A virtual machine, say: when it goes on it is another time there. */
  private void putAside(ClusterScene scene, String node) throws Exception {
    long struck = System.nanoTime();
    scene.signal(node, "STOP");
    freezes.add(followed(scene, node, struck));
    scene.await("the alert", () -> scene.hears("ALERT"));
    set(scene.node(node), node);
    scene.signal(node, "CONT");
  }

  /** After so many ms another one decides. */
  private static long followed(ClusterScene scene, String node, long struck) {
    scene.await(
        "another one that decides",
        () -> scene.deciding().filter(now -> !now.equals(node)).isPresent());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - struck);
    assertThat(millis).isLessThan(Takeover.MOST_MILLIS);
    return millis;
  }

  /** Before the service dies: the alert is never heard at once. */
  private static void away(ClusterScene scene) {
    scene.telegram.always(TelegramFault.error(502, "Bad Gateway"));
  }

  /** What it has written down to try again some time by its own clock does not wait for that. */
  private void killUnheard(ClusterScene scene, String node) {
    scene.await("an alert that is refused", () -> scene.waits("ALERT"));
    scene.kill(node);
    scene.await(
        "another one that decides",
        () -> scene.deciding().filter(now -> !now.equals(node)).isPresent());
    scene.telegram.heal();
    long healed = System.nanoTime();
    scene.await("the alert", () -> scene.hears("ALERT"));
    assertThat(System.nanoTime() - healed).isLessThan(SOON.toNanos());
  }

  /** For an hour from now, whoever's clock is asked. */
  private static void mutes(ClusterScene scene, PostgresBase base) throws Exception {
    JarProcess process = scene.node(scene.deciding().orElseThrow());
    want(process, "mute", "{\"for\": \"1h\"}");
    long until = base.number("SELECT until FROM mute WHERE service = 'box'");
    assertThat(until - System.currentTimeMillis())
        .isBetween(
            Duration.ofHours(1).minus(NEAR).toMillis(), Duration.ofHours(1).plus(NEAR).toMillis());
    want(process, "unmute", "");
  }

  private static void want(JarProcess process, String what, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + process.port() + "/api/v1/services/box/" + what))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer letmein")
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  /** Of the last hour and the next one, but not of this test's time; a full hour is a name. */
  private static List<String> wrongTimes(PostgresBase base, long began) {
    var wrong = new ArrayList<String>();
    for (List<String> column : base.ask(TIMES)) {
      String name = column.get(1);
      String found =
          String.format(
              "SELECT DISTINCT %1$s - %3$d FROM %2$s WHERE abs(%1$s - %3$d) < 3600000"
                  + " AND %1$s %% 3600000 > 0 AND (%1$s < %4$d OR %1$s > %5$d)",
              name,
              column.get(0),
              System.currentTimeMillis(),
              began - NEAR.toMillis(),
              System.currentTimeMillis() + 2 * NEAR.toMillis());
      base.ask(found).forEach(row -> wrong.add(column + " is " + row + " ms from now"));
    }
    return wrong;
  }
}

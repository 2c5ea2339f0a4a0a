package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.Chronicle.Away;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.NodeLine;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A site, a Telegram, and three nodes between them, each with a line of its own to a PostgreSQL.
 */
final class ClusterScene implements AutoCloseable {
  static final List<String> NAMES = List.of("attic", "barn", "cellar");

  private static final String REPEAT = "(possible repeat)";

  /** What is away for longer is told: interval, retries and takeover are less than that. */
  static final Duration SEEN = Duration.ofMillis(250).plusSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** How a node becomes a process. */
  interface Starter {
    JarProcess start(String name, Path home, List<String> flags, Map<String, String> environment);
  }

  /** The lock's first half, as the server shows it. */
  private static final String DECIDES =
      "SELECT n.name FROM node AS n JOIN pg_stat_activity AS a ON a.application_name = n.run"
          + " JOIN pg_locks AS l ON l.pid = a.pid"
          + " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = "
          + 0x48435031;

  final FakeTelegram telegram = new FakeTelegram();
  final Site site = Site.start();
  private final Map<String, JarProcess> nodes = new LinkedHashMap<>();

  /** All processes that there were, and how many lines of their logs are of earlier rounds. */
  private final Map<JarProcess, Integer> logs = new LinkedHashMap<>();

  private final Path folder;
  private final PostgresBase base;
  private final Starter starter;
  private final Map<String, NodeLine> lines = new LinkedHashMap<>();
  private final List<Away> away = new ArrayList<>();
  private Instant failsSince = Instant.EPOCH;
  private int from;
  private long incidents;

  /** What an alert waits for others, so that a fault may come in between. */
  static final String A_WHILE = "500ms";

  /** An alert leaves as soon as it is written, claimed already. */
  static final String AT_ONCE = "0";

  /** With the jar that was built; {@code -DgroupWait} says otherwise how long an alert waits. */
  ClusterScene(Path folder, PostgresBase base, String groupWait) throws IOException {
    this(
        folder,
        base,
        System.getProperty("groupWait", groupWait),
        (name, home, flags, environment) -> JarProcess.start(home, flags, environment));
  }

  ClusterScene(Path folder, PostgresBase base, String groupWait, Starter starter)
      throws IOException {
    this.folder = folder;
    this.base = base;
    this.starter = starter;
    for (String name : NAMES) {
      lines.put(name, new NodeLine(base));
      Files.createDirectories(folder.resolve(name).resolve("conf"));
      Files.writeString(
          folder.resolve(name).resolve("conf/control-plane.yaml"),
          "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 1\nretry_delay: 50ms\n"
              + "alerting: {group_wait: "
              + groupWait
              + ", startup_message: false, flapping: false}\n"
              + "services:\n  - {name: Box, url: \""
              + site.url()
              + "\"}\n");
    }
  }

  /** Starts those that do not run. */
  void start() {
    for (String name : NAMES) {
      if (!nodes.containsKey(name)) {
        nodes.put(name, start(name));
        logs.put(nodes.get(name), 0);
      }
    }
  }

  private JarProcess start(String name) {
    Map<String, String> environment = new HashMap<>(telegram.environment());
    environment.putAll(lines.get(name).there().environment());
    environment.put("CLUSTER_ENABLED", "true");
    environment.put("CLUSTER_NODE_NAME", name);
    return starter.start(
        name, folder.resolve(name), List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), environment);
  }

  /** The name of the one that decides; empty between two. */
  Optional<String> deciding() {
    return base.ask(DECIDES).stream().map(row -> row.get(0)).findFirst();
  }

  /**
   * All nodes live, all is well, nothing is to be told; what comes from now on is of this round.
   */
  void begin() {
    await("one that decides", this::isWatching);
    awaitQuiet();
    await(
        "all nodes",
        () ->
            base.number(
                    "SELECT count(*) FROM node"
                        + " WHERE seen > extract(epoch FROM clock_timestamp()) * 1000 - 4000")
                == NAMES.size());
    from = telegram.messages().size();
    incidents = incidents();
    logs.replaceAll((process, lines) -> process.lines().size());
  }

  private boolean isWatching() {
    return nodes.values().stream()
        .flatMap(jar -> jar.lines().stream())
        .anyMatch(line -> line.contains("watching 1 service"));
  }

  /** Nothing is left to be told, and the service counts as UP. */
  void awaitQuiet() {
    await(
        "all to be told, and UP",
        () ->
            base.number(
                        "SELECT (SELECT count(*) FROM message WHERE state IN ('DUE', 'SENDING'))"
                            + " + (SELECT count(*) FROM incident WHERE ended IS NULL)")
                    == 0
                && base.number("SELECT count(*) FROM service_state WHERE level = 'UP'") == 1);
  }

  private long incidents() {
    return base.number("SELECT count(*) FROM incident WHERE kind = 'OUTAGE'");
  }

  /** How many outages are known since the round began. */
  long outages() {
    return incidents() - incidents;
  }

  /** A message of that kind was tried in vain and is to be tried again. */
  boolean waits(String kind) {
    return base.number(
            "SELECT count(*) FROM message WHERE state = 'DUE' AND attempts > 0 AND kind = '"
                + kind
                + "'")
        > 0;
  }

  /** Ends it at once. */
  void kill(String name) {
    nodes.remove(name).kill();
  }

  /** It stands still, or goes on. */
  void signal(String name, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, "" + nodes.get(name).process().pid())
        .start()
        .waitFor();
  }

  /** The process of that name. */
  JarProcess node(String name) {
    return nodes.get(name);
  }

  /** Its own way to the PostgreSQL. */
  NodeLine line(String name) {
    return lines.get(name);
  }

  /** The lines of all. */
  Collection<NodeLine> lines() {
    return lines.values();
  }

  /** One of those that stand ready. */
  String standby(Random random) {
    String decides = deciding().orElseThrow();
    List<String> others = NAMES.stream().filter(name -> !name.equals(decides)).toList();
    return others.get(random.nextInt(others.size()));
  }

  /** How many lines of its log have these words. */
  long says(String name, String words) {
    return nodes.get(name).lines().stream().filter(line -> line.contains(words)).count();
  }

  /** The service fails from now on. */
  void fails() {
    failsSince = Instant.now();
    site.answers(500);
  }

  /** It is well again. */
  void recovers() {
    site.answers(200);
    away.add(new Away(failsSince, Instant.now()));
  }

  /** All that happened since the scene began. */
  Chronicle chronicle() {
    return new ChronicleReader(base, telegram.messages()).with(away);
  }

  /** In this round, by any node, also one that is gone. */
  private List<String> logged(String words) {
    return logs.entrySet().stream()
        .flatMap(log -> log.getKey().lines().stream().skip(log.getValue()))
        .filter(line -> line.contains(words))
        .toList();
  }

  /** What was heard in this round. */
  List<String> heard() {
    return telegram.messages().stream().skip(from).map(Message::text).toList();
  }

  boolean hears(String word) {
    return heard().stream().anyMatch(text -> text.contains(word));
  }

  /** The promises of one round; how often something was told again. */
  int promises(String when) {
    int repeated = toldOnce(when);
    assertThat(chronicle().faults(SEEN)).as(when).isEmpty();
    return repeated;
  }

  /**
   * Those of what is heard and stands in the logs, where times say nothing: somebody has set the
   * clock.
   */
  int toldOnce(String when) {
    for (String line : List.of("Box is DOWN (was UP)", "Box is UP (was DOWN)")) {
      List<String> said = logged(line);
      assertThat(said).as("%s: in the logs, '%s'", when, line).isNotEmpty();
      assertThat(said.stream().filter(each -> !each.contains(REPEAT)))
          .as("%s: unmarked, in %s", when, said)
          .hasSizeLessThanOrEqualTo(1);
    }
    List<String> heard = heard();
    for (String kind : List.of(Chronicle.ALERT, Chronicle.RECOVERY)) {
      assertThat(heard.stream().filter(text -> text.contains(kind) && !text.contains(REPEAT)))
          .as("%s: unmarked, in %s", when, heard)
          .hasSizeLessThanOrEqualTo(1);
    }
    assertThat(heard.get(heard.size() - 1)).as(when).contains(Chronicle.RECOVERY);
    assertThat(outages()).as("%s: outages, heard %s", when, heard).isEqualTo(1);
    return heard.size() - 2;
  }

  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        nodes.forEach(
            (name, jar) -> jar.lines().forEach(line -> System.out.println(name + " " + line)));
        throw new AssertionError("waited in vain for " + what + "; heard " + heard());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException ended) {
        throw new AssertionError(ended);
      }
    }
  }

  @Override
  public void close() {
    nodes.values().forEach(JarProcess::close);
    lines.values().forEach(NodeLine::close);
    site.close();
    telegram.close();
  }
}

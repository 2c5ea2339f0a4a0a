package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.DeafPort;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Manner;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twelve that misbehave, each asked each second, and a good one that must not feel it. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileIT {
  private static final int WATCHED_SECONDS = Boolean.getBoolean("soak") ? 600 : 60;

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, String> urls = new LinkedHashMap<>();

  /** For the good one and those whose fault is another one: a machine may stall for a moment. */
  private static final String UNHURRIED = ", timeout: 5s";

  private static final Set<String> WITH_BAD_CERTIFICATE = Set.of("selfsigned", "expired");

  private void hostile(String name, Manner manner) {
    HostileServer server = HostileServer.plain(manner);
    open.add(server);
    urls.put(name, server.url("/"));
  }

  private void badCertificate(String name, Identity identity) {
    HostileServer server = HostileServer.tls(identity.context(), Manner.ok("hello"));
    open.add(server);
    urls.put(name, server.url("/"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void twelve() throws Exception {
    hostile("dies", Manner.closesAtOnce());
    hostile("hangs", Manner.hangs());
    hostile("drips", Manner.drips("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
    hostile("loops", Manner.says(Manner.response("302 Found", "Location: /\r\n", "")));
    hostile("endless", Manner.floods("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"));
    hostile("resets", Manner.resets("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"));
    hostile("garbage", Manner.says("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"));
    badCertificate("selfsigned", Identity.of("ip:127.0.0.1", "-1d", 30));
    badCertificate("expired", Identity.of("ip:127.0.0.1", "-60d", 30));
    urls.put("unknown", "http://no-such-box.invalid/");
    var deaf = new DeafPort();
    open.add(deaf);
    urls.put("deaf", "http://127.0.0.1:" + deaf.port() + "/");
    Site gone = Site.start();
    urls.put("gone", gone.url());
    gone.close();
  }

  private void configure(Site good) throws Exception {
    var yaml = new StringBuilder("check_interval: 1s\ncheck_timeout: 700ms\nretry_delay: 100ms\n");
    yaml.append("services:\n").append(service("good", good.url(), UNHURRIED));
    urls.forEach(
        (name, url) ->
            yaml.append(service(name, url, WITH_BAD_CERTIFICATE.contains(name) ? UNHURRIED : "")));
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
  }

  private static String service(String name, String url, String more) {
    return "  - {name: " + name + ", url: \"" + url + "\"" + more + "}\n";
  }

  private static int descriptors(JarProcess jar) {
    File[] open = new File("/proc/" + jar.process().pid() + "/fd").listFiles();
    return open == null ? 0 : open.length;
  }

  private long goodRows() {
    return Database.number(
        folder.resolve("data/history.db"),
        "SELECT count(*) FROM checks WHERE service_name = 'good'");
  }

  @Test
  void twelve_that_misbehave_are_down_for_their_reason_and_cost_the_good_one_nothing()
      throws Exception {
    twelve();
    try (Site good = Site.start()) {
      configure(good);
      try (JarProcess jar = JarProcess.start(folder, Map.of("WEB_PORT", "0"))) {
        urls.keySet().forEach(name -> jar.awaitState(name, "DOWN"));
        jar.awaitState("good", "UP");
        long from = goodRows();
        int before = descriptors(jar);
        jar.await(
            "rows",
            java.time.Duration.ofSeconds(WATCHED_SECONDS * 2L),
            () -> goodRows() >= from + WATCHED_SECONDS);
        assertThat(descriptors(jar)).isLessThanOrEqualTo(before + 15);
        reasonsAreForPeople(jar);
        assertThat(jar.service("good").orElseThrow().getString("state")).isEqualTo("UP");
        assertThat(jar.stop()).isZero();
        assertThat(jar.lines())
            .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
      }
    }
    paceHeld();
  }

  /** What is slow for once is said to be that: hence a moment at which no two say the same. */
  private static void reasonsAreForPeople(JarProcess jar) {
    var last = new AtomicReference<List<String>>();
    jar.await(
        "twelve reasons, no two alike",
        () -> {
          last.set(reasons(jar));
          return last.get().stream().filter(Objects::nonNull).distinct().count() == 12;
        });
    assertThat(last.get())
        .hasSize(12)
        .allMatch(reason -> reason.matches("[A-Z].*\\.") && !reason.contains("Exception"));
  }

  private static List<String> reasons(JarProcess jar) {
    JsonArray services =
        new JsonObject(jar.get("/api/v1/services").body()).getJsonArray("services");
    var reasons = new ArrayList<String>();
    for (int n = 1; n < services.size(); n++) {
      reasons.add(services.getJsonObject(n).getString("error"));
    }
    return reasons;
  }

  /**
   * The good one is asked each second: none is left out, and the gaps between its checks are a
   * tenth too short or too long at most. But for a few: where the machine itself stands still for a
   * moment one check is late, which is two gaps. What the others do to it they do all the time.
   */
  private void paceHeld() {
    List<Long> at =
        Database.ask(
                folder.resolve("data/history.db"),
                "SELECT id / 1048576 AS at FROM checks WHERE service_name = 'good' ORDER BY at")
            .stream()
            .map(row -> Long.parseLong(row.get(0)))
            .toList();
    List<Long> late = at.subList(at.size() - WATCHED_SECONDS, at.size());
    var gaps = new ArrayList<Long>();
    for (int n = 1; n < late.size(); n++) {
      gaps.add(late.get(n) - late.get(n - 1));
    }
    gaps.sort(null);
    assertThat(late.get(late.size() - 1) - late.get(0))
        .as("ms of all gaps, which are %s", gaps)
        .isCloseTo(gaps.size() * 1_000L, withinPercentage(2));
    assertThat(gaps.get(gaps.size() / 2)).as("the middle one of %s", gaps).isBetween(900L, 1_100L);
    assertThat(gaps.stream().filter(gap -> gap < 900 || gap > 1_100).count())
        .as("uneven ones of %s", gaps)
        .isLessThanOrEqualTo(gaps.size() / 4);
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each node asks its share of the services, and one that is lost leaves only its own. */
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class SharesIT extends NodeScene {
  private static final int INTERVAL = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> NODES = List.of("attic", "barn", "cellar");
  private static final List<String> BOXES =
      IntStream.range(0, 12).mapToObj(n -> "box-" + n).toList();

  private JarProcess node(String name) throws IOException {
    var yaml =
        new StringBuilder("check_interval: " + INTERVAL + "s\ncheck_timeout: 2s\n")
            .append("retry_attempts: 1\nretry_delay: 100ms\n")
            .append("alerting: {group_wait: 0, flapping: false, startup_message: false}\n")
            .append("services:\n");
    for (String box : BOXES) {
      yaml.append("  - {name: ").append(box).append(", url: \"").append(site.url());
      yaml.append("\", headers: {").append(Site.WHO).append(": \"${CLUSTER_NODE_NAME} ");
      yaml.append(box).append("\"}}\n");
    }
    return node(name, yaml.toString(), environment(name));
  }

  private int asked(String node, String box) {
    return site.askedBy(node + " " + box);
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> all = new HashMap<>();
    NODES.forEach(node -> BOXES.forEach(box -> all.put(node + " " + box, asked(node, box))));
    return all;
  }

  /** Who has asked it since then. */
  private List<String> askers(Map<String, Integer> since, String box) {
    return NODES.stream().filter(node -> asked(node, box) > since.get(node + " " + box)).toList();
  }

  private boolean isAskedByOneEach(Map<String, Integer> since) {
    return BOXES.stream().allMatch(box -> askers(since, box).size() == 1);
  }

  /** Since then each was asked so often. */
  private boolean isAsked(Map<String, Integer> since, int times) {
    return BOXES.stream()
        .allMatch(
            box ->
                NODES.stream()
                        .mapToInt(node -> asked(node, box) - since.get(node + " " + box))
                        .sum()
                    >= times);
  }

  /**
   * Who asks each of them, once it is one and the same: what moves is asked by two for a moment.
   */
  private Map<String, String> whose(JarProcess node) {
    for (int n = 0; n < 6; n++) {
      Map<String, Integer> since = counts();
      node.await("each to be asked twice", PATIENCE, () -> isAsked(since, 2));
      if (isAskedByOneEach(since)) {
        Map<String, String> whose = new HashMap<>();
        BOXES.forEach(box -> whose.put(box, askers(since, box).get(0)));
        return whose;
      }
    }
    throw new AssertionError("some are asked by several: " + counts());
  }

  private static List<Integer> shares(JarProcess node) {
    return new JsonObject(node.get("/api/v1/nodes").body())
        .getJsonArray("nodes").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getBoolean("live"))
            .map(each -> each.getInteger("services"))
            .toList();
  }

  private static boolean all(JarProcess node, String state) {
    return BOXES.stream()
        .allMatch(
            box ->
                node.service(box)
                    .filter(service -> service.getString("state").equals(state))
                    .isPresent());
  }

  private static int sum(List<Integer> shares) {
    return shares.stream().mapToInt(Integer::intValue).sum();
  }

  private static String nameOfLast(JarProcess node, String box) {
    return new JsonObject(node.get("/api/v1/services/" + box + "/checks?limit=1").body())
        .getJsonArray("checks")
        .getJsonObject(0)
        .getString("node");
  }

  @Test
  void each_asks_its_share_and_a_lost_one_leaves_only_that() throws Exception {
    try (JarProcess attic = node("attic")) {
      attic.awaitLine(line -> line.contains(DECIDES));
      try (JarProcess barn = standby(node("barn"));
          JarProcess cellar = standby(node("cellar"))) {
        attic.await(
            "all of them to ask",
            PATIENCE,
            () -> shares(attic).size() == 3 && shares(attic).stream().allMatch(n -> n > 0));
        Map<String, String> before = whose(attic);
        assertThat(before.values()).contains("attic", "barn", "cellar");
        attic.await(
            "each last check to name who asked",
            PATIENCE,
            () -> BOXES.stream().allMatch(box -> before.get(box).equals(nameOfLast(attic, box))));
        attic.await("each counts its own", PATIENCE, () -> sum(shares(attic)) == BOXES.size());

        barn.kill();
        Map<String, Integer> then = counts();
        long killed = System.nanoTime();
        attic.await(
            "the lost one's to be asked",
            PATIENCE,
            () -> BOXES.stream().allMatch(box -> !askers(then, box).isEmpty()));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
        Takeover.holds("what the lost one asked is asked", millis - INTERVAL * 1_000L);
        attic.await("two of them", PATIENCE, () -> shares(attic).size() == 2);
        Map<String, String> after = whose(attic);
        before.forEach(
            (box, node) -> {
              if (!node.equals("barn")) {
                assertThat(after.get(box)).isEqualTo(node);
              }
            });
        assertThat(after.values()).doesNotContain("barn");

        String cellars =
            BOXES.stream().filter(box -> after.get(box).equals("cellar")).findFirst().orElseThrow();
        site.failsFor("cellar " + cellars);
        attic.awaitLine(line -> line.contains("cellar does not see " + cellars));
        int asked = asked("attic", cellars);
        attic.await("it is asked from here", PATIENCE, () -> asked("attic", cellars) > asked + 1);
        assertThat(all(attic, "UP")).isTrue();
        assertThat(heard("ALERT")).isZero();

        site.answers(500);
        attic.await("all are down", PATIENCE, () -> heard("2 of 2") > 0);
        attic.await("each of them", PATIENCE, () -> all(attic, "DOWN"));
        site.answers(200); // and cellar still does not see that one
        attic.await("all are back", PATIENCE, () -> all(attic, "UP"));
        assertThat(attic.stop()).isZero();
        assertThat(cellar.stop()).isZero();
      }
    }
  }
}

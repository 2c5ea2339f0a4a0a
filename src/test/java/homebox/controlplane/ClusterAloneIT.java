package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three nodes of the real jar, one of which sees all services down for a random while, alone:
 * nobody is woken. {@code -Dseed} and {@code -Drounds}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ClusterAloneIT extends NodeScene {
  private static final long SEED = Long.getLong("seed", 20_261_129L);
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 50 : 2);

  private static final int SERVICES = 8;

  private JarProcess node(String name) throws IOException {
    Map<String, String> environment = environment(name);
    environment.put(
        "ONLINE", URI.create(telegram.environment().get("TELEGRAM_API_URL")).getAuthority());
    return node(
        name,
        "check_interval: 300ms\ncheck_timeout: 2s\nretry_attempts: 1\nretry_delay: 100ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false,"
            + " connectivity: [\"${ONLINE}\"]}\nservices:\n"
            + IntStream.range(0, SERVICES).mapToObj(this::service).collect(Collectors.joining()),
        environment);
  }

  private String service(int number) {
    return "  - {id: %s, name: Box %d, url: \"%s%d\", headers: {%s: \"${CLUSTER_NODE_NAME}\"}}\n"
        .formatted(number == 0 ? "box" : "box-" + number, number, site.url(), number, Site.WHO);
  }

  private long transitions() {
    return base.number("SELECT count(*) FROM transition");
  }

  @Test
  void one_that_alone_sees_everything_down_wakes_nobody() throws Exception {
    var random = new Random(SEED);
    try (JarProcess first = deciding(node("attic"));
        JarProcess second = standby(node("barn"));
        JarProcess third = standby(node("cellar"))) {
      first.await("all answers", () -> transitions() == SERVICES);
      for (int round = 0; round < ROUNDS; round++) {
        // most often the one whose looks begin it
        String alone = List.of("attic", "attic", "barn", "cellar").get(random.nextInt(4));
        site.failsFor(alone);
        int asked = site.askedBy("attic");
        int looks = SERVICES * (3 + random.nextInt(10));
        first.await("some looks of each", () -> site.askedBy("attic") > asked + looks);
        site.failsFor();
        // what two see one after the other, while it is asked about, both have seen
        first.await("nobody is asked any more", this::nobodyIsAsked);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
        assertThat(telegram.messages()).as("round %d, seed %d", round, SEED).isEmpty();
        assertThat(transitions()).as("round %d, seed %d", round, SEED).isEqualTo(SERVICES);
      }
      site.die();
      first.await("what all see is told", () -> heard("ALERT") > 0);
      for (JarProcess node : List.of(third, second, first)) {
        assertThat(node.stop()).isZero();
      }
    }
    System.out.printf(
        "one of three alone sees %d services down: rounds %d, told 0 (seed %d)%n",
        SERVICES, ROUNDS, SEED);
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one host alone cannot see wakes nobody. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VotesIT extends NodeScene {
  /** {@code online}: an address that answers while it is. */
  private JarProcess node(String name, String online) throws IOException {
    Map<String, String> environment = environment(name);
    environment.put("ONLINE", online);
    return node(
        name,
        "check_interval: 300ms\ncheck_timeout: 2s\nretry_attempts: 1\nretry_delay: 100ms\n"
            + ("alerting: {group_wait: 0, flapping: false, startup_message: false,")
            + " connectivity: [\"${ONLINE}\"]}\n"
            + ("services:\n  - {name: Box, url: \"" + site.url() + "\", headers: {" + Site.WHO)
            + ": \"${CLUSTER_NODE_NAME}\"}}\n",
        environment);
  }

  private String telegramHost() {
    return URI.create(telegram.environment().get("TELEGRAM_API_URL")).getAuthority();
  }

  private JarProcess deciding(String name) throws IOException {
    return deciding(node(name, telegramHost()));
  }

  private JarProcess standby(String name) throws IOException {
    return standby(node(name, telegramHost()));
  }

  private static Optional<JsonObject> votes(JarProcess node) {
    JsonObject box =
        new JsonObject(node.get("/api/v1/services").body())
            .getJsonArray("services")
            .getJsonObject(0);
    return Optional.ofNullable(box.getJsonObject("unconfirmed"))
        .map(unconfirmed -> unconfirmed.getJsonObject("votes"));
  }

  /** Those of all hosts, once each has said what it saw: who is slow to say so is asked again. */
  static JsonObject awaitVotes(JarProcess node) {
    var seen = new AtomicReference<JsonObject>();
    node.await(
        "the votes of all",
        () -> {
          votes(node).filter(VotesIT::isComplete).ifPresent(seen::set);
          return seen.get() != null;
        });
    return seen.get();
  }

  private static boolean isComplete(JsonObject votes) {
    return votes.getJsonArray("by").stream()
        .map(JsonObject.class::cast)
        .noneMatch(vote -> vote.getString("saw").equals("NOTHING"));
  }

  private static String saw(JsonObject votes, int index) {
    JsonObject vote = votes.getJsonArray("by").getJsonObject(index);
    return vote.getString("node") + " " + vote.getString("saw");
  }

  @Test
  void what_one_host_alone_cannot_see_is_told_to_nobody_and_what_all_see_says_so()
      throws Exception {
    try (JarProcess first = deciding("attic");
        JarProcess second = standby("barn");
        JarProcess third = standby("cellar")) {
      site.failsFor("attic");
      JsonObject votes = awaitVotes(first);
      assertThat(votes.getInteger("down")).isEqualTo(1);
      assertThat(votes.getInteger("of")).isEqualTo(3);
      assertThat(saw(votes, 0)).isEqualTo("attic DOWN");
      assertThat(saw(votes, 1)).isEqualTo("barn UP");
      assertThat(saw(votes, 2)).isEqualTo("cellar UP");
      int asked = site.asked();
      first.await("some more rounds", () -> site.asked() > asked + 15);
      assertThat(telegram.messages()).isEmpty();
      site.failsFor();
      first.await("all is well", () -> votes(first).isEmpty());
      first.awaitState("box", "UP");
      assertThat(base.number("SELECT count(*) FROM incident")).isZero();

      site.failsFor("attic", "cellar");
      first.await("the alert", () -> heard("ALERT") == 1);
      assertThat(telegram.messages().get(0).text()).contains("Seen down by: 2 of 3");
      JsonObject incident =
          new JsonObject(first.get("/api/v1/incidents").body())
              .getJsonArray("incidents")
              .getJsonObject(0);
      assertThat(incident.getJsonObject("votes").getInteger("down")).isEqualTo(2);
      assertThat(
              incident
                  .getJsonObject("votes")
                  .getJsonArray("by")
                  .getJsonObject(2)
                  .getString("location"))
          .isEqualTo("at cellar's");
      site.failsFor();
      first.await("the recovery", () -> heard("RECOVERY") == 1);
      first.await("nobody is asked any more", this::nobodyIsAsked);
      assertThat(third.stop()).isZero();
      assertThat(second.stop()).isZero();
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void whoever_is_offline_itself_does_not_count() throws Exception {
    try (JarProcess first = deciding("attic");
        JarProcess second = standby(node("barn", "127.0.0.1:1"))) {
      site.failsFor("attic", "barn");
      first.await("the alert", () -> heard("ALERT") == 1);
      assertThat(telegram.messages().get(0).text()).contains("Seen down by: 1 of 1");
      assertThat(second.stop()).isZero();
      assertThat(first.stop()).isZero();
    }
  }

  @Test
  void a_host_that_is_left_alone_decides_alone() throws Exception {
    try (JarProcess first = deciding("attic");
        JarProcess second = standby("barn")) {
      second.kill();
      site.die();
      first.await("the alert", () -> heard("ALERT") == 1);
      assertThat(telegram.messages().get(0).text()).doesNotContain("Seen down by");
      assertThat(first.stop()).isZero();
    }
  }
}

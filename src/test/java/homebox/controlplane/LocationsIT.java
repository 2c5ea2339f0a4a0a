package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only one place sees is asked from there, whoever decides. */
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class LocationsIT extends NodeScene {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private JarProcess node(String name) throws IOException {
    return node(
        name,
        "check_interval: 300ms\ncheck_timeout: 2s\nretry_attempts: 1\nretry_delay: 100ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + ("services:\n  - {name: Box, url: \"" + site.url() + "\", headers: {" + Site.WHO)
            + ": \"${CLUSTER_NODE_NAME}\"}, locations: [at barn's]}\n",
        environment(name));
  }

  private JarProcess standby(String name) throws IOException {
    return standby(node(name));
  }

  private void awaitStatus(JarProcess node, String status) {
    node.await(
        status,
        PATIENCE,
        () ->
            node.service("box").filter(box -> status.equals(box.getString("status"))).isPresent());
  }

  private Optional<String> first(String word) {
    return telegram.messages().stream()
        .map(FakeTelegram.Message::text)
        .filter(text -> text.contains(word))
        .findFirst();
  }

  private void onlyBarnAsks(JarProcess node) {
    int before = site.askedBy("barn");
    node.await("barn asks", PATIENCE, () -> site.askedBy("barn") > before + 4);
    nobodyElseHasAsked();
  }

  private void nobodyElseHasAsked() {
    assertThat(site.askedBy("attic")).isZero();
    assertThat(site.askedBy("cellar")).isZero();
    assertThat(site.askedBy("")).as("by whom nobody knows").isZero();
  }

  private static JsonObject lastCheck(JarProcess node) {
    JsonArray checks =
        new JsonObject(node.get("/api/v1/services/box/checks?limit=1").body())
            .getJsonArray("checks");
    return checks.getJsonObject(0);
  }

  private static JsonArray places(JarProcess node) {
    return new JsonObject(node.get("/api/v1/services/box/history").body()).getJsonArray("places");
  }

  @Test
  void what_only_one_place_sees_is_asked_from_there_and_unknown_while_nobody_is_there()
      throws Exception {
    try (JarProcess attic = node("attic")) {
      attic.awaitLine(line -> line.contains("this node decides now"));
      try (JarProcess barn = standby("barn");
          JarProcess cellar = standby("cellar")) {
        attic.awaitState("box", "UP");
        onlyBarnAsks(attic);
        JsonObject check = lastCheck(attic);
        assertThat(check.getInteger("status_code")).isEqualTo(200);
        assertThat(check.getJsonObject("phases").getDouble("wait")).isPositive();
        assertThat(check.getString("node")).isEqualTo("barn");
        JsonArray places = places(attic);
        assertThat(places).hasSize(1);
        assertThat(places.getJsonObject(0).getString("node")).isEqualTo("barn");
        assertThat(places.getJsonObject(0).getString("location")).isEqualTo("at barn's");
        assertThat(places.getJsonObject(0).getLong("p50")).isNotNull();

        site.failsFor("barn");
        attic.await("the alert", () -> first("ALERT").isPresent());
        assertThat(first("ALERT").orElseThrow())
            .contains("The status is 503")
            .contains("Seen down by: 1 of 1");
        site.failsFor();
        attic.await("the recovery", () -> first("RECOVERY").isPresent());

        barn.kill();
        awaitStatus(attic, "UNKNOWN");
        attic.await("a word of it", PATIENCE, () -> first("is there to ask").isPresent());
        assertThat(first("is there to ask").orElseThrow())
            .contains("Nobody is there to ask Box (at barn's)");
        nobodyElseHasAsked();

        try (JarProcess again = standby("barn")) {
          awaitStatus(attic, "UP");
          onlyBarnAsks(attic);
          assertThat(base.number("SELECT count(*) FROM incident WHERE kind = 'OUTAGE'")).isOne();

          attic.kill();
          onlyBarnAsks(again);
          cellar.await(
              "one that decides",
              PATIENCE,
              () ->
                  base.number(
                          "SELECT count(*) FROM node WHERE seen > extract(epoch FROM"
                              + " clock_timestamp()) * 1000 - 4000")
                      == 2);
          onlyBarnAsks(again);
          assertThat(
                  telegram.messages().stream()
                      .filter(message -> message.text().contains("is there to ask"))
                      .count())
              .isOne();
          assertThat(again.stop()).isZero();
        }
        assertThat(cellar.stop()).isZero();
      }
    }
  }
}

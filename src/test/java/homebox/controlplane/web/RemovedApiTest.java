package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of services that are watched no more: here one that answered, and forty others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemovedApiTest {
  private static final String[] PROXIED = {"X-Forwarded-For", "192.0.2.1"};
  private static final Instant REMOVED = Instant.parse("2026-06-01T00:00:00Z");
  private static final String GONE =
      "UPDATE service SET name = 'The old box', group_name = 'Attic', kind = 'http',"
          + " url = 'http://old/', origin = 'file', removed = "
          + REMOVED.toEpochMilli()
          + " WHERE id = 'gone'";
  private static final String MANY =
      "INSERT INTO service (id, name, group_name, kind, url, origin) WITH RECURSIVE n (i) AS"
          + " (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 49)"
          + " SELECT 'old' || i, 'Old ' || i, '', '', '', 'adopted' FROM n";

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private WebRig rig;

  @BeforeEach
  void one_that_is_gone() throws Exception {
    rig =
        new WebRig(
            folder,
            Settings.Access.PLAIN,
            WebRig.service("alpha", "Alpha", "", Exposure.PLAIN),
            WebRig.service("zeta", "Zeta", "", Exposure.PLAIN));
    for (String id : List.of("alpha", "gone")) {
      for (int n = 60; n >= 0; n--) {
        CheckResult.ADDRESS.publish(rig.vertx, result(id, now.minus(Duration.ofMinutes(n))));
      }
    }
    rig.until("/api/v1/removed", body -> !body.getJsonArray("services").isEmpty());
    rig.until(
        "/api/v1/services/gone/checks",
        body -> body.getJsonArray("checks").size() == 61 && rig.history.past().ready());
    Database.change(folder.resolve("history.db"), GONE);
    Database.change(folder.resolve("history.db"), MANY);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static CheckResult result(String id, Instant at) {
    var outcome = new Outcome.Good(Duration.ofMillis(40));
    return new CheckResult(id, at, at.toEpochMilli(), 0, new Answer(outcome, Evidence.NONE));
  }

  @Test
  void it_is_listed_and_those_that_are_watched_are_not() throws Exception {
    JsonObject page = rig.json("/api/v1/removed");
    assertThat(page.getString("next")).isNull();
    JsonArray all = page.getJsonArray("services");
    assertThat(all).hasSize(41);
    JsonObject gone = all.getJsonObject(0);
    assertThat(gone.getString("id")).isEqualTo("gone");
    assertThat(gone.getString("name")).isEqualTo("The old box");
    assertThat(gone.getString("group")).isEqualTo("Attic");
    assertThat(gone.getString("url")).isEqualTo("http://old/");
    assertThat(gone.getString("removed")).isEqualTo("2026-06-01T02:00:00.000+02:00");
    JsonObject adopted = all.getJsonObject(1);
    assertThat(adopted.getString("name")).isEqualTo("Old 10");
    for (String unknown : List.of("group", "kind", "url", "removed", "watched_from")) {
      assertThat(adopted.getValue(unknown)).as(unknown).isNull();
    }
  }

  @Test
  void the_list_comes_in_pages() throws Exception {
    JsonObject first = rig.json("/api/v1/removed?limit=30");
    assertThat(first.getJsonArray("services")).hasSize(30);
    assertThat(first.getString("next")).isEqualTo("old38");
    JsonObject second = rig.json("/api/v1/removed?limit=30&after=old38");
    assertThat(second.getJsonArray("services")).hasSize(11);
    assertThat(second.getString("next")).isNull();
    assertThat(rig.ask("GET", "/api/v1/removed?after=No").statusCode()).isEqualTo(400);
  }

  @Test
  void its_past_is_told_as_that_of_any_other() throws Exception {
    JsonObject gone = rig.json("/api/v1/removed/gone");
    assertThat(gone.getJsonObject("uptime").getDouble("24h")).isEqualTo(1.0);
    assertThat(gone.getJsonArray("days")).hasSize(90);
    assertThat(gone.getJsonArray("days").getValue(89)).isEqualTo(1);
    JsonObject history = rig.json("/api/v1/services/gone/history?range=7d");
    assertThat(history.getJsonObject("percentiles").getLong("p95")).isEqualTo(40);
    assertThat(rig.json("/api/v1/services/alpha/history?range=7d").getJsonObject("percentiles"))
        .isEqualTo(history.getJsonObject("percentiles"));
  }

  @Test
  void who_does_not_see_everything_is_told_nothing_of_it() throws Exception {
    assertThat(rig.json("/api/v1/removed", PROXIED).getJsonArray("services")).isEmpty();
    for (String path : List.of("removed/gone", "services/gone/history", "services/gone/checks")) {
      assertThat(rig.ask("GET", "/api/v1/" + path, PROXIED).statusCode()).as(path).isEqualTo(404);
      assertThat(rig.ask("GET", "/api/v1/" + path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(rig.ask("GET", "/api/v1/services/alpha/history", PROXIED).statusCode())
        .isEqualTo(200);
  }

  @Test
  void who_is_watched_or_never_was_is_not_there() throws Exception {
    assertThat(rig.ask("GET", "/api/v1/removed/alpha").statusCode()).isEqualTo(404);
    assertThat(rig.ask("GET", "/api/v1/removed/none").statusCode()).isEqualTo(404);
    assertThat(rig.json("/api/v1/services").getJsonArray("services")).hasSize(2);
  }
}

package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Moment;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.config.Standpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says of the past, on a history of three hours that ends now. Asked each 60 s. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HistoryApiTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MINUTES = 180;

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private WebRig rig;

  @BeforeEach
  void three_hours() throws Exception {
    rig =
        new WebRig(
            folder,
            Settings.Access.PLAIN,
            WebRig.service("alpha", "Alpha", "", Exposure.PLAIN),
            WebRig.service("zeta", "Zeta", "", Exposure.PLAIN));
    for (int n = MINUTES; n >= 0; n--) {
      Instant at = now.minus(MINUTE.multipliedBy(n));
      CheckResult.ADDRESS.publish(rig.vertx, result(at, n > 40 && n <= 51 ? 9_000 : 40));
    }
    rig.until(
        "/api/v1/services/alpha",
        row -> uptime(row, "24h") != null && rig.history.waitingResults() == 0);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static CheckResult result(Instant at, long took) {
    var outcome =
        took > 5_000
            ? new Outcome.Slow(Duration.ofMillis(took), Duration.ofSeconds(5))
            : new Outcome.Good(Duration.ofMillis(took));
    return new CheckResult("alpha", at, at.toEpochMilli(), 0, new Answer(outcome, Evidence.NONE));
  }

  private static Double uptime(JsonObject row, String window) {
    return row.getJsonObject("uptime").getDouble(window);
  }

  private void asked(String node, String location, Duration ago, long took) {
    Instant at = now.minus(ago);
    Answer answer =
        took < 0
            ? Answers.of('f')
            : new Answer(new Outcome.Good(Duration.ofMillis(took)), Evidence.NONE);
    var there = new Standpoint(node, Optional.ofNullable(location));
    CheckResult.ADDRESS.publish(
        rig.vertx, new CheckResult("zeta", at, at.toEpochMilli(), 0, answer.from(there)));
  }

  private void severalHostsAsk() throws Exception {
    for (int n = 0; n < 20; n++) {
      asked("attic", "at home", Duration.ofMinutes(170 - n), 20);
      asked("barn", null, Duration.ofMinutes(130 - n), n < 2 ? -1 : 60);
    }
    asked("barn", "on the hill", Duration.ofMinutes(3), -1);
    rig.until(
        "/api/v1/services/zeta/checks?limit=500", body -> body.getJsonArray("checks").size() == 41);
  }

  @Test
  void of_several_hosts_each_one_has_its_times() throws Exception {
    severalHostsAsk();
    String zeta = "/api/v1/services/zeta/history";
    assertThat(rig.json(zeta).getJsonArray("places")).as("one host alone").isEmpty();
    rig.cluster = Optional.of(new Cluster("attic", Optional.of("at home"), Optional.empty()));
    rig.serve(WebRig.ANY_PORT, rig.pace, Settings.Access.PLAIN);
    JsonArray places = rig.json(zeta).getJsonArray("places");
    String last = places.getJsonObject(0).getString("last");
    assertThat(Instant.from(OffsetDateTime.parse(last)))
        .isEqualTo(now.minus(Duration.ofMinutes(151)).truncatedTo(ChronoUnit.MILLIS));
    assertThat(places.getJsonObject(0))
        .isEqualTo(place("attic", "at home", 20, 0, 20L).put("last", last));
    assertThat(places.stream().map(each -> without((JsonObject) each)))
        .containsExactly(
            place("attic", "at home", 20, 0, 20L),
            place("barn", null, 20, 2, 60L),
            place("barn", "on the hill", 1, 1, null));
    assertThat(rig.json(zeta + "?range=7d").getJsonArray("places")).isEmpty();
    assertThat(rig.json("/api/v1/services/alpha/history").getJsonArray("places"))
        .as("nobody has said who asked")
        .isEmpty();
  }

  private static JsonObject without(JsonObject place) {
    JsonObject copy = place.copy();
    copy.remove("last");
    return copy;
  }

  private static JsonObject place(
      String node, String location, int checks, int failed, Long millis) {
    return new JsonObject()
        .put("node", node)
        .put("location", location)
        .put("checks", checks)
        .put("failed", failed)
        .put("p50", millis)
        .put("p95", millis);
  }

  private void outage(Duration from, Duration until) {
    var began = new Moment(now.minus(from), now.minus(from).toEpochMilli());
    var over = new Moment(now.minus(until), now.minus(until).toEpochMilli());
    var ended =
        new Incident(
            "alpha",
            Incident.Kind.OUTAGE,
            began,
            Optional.empty(),
            Optional.of(new Incident.Ended(over, Incident.End.RECOVERED)));
    Transition.ADDRESS.publish(
        rig.vertx,
        new Transition(
            "alpha",
            new Transition.Change(Level.DOWN, Level.UP),
            over,
            over,
            result(now, 40).answer(),
            new Transition.Incidents(Optional.of(ended), Optional.empty())));
  }

  @Test
  void a_service_has_its_uptimes_and_one_that_never_answered_has_none() throws Exception {
    JsonObject alpha = rig.json("/api/v1/services/alpha");
    for (String window : new String[] {"24h", "7d", "30d", "90d", "1y"}) {
      assertThat(uptime(alpha, window)).as(window).isEqualTo(1.0);
      assertThat(uptime(rig.json("/api/v1/services/zeta"), window)).as(window).isNull();
    }
    outage(Duration.ofMinutes(100), Duration.ofMinutes(70));
    JsonObject later = rig.until("/api/v1/services/alpha", row -> uptime(row, "24h") < 1);
    assertThat(uptime(later, "24h"))
        .isBetween(0.8332, 0.84); // 150 of 180 minutes, and of those since
    assertThat(uptime(later, "1y")).isEqualTo(uptime(later, "24h"));
  }

  @ParameterizedTest
  @CsvSource({
    "24h, 300000, 289",
    "7d, 3600000, 169",
    "30d, 7200000, 361",
    "90d, 86400000, 90",
    "1y, 86400000, 365"
  })
  void a_curve_has_its_time_and_at_most_500_points(String range, long step, int points)
      throws Exception {
    JsonObject history = rig.json("/api/v1/services/alpha/history?range=" + range);
    assertThat(history.fieldNames())
        .containsExactly("from", "until", "step_ms", "percentiles", "points", "places");
    assertThat(history.getJsonArray("places")).isEmpty();
    assertThat(history.getLong("step_ms")).isEqualTo(step);
    JsonArray all = history.getJsonArray("points");
    assertThat(all.size()).isBetween(points - 1, points);
    assertThat(all.getJsonObject(0).fieldNames())
        .containsExactly("at", "p50", "p95", "p99", "up", "down", "unknown");
    assertThat(all.getJsonObject(0).getString("at")).isEqualTo(history.getString("from"));
    long up = sum(all, "up");
    assertThat(up).isBetween(MINUTES * 60_000L, MINUTES * 60_000L + 60_000);
    assertThat(sum(all, "down") + sum(all, "unknown")).isZero();
    assertThat(lastChecked(all).getLong("p50")).isEqualTo(40);
    assertThat(
            all.stream()
                .map(each -> ((JsonObject) each).getLong("p99"))
                .filter(each -> each != null))
        .as("the slow ones are somewhere, to 1.6 %")
        .anyMatch(each -> Math.abs(each - 9_000) < 150);
    JsonObject whole = history.getJsonObject("percentiles"); // 11 of 181 were slow
    assertThat(whole.fieldNames()).containsExactly("p50", "p95", "p99");
    assertThat(whole.getLong("p50")).isEqualTo(40);
    assertThat(whole.getLong("p95")).isBetween(8_850L, 9_150L);
    assertThat(whole.getLong("p99")).isBetween(8_850L, 9_150L);
  }

  /** The very last one may have begun after the last check. */
  private static JsonObject lastChecked(JsonArray points) {
    return points.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getLong("p50") != null)
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  private static long sum(JsonArray points, String key) {
    return points.stream()
        .flatMapToLong(each -> LongStream.of(((JsonObject) each).getLong(key)))
        .sum();
  }

  @Test
  void an_outage_is_in_the_points_that_it_touches() throws Exception {
    outage(Duration.ofMinutes(100), Duration.ofMinutes(70));
    rig.until("/api/v1/services/alpha", row -> uptime(row, "24h") < 1);
    for (String range : new String[] {"24h", "7d", "30d", "90d", "1y"}) {
      JsonArray points =
          rig.json("/api/v1/services/alpha/history?range=" + range).getJsonArray("points");
      assertThat(sum(points, "down")).as(range).isEqualTo(30 * 60_000L);
    }
  }

  @Test
  void the_last_ninety_days_of_all_are_one_answer() throws Exception {
    outage(Duration.ofMinutes(100), Duration.ofMinutes(70));
    rig.until("/api/v1/services/alpha", row -> uptime(row, "24h") < 1);
    JsonObject days = rig.json("/api/v1/days");
    assertThat(days.fieldNames()).containsExactly("zone", "until", "services");
    assertThat(days.getString("zone")).isEqualTo(rig.zone.getId());
    assertThat(LocalDate.parse(days.getString("until"))).isEqualTo(LocalDate.now(rig.zone));
    JsonArray services = days.getJsonArray("services");
    assertThat(services.getJsonObject(0).getString("id")).isEqualTo("alpha");
    JsonArray alpha = services.getJsonObject(0).getJsonArray("days");
    assertThat(alpha).hasSize(90);
    assertThat(alpha.getValue(0)).isNull();
    long down = 0;
    long slow = 0;
    for (Object day : alpha) {
      if (day instanceof JsonArray numbers) {
        assertThat(numbers).hasSize(7);
        down += numbers.getLong(1);
        slow += numbers.getLong(4);
      }
    }
    assertThat(down).isEqualTo(30 * 60_000L);
    assertThat(slow).isEqualTo(11);
    assertThat(services.getJsonObject(1).getJsonArray("days")).containsOnlyNulls();
  }

  @Test
  void what_cannot_be_answered_says_why() throws Exception {
    var bad = rig.ask("GET", "/api/v1/services/alpha/history?range=2h");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(bad.body()).getString("detail"))
        .isEqualTo("range is one of 24h, 7d, 30d, 90d, 1y.");
    assertThat(rig.ask("GET", "/api/v1/services/none/history").statusCode()).isEqualTo(404);
    assertThat(rig.ask("GET", "/api/v1/services/alpha/history").statusCode()).isEqualTo(200);
  }
}

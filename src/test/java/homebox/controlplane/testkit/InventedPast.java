package homebox.controlplane.testkit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Ninety days, curves and checks for a page whose server has run for seconds. Always the same. */
public final class InventedPast {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int POINTS = 168;

  private InventedPast() {}

  /** Answers a page's questions about the past instead of its server. */
  public static void give(Page page, List<String> ids) {
    page.route("**/api/v1/days*", route -> json(route, days(ids)));
    page.route("**/api/v1/services/*/history*", route -> json(route, history()));
    page.route("**/api/v1/services?fields=id,uptime", route -> json(route, uptimes(ids)));
    page.route("**/api/v1/recent", route -> json(route, recent(ids)));
  }

  private static void json(Route route, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(body.encode()));
  }

  private static JsonObject days(List<String> ids) {
    var services = new JsonArray();
    for (String id : ids) {
      var random = new Random(id.hashCode());
      var days = new JsonArray();
      int unknown = random.nextInt(4) == 0 ? random.nextInt(70) : 0;
      for (int day = 0; day < 90; day++) {
        days.add(day < unknown ? null : day(random));
      }
      services.add(new JsonObject().put("id", id).put("days", days));
    }
    return new JsonObject()
        .put("zone", "Europe/Paris")
        .put("until", LocalDate.ofInstant(now(), ZoneOffset.UTC).toString())
        .put("services", services);
  }

  private static Object day(Random random) {
    int luck = random.nextInt(100);
    if (luck < 2) {
      return entry(2 * HOUR, 0, 0, 2, 0);
    }
    if (luck < 5) {
      return entry(HOUR / 15, 0, 0, 1, 0);
    }
    if (luck < 7) {
      return entry(0, 0, 9, 0, 0);
    }
    if (luck < 8) {
      return entry(0, 14 * HOUR, 0, 0, 0);
    }
    return luck < 9 ? entry(0, 0, 0, 0, 3 * HOUR) : (Object) 1;
  }

  /** As {@code GET /api/v1/days} has them. */
  private static JsonArray entry(
      long down, long maintenance, int slow, int incidents, long paused) {
    long up = DAY - down - maintenance - paused;
    return JsonArray.of(up, down, 0, maintenance, slow, incidents, paused);
  }

  private static JsonObject uptimes(List<String> ids) {
    var services = new JsonArray();
    for (String id : ids) {
      double off = new Random(id.hashCode()).nextInt(60) / 10_000.0;
      var uptime =
          new JsonObject()
              .put("24h", 1.0)
              .put("7d", 1.0 - off / 4)
              .put("30d", 1.0 - off / 2)
              .put("90d", 1.0 - off)
              .put("1y", null);
      services.add(new JsonObject().put("id", id).put("uptime", uptime));
    }
    return new JsonObject().put("services", services);
  }

  private static JsonObject recent(List<String> ids) {
    var services = new JsonArray();
    for (String id : ids) {
      var random = new Random(id.hashCode());
      int usual = 20 + random.nextInt(200);
      var times = new JsonArray();
      for (int n = 0; n < 30; n++) {
        times.add(usual + random.nextInt(1 + usual / 4));
      }
      services.add(new JsonObject().put("id", id).put("response_ms", times));
    }
    return new JsonObject().put("services", services);
  }

  private static JsonObject history() {
    var random = new Random(7);
    Instant from = now().minus(7, ChronoUnit.DAYS);
    var points = new JsonArray();
    for (int n = 0; n < POINTS; n++) {
      boolean gap = n > 60 && n < 64;
      boolean busy = n > 110 && n < 117;
      int p50 = (busy ? 460 : 185) + random.nextInt(35);
      points.add(
          new JsonObject()
              .put("at", from.plus(n, ChronoUnit.HOURS).toString())
              .put("p50", gap ? null : p50)
              .put("p95", gap ? null : p50 + 90 + random.nextInt(60))
              .put("p99", gap ? null : p50 + 210 + random.nextInt(110))
              .put("up", 3_600_000)
              .put("down", n > 130 && n < 136 ? 3_600_000 : 0)
              .put("unknown", 0));
    }
    return new JsonObject()
        .put("from", from.toString())
        .put("until", now().toString())
        .put("step_ms", 3_600_000)
        .put("percentiles", new JsonObject().put("p50", 203).put("p95", 331).put("p99", 674))
        .put("points", points)
        .put("places", new JsonArray());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.HOURS);
  }
}

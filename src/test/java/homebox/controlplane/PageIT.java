package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.InventedPast;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of the real jar in a real browser: what happens is seen, and what is pressed works. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageIT extends PageScene {
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_change_is_seen_without_loading_the_page_again() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        page.evaluate("window.same = true");
        assertThat(page.locator("h1")).hasText("Everything works.");
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/up.svg$"));
        site.die();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        assertThat(page.locator("h1")).containsText("Box has been down for");
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/down.svg$"));
        assertThat(page).hasTitle(Pattern.compile("^1 down · "));
        assertThat(page.locator(".sentence")).containsText("Written to the log");
        site.comeBack();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        assertThat(page.locator(".sentence")).containsText("Last trouble: Box was down");
        assertThat(page.evaluate("window.same")).isEqualTo(true);
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void the_icon_and_the_title_tell_the_worst_while_nobody_looks() throws Exception {
    try (Site site = Site.start();
        Site other = Site.start()) {
      configure(
          service("Box", site.url(), "")
              + service("Far", other.url(), ", max_response_time: 150ms"));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/up.svg$"));
        assertThat(page).hasTitle("Homebox Control Plane");
        other.takes(300);
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/slow.svg$"));
        assertThat(page).hasTitle("1 slow · Homebox Control Plane");
        site.die();
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/down.svg$"));
        assertThat(page).hasTitle("1 down, 1 slow · Homebox Control Plane");
        String icon = page.locator("#icon").getAttribute("href");
        assertThat(jar.get("/" + icon).body()).startsWith("<svg");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void a_bad_configuration_is_shown_until_it_is_good_again() throws Exception {
    try (Site site = Site.start()) {
      String keys = "language: en\ncheck_interval: 500ms\n";
      String box = service("Box", site.url(), "");
      configure(keys, box);
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        page.evaluate("window.same = true");
        assertThat(page.locator("h1")).hasText("Everything works.");
        assertThat(page.locator(".trouble")).hasCount(0);
        configure("check_intervall: 5\n" + keys, box.replace("http:", "htp:"));
        assertThat(page.locator(".trouble p")).containsText("what was in force before still is");
        assertThat(page.locator(".trouble li")).hasCount(2);
        assertThat(page.locator(".trouble li").first())
            .hasText(
                Pattern.compile("conf/control-plane.yaml:1: check_intervall: .*check_interval"));
        assertThat(page.locator(".trouble li").last()).containsText("services[0].url");
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        viewer.picture("configuration-bad-light");
        assertThat(viewer.barriers()).isEmpty();
        configure(keys + "web: {host: localhost}\n", box + service("New", site.url(), ""));
        assertThat(rowOf(page, "new").locator(".mark")).hasText("UP");
        assertThat(page.locator(".trouble"))
            .hasText("Changed, and waiting for a restart: web.host");
        configure(keys, box);
        assertThat(page.locator(".trouble")).hasCount(0);
        assertThat(page.locator("li.row")).hasCount(1);
        assertThat(page.evaluate("window.same")).isEqualTo(true);
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void a_new_house_is_told_what_it_has_not_set_up() throws Exception {
    try (Site site = Site.start()) {
      var environment = Map.of("WEB_PORT", "0", "HOMEBOX_URL", site.url(), "LANG", "C.UTF-8");
      try (JarProcess jar = JarProcess.start(folder, environment);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(page.locator(".lacking").first())
            .hasText(Pattern.compile("no configuration file yet.*conf/control-plane.yaml"));
        assertThat(page.locator(".lacking").last()).containsText("TELEGRAM_BOT_TOKEN");
        viewer.picture("new-house-light");
        configure(service("Box", site.url(), ""));
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        assertThat(page.locator(".lacking")).hasCount(1);
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.7"));
        page.reload();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        assertThat(page.locator(".lacking")).hasCount(0);
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void times_are_in_the_zone_of_who_looks() throws Exception {
    try (Site site = Site.start()) {
      configure(
          "language: en\ntime_zone: Asia/Tokyo\ncheck_interval: 1s\n",
          service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.awaitState("box", "UP");
        for (String zone : List.of("Europe/Paris", "America/St_Johns")) {
          try (Viewer viewer = chrome.viewer(DESK, 800, "en-GB", ZoneId.of(zone))) {
            lookAtTimes(viewer, jar, ZoneId.of(zone));
          }
        }
      }
    }
  }

  private static void lookAtTimes(Viewer viewer, JarProcess jar, ZoneId zone) {
    Page page = viewer.page();
    page.navigate(base(jar) + "#/services/box");
    assertThat(page.locator(".checks tbody time").first()).isVisible();
    // both in one step: the next check moves the rows
    var both =
        (List<?>)
            page.evaluate(
                "() => { const it = document.querySelector('.checks tbody time');"
                    + " return [it.getAttribute('datetime'), it.textContent] }");
    OffsetDateTime said = OffsetDateTime.parse((String) both.get(0));
    assertThat(said.getOffset().getId()).isEqualTo("+09:00");
    String here = said.atZoneSameInstant(zone).format(DateTimeFormatter.ofPattern("HH:mm:ss"));
    assertThat(both.get(1)).isEqualTo(here);
    String hour = here.substring(0, 3);
    assertThat(page.locator(".clock")).hasText(Pattern.compile("^" + hour + "|^\\d\\d:0[0-2]:"));
    viewer.assertQuiet();
  }

  @Test
  void the_page_says_how_old_it_is_while_the_server_is_away_and_catches_up_by_itself()
      throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      int port = freePort();
      Viewer viewer;
      try (JarProcess jar = JarProcess.start(folder, at(port))) {
        viewer = open(jar, DESK, 800, ColorScheme.DARK);
        assertThat(viewer.page().locator(".line")).hasText("live");
        assertThat(jar.stop()).isZero();
      }
      Page page = viewer.page();
      assertThat(page.locator(".line")).hasText(Pattern.compile("s ago, trying again"));
      assertThat(rowOf(page, "box")).isVisible();
      viewer.picture("lost-dark");
      configure(service("Box", site.url(), "") + service("New", site.url(), ""));
      try (JarProcess again = JarProcess.start(folder, at(port))) {
        again.awaitState("new", "UP");
        var soon = new LocatorAssertions.HasTextOptions();
        assertThat(page.locator(".line")).hasText("live", soon.setTimeout(30_000));
        assertThat(rowOf(page, "new").locator(".mark")).hasText("UP");
        viewer.assertQuiet();
      } finally {
        viewer.close();
      }
    }
  }

  @Test
  void one_viewer_too_many_is_told_so_and_let_in_later() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        refuseLines(page, "application/problem+json");
        page.navigate(base(jar));
        assertThat(page.locator(".line")).hasText("too many viewers, trying again");
        page.unroute("**/api/v1/events");
        var soon = new LocatorAssertions.HasTextOptions().setTimeout(30_000);
        assertThat(page.locator(".line")).hasText("live", soon);
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void a_line_that_nobody_answers_is_given_up_and_asked_for_anew() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        page.route(
            "**/api/v1/events", route -> {}, new Page.RouteOptions().setTimes(1)); // as a proxy may
        page.navigate(base(jar));
        var soon = new LocatorAssertions.HasTextOptions().setTimeout(40_000);
        assertThat(page.locator(".line")).hasText("live", soon);
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void whoever_else_is_too_busy_is_not_taken_for_the_server() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(page.locator(".line")).hasText("live");
        refuseLines(page, "text/plain");
        page.evaluate("dispatchEvent(new Event('online'))"); // asks for the stream anew
        assertThat(page.locator(".line")).hasText(Pattern.compile("s ago, trying again"));
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void a_service_tells_its_own_incidents_however_many_others_there_are() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 1000, ColorScheme.LIGHT, "en-GB")) {
        jar.awaitState("box", "UP");
        site.answers(500);
        jar.awaitState("box", "DOWN");
        Page page = viewer.page();
        page.route( // as if a hundred others had fallen since
            "**/api/v1/incidents?limit=100",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"incidents\":[],\"next\":null}")));
        page.navigate(base(jar) + "#/services/box");
        assertThat(page.locator(".card").nth(1)).containsText("1 incident");
        assertThat(page.locator("main")).containsText("all (1)");
        assertThat(page.locator("main")).not().containsText("No incident so far.");
        page.locator("a", new Page.LocatorOptions().setHasText("all (1)")).click();
        assertThat(page.locator(".story")).hasCount(1);
        page.unroute("**/api/v1/incidents?limit=100");
        page.route("**/api/v1/incidents?service=*", Route::abort); // then what all know of it
        page.navigate(base(jar) + "#/services/box");
        page.reload();
        assertThat(page.locator("main")).containsText("all (1)");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void words_without_an_end_do_not_widen_a_phone() throws Exception {
    String word = "x".repeat(100);
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ", group: " + word + ", description: " + word));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(375, 800, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        page.navigate(base(jar) + "#/services/box");
        assertThat(page.locator(".crumbs")).containsText(word);
        assertThat(page.locator("main > .soft").last()).hasText(word);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
            .isLessThanOrEqualTo(375);
        viewer.picture("service-long-words-375");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void works_without_a_past_and_says_what_comes() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 1000, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        for (String missing : List.of("**/history*", "**/checks*", "**/days*", "**/recent")) {
          page.route(missing, route -> route.fulfill(notFound()));
        }
        page.reload();
        assertThat(page.locator(".sentence")).containsText("No incident so far.");
        page.navigate("http://127.0.0.1:" + jar.port() + "/#/services/box");
        assertThat(page.locator("main")).containsText("No history for this range yet.");
        assertThat(page.locator(".checks tbody tr").first()).containsText("200");
        assertThat(page.locator(".phases")).isVisible();
        viewer.picture("service-new-light");
        page.navigate("http://127.0.0.1:" + jar.port() + "/#/incidents");
        assertThat(page.locator(".empty")).containsText("No incident so far.");
        page.navigate("http://127.0.0.1:" + jar.port() + "/#/services/none");
        assertThat(page.locator(".empty")).containsText("No service has this address.");
        assertThat(viewer.barriers()).isEmpty();
        viewer.assertQuiet();
      }
    }
  }

  private static void refuseLines(Page page, String type) {
    page.route(
        "**/api/v1/events",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setContentType(type)));
  }

  private static Route.FulfillOptions notFound() {
    return new Route.FulfillOptions().setStatus(404).setBody("{}");
  }

  @Test
  void can_be_worked_by_keyboard_searched_and_filtered() throws Exception {
    try (Site well = Site.start();
        Site ill = Site.start()) {
      household(well, ill);
      ill.answers(500);
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 900, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        InventedPast.give(page, ids);
        page.reload();
        assertThat(rowOf(page, "neron").locator(".mark")).hasText("DOWN");
        page.locator("input[type=search]").fill("NOTES");
        assertThat(page.locator("li.row:visible")).hasCount(1);
        assertThat(page.locator(".group:visible h2 small")).hasText("1 of 2");
        assertThat(page).hasURL(Pattern.compile("#/\\?q=NOTES$"));
        page.locator("input[type=search]").fill("no such thing");
        assertThat(page.locator("#nothing-found")).isVisible();
        page.locator("#nothing-found button").click();
        assertThat(page.locator("li.row:visible")).hasCount(7);
        page.locator(".chip", new Page.LocatorOptions().setHasText("down")).press("Enter");
        assertThat(page.locator("li.row:visible")).hasCount(2);
        ill.answers(200);
        assertThat(page.locator("li.row:visible")).hasCount(0);
        page.locator(".chip").first().press("Enter");
        rowOf(page, "router").locator("a").focus();
        page.keyboard().press("Tab");
        assertThat(page.locator(".tip")).isVisible();
        String today = page.locator(".tip").textContent();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator(".tip")).not().hasText(today);
        assertThat(rowOf(page, "router").locator(".bars")).hasAttribute("aria-valuenow", "89");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Router");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void speaks_french_and_keeps_what_was_chosen() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      Path file = folder.resolve("conf/control-plane.yaml");
      Files.writeString(file, Files.readString(file).replace("language: en", "language: fr"));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, 375, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(page.locator("h1")).hasText("Tout fonctionne.");
        assertThat(page.locator("html")).hasAttribute("lang", "fr");
        viewer.picture("overview-french-375");
        page.locator(".tools button").last().click();
        page.locator(".tools button").last().click();
        String ground = "getComputedStyle(document.documentElement).backgroundColor";
        assertThat(page.evaluate(ground)).isEqualTo("rgb(14, 17, 22)");
        page.locator(".tools button").first().click();
        assertThat(page.locator("h1")).hasText("Everything works.");
        assertThat(page.evaluate(ground)).isEqualTo("rgb(14, 17, 22)");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void a_hidden_tab_closes_its_stream_and_is_fresh_when_it_is_seen_again() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        var ended = new ArrayList<String>();
        page.onRequestFailed(request -> ended.add(request.url()));
        hide(page, true);
        page.waitForCondition(() -> ended.stream().anyMatch(url -> url.endsWith("/events")));
        site.die();
        jar.awaitState("box", "DOWN");
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        hide(page, false);
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        assertThat(page.locator(".line")).hasText("live");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void old_data_loses_its_colour_and_is_not_taken_for_the_truth() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        page.clock().install();
        page.navigate("http://127.0.0.1:" + jar.port() + "/");
        assertThat(page.locator("h1")).hasText("Everything works.");
        assertThat(jar.stop()).isZero();
        assertThat(page.locator(".line")).hasText(Pattern.compile("trying again$"));
        assertThat(page.locator("body.stale")).hasCount(0);
        page.clock().runFor(65_000);
        assertThat(page.locator("body.stale")).hasCount(1);
        assertThat(page.locator(".line")).hasText(Pattern.compile("^1.min ago, trying again$"));
        assertThat(page.locator("h1"))
            .hasText(Pattern.compile("^At \\d\\d:\\d\\d:\\d\\d: Everything works\\.$"));
        assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("/unknown.svg$"));
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        viewer.picture("stale-light");
      }
    }
  }
}

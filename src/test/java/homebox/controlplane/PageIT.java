package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.InventedPast;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the real jar in a real browser. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageIT {
  private static final int DESK = 1180;
  private static final String HOSTILE = "<img src=x onerror=alert(1)> & \"quotes\"";
  private static final String LONG = "a service whose name is " + "very ".repeat(14) + "long!";

  private static Chrome chrome;

  @TempDir Path folder;
  private final List<String> ids = new ArrayList<>();

  @BeforeAll
  static void openChrome() {
    chrome = Chrome.start();
  }

  @AfterAll
  static void closeChrome() {
    if (chrome != null) {
      chrome.close();
    }
  }

  private void configure(String services) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        """
        language: en
        check_interval: 500ms
        check_timeout: 2s
        retry_delay: 100ms
        alerting: {group_wait: 0}
        services:
        """
            + services);
  }

  private String service(String name, String url, String more) {
    ids.add(name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    return "  - {name: '" + name + "', url: '" + url + "'" + more + "}\n";
  }

  private static Map<String, String> at(int port) {
    return Map.of("WEB_PORT", String.valueOf(port));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Viewer open(JarProcess jar, int width, int height, ColorScheme colours) {
    Viewer viewer = chrome.viewer(width, height, colours, "en-GB");
    viewer.page().navigate("http://127.0.0.1:" + jar.port() + "/");
    return viewer;
  }

  private static Locator rowOf(Page page, String id) {
    return page.locator("li.row[data-id='" + id + "']");
  }

  private void household(Site well, Site ill) throws IOException {
    configure(
        service("Homebox", well.url(), ", group: Homebox")
            + service("Neron", ill.url(), ", group: Homebox, tags: [notes]")
            + service("Router", well.url(), ", group: Home")
            + service("Photos", well.url(), ", group: Home, max_response_time: 100ms")
            + service("Backup", well.url(), ", group: Home")
            + service(LONG, well.url(), ", group: Outside")
            + service(HOSTILE, ill.url(), ", group: Outside"));
  }

  @Test
  void every_page_can_be_shown_at_every_size_in_both_colours() throws Exception {
    try (Site well = Site.start();
        Site ill = Site.start()) {
      household(well, ill);
      ill.answers(500);
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.awaitState("neron", "DOWN");
        jar.awaitState("router", "UP");
        for (int width : new int[] {375, 760, DESK, 1920}) {
          for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            lookAt(jar, width, colours);
          }
        }
      }
    }
  }

  private void lookAt(JarProcess jar, int width, ColorScheme colours) {
    String name = width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
    String base = "http://127.0.0.1:" + jar.port() + "/";
    try (Viewer viewer = chrome.viewer(width, width == 375 ? 800 : 1000, colours, "en-GB")) {
      Page page = viewer.page();
      InventedPast.give(page, ids);
      page.navigate(base);
      assertThat(rowOf(page, "neron").locator(".mark")).hasText("DOWN");
      assertThat(page.locator(".sentence h1")).containsText("Neron");
      show(viewer, "overview-" + name);
      page.navigate(base + "#/services/router?range=7d");
      assertThat(page.locator(".curve canvas")).isVisible();
      show(viewer, "service-" + name);
      page.navigate(base + "#/incidents");
      assertThat(page.locator(".story").first()).containsText("First bad answer");
      show(viewer, "incidents-" + name);
      page.navigate(base + "?wall");
      assertThat(page.locator(".not-up li").first()).containsText("DOWN");
      show(viewer, "wall-" + name);
      viewer.assertQuiet();
    }
  }

  private static void show(Viewer viewer, String name) {
    viewer.picture(name);
    assertThat(viewer.barriers()).as(name).isEmpty();
    int wider =
        (Integer)
            viewer
                .page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(wider).as(name + " is wider than its window").isNotPositive();
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
        var soon = new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions();
        assertThat(page.locator(".line")).hasText("live", soon.setTimeout(30_000));
        assertThat(rowOf(page, "new").locator(".mark")).hasText("UP");
        viewer.assertQuiet();
      } finally {
        viewer.close();
      }
    }
  }

  @Test
  void names_and_errors_are_shown_as_they_are() throws Exception {
    try (Site site = Site.start()) {
      configure(
          service(HOSTILE, site.url(), ", group: '<b>G</b>', description: '<i>d</i>', id: bad")
              .replace("}\n", ", expect: {body: '<script>alert(1)</script>'}}\n"));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        page.onDialog(dialog -> assertThat(dialog.message()).as("a dialog").isNull());
        assertThat(rowOf(page, "bad").locator(".mark")).hasText("DOWN");
        assertThat(rowOf(page, "bad").locator("a")).hasText(HOSTILE);
        assertThat(rowOf(page, "bad").locator(".who p")).containsText("<script>alert(1)</script>");
        assertThat(page.locator(".group h2 span")).hasText("<b>G</b>");
        assertThat(page.locator("h1")).containsText(HOSTILE);
        page.locator("li.row a").click();
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator(".fault")).containsText("<script>alert(1)</script>");
        assertThat(page.locator(".crumbs")).containsText("<b>G</b>");
        page.locator("nav a").last().click();
        assertThat(page.locator(".story").first()).containsText("<script>alert(1)</script>");
        assertThat(page.locator("img, main script")).hasCount(0);
        assertThat(page.evaluate("document.scripts.length")).isEqualTo(2);
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

  private static com.microsoft.playwright.Route.FulfillOptions notFound() {
    return new com.microsoft.playwright.Route.FulfillOptions().setStatus(404).setBody("{}");
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
  void strangers_see_that_something_is_hidden_and_how_to_see_it() throws Exception {
    try (Site site = Site.start()) {
      site.answers(500);
      configure(
          service("Box", site.url(), "") + service("Mine", site.url(), ", public: {hide: true}"));
      Map<String, String> environment = Map.of("WEB_PORT", "0", "WEB_ADMIN_PASSWORD", "secret");
      try (JarProcess jar = JarProcess.start(folder, environment);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT);
          Viewer admin = chrome.viewer(DESK, 800, "admin", "secret")) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        assertThat(page.locator("li.row")).hasCount(1);
        assertThat(page.locator(".veil")).containsText("Addresses and error texts are hidden.");
        assertThat(page.locator(".veil a")).hasAttribute("href", "login");
        assertThat(page.locator("main")).not().containsText("500");
        viewer.picture("overview-stranger");
        page.navigate("http://127.0.0.1:" + jar.port() + "/#/incidents");
        assertThat(page.locator(".story").first()).containsText("First bad answer");
        assertThat(viewer.barriers()).isEmpty();
        viewer.assertQuiet();

        Page mine = admin.page();
        mine.navigate("http://127.0.0.1:" + jar.port() + "/login");
        assertThat(mine).hasURL("http://127.0.0.1:" + jar.port() + "/");
        assertThat(rowOf(mine, "mine").locator(".mark")).hasText("DOWN");
        assertThat(mine.locator(".veil")).hasCount(0);
        mine.locator("li.row a").first().click();
        assertThat(mine.locator(".fault")).containsText("500");
        assertThat(mine.locator(".url")).containsText("http://127.0.0.1:");
        admin.assertQuiet();
      }
    }
  }

  @Test
  void a_thousand_services_stay_light() throws Exception {
    try (Site site = Site.start()) {
      var services = new StringBuilder();
      for (int n = 0; n < 1_000; n++) {
        services.append(service("Service " + n, site.url(), ", group: Group " + n / 100));
      }
      configure(services.toString());
      Path file = folder.resolve("conf/control-plane.yaml");
      Files.writeString(
          file, Files.readString(file).replace("check_interval: 500ms", "check_interval: 20s"));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 900, ColorScheme.DARK, "en-GB")) {
        jar.awaitState("service-999", "UP");
        Page page = viewer.page();
        InventedPast.give(page, ids);
        page.addInitScript(
            "window.tasks = []; new PerformanceObserver(list => list.getEntries().forEach("
                + "task => tasks.push(Math.round(task.duration)))).observe({type: 'longtask'})");
        page.addInitScript(
            "window.checks = 0; const parse = JSON.parse; JSON.parse = text => { if"
                + " (text.startsWith('{\"id\"')) checks++; return parse(text); }");
        page.navigate("http://127.0.0.1:" + jar.port() + "/");
        assertThat(rowOf(page, "service-999").locator(".mark")).hasText("UP");
        assertThat(page.locator(".filters select")).isVisible();
        quietest(page);
        viewer.picture("thousand-dark");
        page.locator("input[type=search]").fill("service 77");
        assertThat(page.locator("li.row:visible")).hasCount(19);
        page.locator("input[type=search]").fill("");
        site.die();
        assertThat(page.locator("h1"))
            .containsText(
                Pattern.compile("and 9\\d\\d more are down"),
                new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                    .setTimeout(60_000));
        assertThat(page.locator(".sentence")).containsText("services work");
        viewer.picture("thousand-down-dark");
        page.navigate("http://127.0.0.1:" + jar.port() + "/?wall");
        assertThat(page.locator(".tile")).hasCount(1_000);
        viewer.picture("thousand-wall-dark");
        viewer.assertQuiet();
      }
    }
  }

  /** Others use the machine too: of several stretches, one without a long task is the proof. */
  private static void quietest(Page page) {
    var worst = new ArrayList<Integer>();
    for (int stretch = 0; stretch < 5; stretch++) {
      page.evaluate("window.tasks.length = 0; window.checks = 0");
      page.waitForTimeout(4_000);
      assertThat((Integer) page.evaluate("window.checks")).as("updates in 4 s").isGreaterThan(150);
      int longest = (Integer) page.evaluate("Math.max(0, ...window.tasks)");
      if (longest <= 100) {
        return;
      }
      worst.add(longest);
    }
    assertThat(worst).as("the longest task of each stretch, ms").isEmpty();
  }

  /** The house of the README: one service has been down for minutes, one is slow. */
  @Test
  void says_first_what_is_wrong_since_when_and_who_was_told() throws Exception {
    try (Site quick = Site.start().takes(2);
        Site usual = Site.start().takes(38);
        Site far = Site.start().takes(180);
        Site slow = Site.start().takes(620);
        Site dead = Site.start();
        FakeTelegram telegram = new FakeTelegram()) {
      dead.die();
      configure(
          service("Homebox", usual.url(), ", group: Homebox, interval: 5m")
              + service("Neron", dead.url(), ", group: Homebox, interval: 5m")
              + service("Router", quick.url(), ", group: Home, interval: 30s")
              + service("Photos", slow.url(), ", group: Home, interval: 1m, max_response_time: 0.5")
              + service("Backup", usual.url(), ", group: Home, interval: 5m")
              + service("Door camera", quick.url(), ", group: Home, interval: 1m")
              + service("Printer", usual.url(), ", group: Home, interval: 5m")
              + service("blog.example.org", far.url(), ", group: Outside, interval: 1m")
              + service("mail.example.org", far.url(), ", group: Outside, interval: 1m"));
      var environment = new java.util.HashMap<>(at(0));
      environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
      environment.put("TELEGRAM_CHAT_ID", FakeTelegram.CHAT);
      environment.put("TELEGRAM_API_URL", telegram.url());
      try (JarProcess jar = JarProcess.start(folder, environment)) {
        jar.awaitState("neron", "DOWN");
        jar.awaitState("photos", "SLOW");
        jar.await("both to be told", () -> told() == 2);
        assertThat(jar.stop()).isZero();
      }
      fourMinutesAgo();
      try (JarProcess jar = JarProcess.start(folder, environment)) {
        jar.await("a check", () -> jar.service("neron").orElseThrow().getValue("error") != null);
        for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
          lookAtHouse(jar, colours);
        }
      }
    }
  }

  private void lookAtHouse(JarProcess jar, ColorScheme colours) {
    try (Viewer viewer = chrome.viewer(DESK, 1000, colours, "en-GB")) {
      Page page = viewer.page();
      InventedPast.give(page, ids);
      page.navigate("http://127.0.0.1:" + jar.port() + "/");
      assertThat(page.locator("h1"))
          .hasText(Pattern.compile("^Neron has been down for \\d+.min, Photos is slow\\.$"));
      assertThat(page.locator(".sentence"))
          .containsText(Pattern.compile("7 of 9 services work. Told on Telegram at .*, not ack"));
      assertThat(page.locator(".row .is-up")).hasCount(7);
      assertThat(page.locator(".row .is-pending")).hasCount(0);
      page.evaluate("document.documentElement.style.scrollbarGutter = 'auto'");
      viewer.picture("readme-" + colours.name().toLowerCase(java.util.Locale.ROOT));
      page.navigate("http://127.0.0.1:" + jar.port() + "/#/incidents");
      assertThat(page.locator(".story")).hasCount(2);
      assertThat(page.locator(".story").last()).containsText("Telegram told (");
      viewer.picture("told-" + colours.name().toLowerCase(java.util.Locale.ROOT));
      viewer.assertQuiet();
    }
  }

  private Path history() {
    return folder.resolve("data/history.db");
  }

  private long told() {
    return Database.number(
        history(),
        "SELECT count(*) FROM message WHERE state = 'SENT' AND channel = 'telegram'"
            + " AND incident IS NOT NULL");
  }

  /** A test has no minutes to wait: what happened is moved back, as if it had. */
  private void fourMinutesAgo() throws Exception {
    try (var connection = Database.connect(history());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE service_state SET since = since - 240000");
      statement.execute(
          "UPDATE incident SET started = started - 240000, announced = announced - 240000");
      statement.execute("UPDATE message SET created = created - 240000, sent = sent - 240000");
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

  private static void hide(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden);
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

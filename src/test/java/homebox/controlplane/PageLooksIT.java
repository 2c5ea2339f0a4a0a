package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.InventedPast;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the page of the real jar looks: each of its places at each size, in both colours, with few
 * and with many services. The pictures are to be looked at: they lie in {@code target/screenshots}.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PageLooksIT extends PageScene {
  private static final List<Integer> WIDTHS = List.of(375, 760, DESK, 1920);
  private static final List<ColorScheme> COLOURS = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  private static final int MANY = 1_000;
  private static final String NAME_OF_A_HUNDRED =
      "The reverse proxy in the cellar with a name that somebody has made very long, a hundred letters, OK?";

  /** The house, and what is hard to show: a long name, a long error, markup in both. */
  private String house(int many, Site well, Site ill, Site slow) {
    var services = new StringBuilder();
    services.append(service("Homebox", well.url(), ", group: Homebox"));
    services.append(service("Neron", ill.url(), ", group: Homebox, tags: [notes]"));
    services.append(service("Router", well.url(), ", group: Home"));
    if (many > 3) {
      String wordy = "http://" + "a-long-name-of-a-machine-that-is-not.".repeat(6) + "invalid/";
      services.append(service("Photos", slow.url(), ", group: Home, max_response_time: 50ms"));
      services.append(service(NAME_OF_A_HUNDRED, well.url(), ", group: Home"));
      services.append(service("Wordy", wordy, ", group: Home"));
      services.append(service(HOSTILE, ill.url(), ", group: '<b>Outside</b> & more'"));
      services.append(
          service("unbroken".repeat(12), well.url(), ", group: '<b>Outside</b> & more'"));
    }
    for (int n = ids.size(); n < many; n++) {
      services.append(service("Service " + n, well.url(), ", group: Rack " + n / 50));
    }
    return services.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40, MANY})
  void every_page_can_be_shown_at_every_size_in_both_colours(int many) throws Exception {
    assertThat(NAME_OF_A_HUNDRED).hasSize(100);
    try (Site well = Site.start();
        Site ill = Site.start();
        Site slow = Site.start().takes(80)) {
      ill.answers(500);
      String interval = many == MANY ? "20s" : "2s";
      configure("language: en\ncheck_interval: " + interval + "\n", house(many, well, ill, slow));
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.awaitState("neron", "DOWN");
        jar.awaitState(ids.get(many - 1), "UP");
        for (int width : WIDTHS) {
          for (ColorScheme colours : COLOURS) {
            lookAt(jar, many, width, colours);
          }
        }
      }
    }
  }

  private void lookAt(JarProcess jar, int many, int width, ColorScheme colours) {
    String name = many + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT);
    boolean judged = many == 40; // of a thousand rows it takes minutes, and all are alike
    try (Viewer viewer = chrome.viewer(width, width == 375 ? 800 : 1000, colours, "en-GB")) {
      Page page = viewer.page();
      InventedPast.give(page, ids);
      page.navigate(base(jar));
      assertThat(rowOf(page, "neron").locator(".mark")).hasText("DOWN");
      assertThat(page.locator(".sentence h1")).containsText("Neron");
      show(viewer, "overview-" + name, judged);
      page.navigate(base(jar) + "#/services/router?range=7d");
      assertThat(page.locator(".curve canvas")).isVisible();
      show(viewer, "service-" + name, judged);
      page.navigate(base(jar) + "#/incidents");
      assertThat(page.locator(".story").first()).containsText("First bad answer");
      show(viewer, "incidents-" + name, judged);
      page.navigate(base(jar) + "?wall");
      assertThat(page.locator(".not-up li").first()).containsText("DOWN");
      assertThat(page.locator(".tile")).hasCount(many);
      show(viewer, "wall-" + name, judged);
      assertFits(page, width);
      viewer.assertQuiet();
    }
  }

  /** Nobody scrolls a wall. */
  private static void assertFits(Page page, int width) {
    if (width >= DESK) {
      String over = "document.documentElement.scrollHeight - innerHeight";
      page.waitForCondition(() -> (Integer) page.evaluate(over) <= 0);
    }
  }

  /** Nothing is cut off at the side, and nobody is shut out. */
  private static void show(Viewer viewer, String name, boolean judged) {
    viewer.picture(name);
    if (judged) {
      assertThat(viewer.barriers()).as(name).isEmpty();
    }
    String over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    int wider = (Integer) viewer.page().evaluate(over);
    assertThat(wider).as(name + " is wider than its window").isNotPositive();
  }

  @Test
  void french_is_as_good_as_english() throws Exception {
    try (Site well = Site.start();
        Site ill = Site.start();
        Site slow = Site.start().takes(80)) {
      ill.answers(500);
      configure("language: fr\ncheck_interval: 2s\n", house(40, well, ill, slow));
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.awaitState("neron", "DOWN");
        jar.awaitState("photos", "SLOW");
        for (int width : List.of(375, DESK)) {
          for (ColorScheme colours : COLOURS) {
            lookInFrench(jar, width, colours);
          }
        }
      }
    }
  }

  private void lookInFrench(JarProcess jar, int width, ColorScheme colours) {
    String name = "fr-" + width + "-" + colours.name().toLowerCase(Locale.ROOT);
    try (Viewer viewer = chrome.viewer(width, width == 375 ? 800 : 1000, colours, "fr-FR")) {
      Page page = viewer.page();
      InventedPast.give(page, ids);
      page.navigate(base(jar));
      assertThat(page.locator(".sentence h1")).containsText("sont en panne");
      assertThat(rowOf(page, "photos").locator(".mark")).hasText("LENT");
      show(viewer, "overview-" + name, true);
      page.navigate(base(jar) + "#/services/neron?range=7d");
      assertThat(page.locator(".fault")).containsText("Le statut est 500");
      assertThat(page.locator(".curve canvas")).isVisible();
      show(viewer, "service-" + name, true);
      page.navigate(base(jar) + "#/incidents");
      assertThat(page.locator(".story").first()).containsText("Premier échec : Le statut est 500");
      show(viewer, "incidents-" + name, true);
      page.navigate(base(jar) + "?wall");
      assertThat(page.locator(".not-up li").first()).isVisible();
      show(viewer, "wall-" + name, true);
      viewer.assertQuiet();
    }
  }

  @Test
  void everything_down_is_said_in_one_sentence() throws Exception {
    try (Site dead = Site.start()) {
      dead.answers(503);
      configure("language: en\ncheck_interval: 2s\n", house(40, dead, dead, dead));
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.await(
            "all to be down",
            () -> jar.get("/api/v1/services?fields=state").body().split("\"DOWN\"").length > 40);
        for (int width : List.of(375, DESK, 1920)) {
          lookAtRuin(jar, width, width == DESK ? ColorScheme.LIGHT : ColorScheme.DARK);
        }
      }
    }
  }

  private void lookAtRuin(JarProcess jar, int width, ColorScheme colours) {
    try (Viewer viewer = chrome.viewer(width, width == 375 ? 800 : 1000, colours, "en-GB")) {
      Page page = viewer.page();
      InventedPast.give(page, ids);
      page.navigate(base(jar));
      assertThat(page.locator("h1")).hasText("Homebox, Neron, Router and 37 more are down.");
      assertThat(page.locator(".sentence")).containsText("None of 40 services works.");
      show(viewer, "ruin-" + width, true);
      page.navigate(base(jar) + "?wall");
      assertThat(page.locator(".tile.is-down")).hasCount(40);
      show(viewer, "ruin-wall-" + width, true);
      assertFits(page, width);
      viewer.assertQuiet();
    }
  }

  @Test
  void nothing_yet_is_a_page_too() throws Exception {
    write("language: en\nhomebox_url: off\nneron_url: off\n");
    try (JarProcess jar = JarProcess.start(folder, at(0))) {
      for (int width : WIDTHS) {
        try (Viewer viewer = chrome.viewer(width, 800, ColorScheme.LIGHT, "en-GB")) {
          Page page = viewer.page();
          page.navigate(base(jar));
          assertThat(page.locator("h1")).hasText("Nothing is watched yet.");
          show(viewer, "nothing-" + width, true);
          page.navigate(base(jar) + "#/incidents");
          assertThat(page.locator(".empty")).containsText("No incident so far.");
          show(viewer, "nothing-incidents-" + width, true);
          page.navigate(base(jar) + "?wall");
          assertThat(page.locator("h1")).hasText("Nothing is watched yet.");
          show(viewer, "nothing-wall-" + width, true);
          viewer.assertQuiet();
        }
      }
    }
  }

  @Test
  void a_service_of_today_has_its_place() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ", description: 'The box under the stairs'"));
      try (JarProcess jar = JarProcess.start(folder, at(0))) {
        jar.awaitState("box", "UP");
        for (int width : WIDTHS) {
          ColorScheme colours = width == DESK ? ColorScheme.LIGHT : ColorScheme.DARK;
          try (Viewer viewer = open(jar, width, 1000, colours)) {
            assertThat(rowOf(viewer.page(), "box").locator(".mark")).hasText("UP");
            show(viewer, "new-" + width, true);
            rowOf(viewer.page(), "box").locator("a").click();
            assertThat(viewer.page().locator(".checks tbody tr").first()).isVisible();
            show(viewer, "new-service-" + width, true);
            viewer.assertQuiet();
          }
        }
      }
    }
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
      var environment = new HashMap<>(at(0));
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
        jar.await(
            "all to be asked",
            () -> !jar.get("/api/v1/services").body().contains("\"last_checked\":null"));
        for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
          lookAtHouse(jar, colours);
        }
      }
    }
  }

  private void lookAtHouse(JarProcess jar, ColorScheme colours) {
    try (Viewer viewer = chrome.viewer(DESK, 1054, colours, "en-GB")) {
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
}

package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Acknowledging and noting with the buttons of the page, over a kill of the process. */
class PageFollowUpIT extends PageScene {
  private static final Map<String, String> PASSWORD =
      Map.of("WEB_PORT", "0", "WEB_ADMIN_PASSWORD", "secret");

  @Test
  void who_is_logged_in_acknowledges_notes_and_sends_again_what_was_given_up() throws Exception {
    try (Site site = Site.start()) {
      site.answers(500);
      configure(
          "language: en\ncheck_interval: 1h\nretry_attempts: 0\n", service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, PASSWORD);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        page.navigate(base(jar) + "#/incidents");
        Locator story = page.locator(".story").first();
        assertThat(story).containsText("went down");
        assertThat(page.locator(".follow")).hasCount(0);
        logIn(page);

        acknowledge(story, HOSTILE);
        assertThat(story).containsText("acknowledged by admin: “" + HOSTILE + "”");
        assertThat(story.locator("summary", new Locator.LocatorOptions().setHasText("Acknow")))
            .hasCount(0);
        note(story, "word".repeat(200) + "\n" + HOSTILE);
        assertThat(story).containsText("word".repeat(200));
        assertThat(story.locator("img")).hasCount(0);
        assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth")).isTrue();
        viewer.picture("incidents-admin");
        assertThat(viewer.barriers()).isEmpty();

        page.navigate(base(jar) + "#/");
        assertThat(rowOf(page, "box")).containsText("acknowledged by admin");
        jar.kill();
      }
      Database.change(
          folder.resolve("data/history.db"),
          "UPDATE message SET state = 'FAILED', answer = 'Given up after 24 h.'");
      try (JarProcess jar = JarProcess.start(folder, PASSWORD);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.DARK)) {
        Page page = viewer.page();
        logIn(page);
        page.navigate(base(jar) + "#/services/box");
        Locator timeline = page.locator(".timeline");
        assertThat(timeline).containsText("acknowledged by admin");
        timeline.getByText("Send again").click();
        assertThat(timeline.getByText("Send again")).hasCount(0);
        jar.await("it is told", () -> states().equals(List.of(List.of("SENT"))));
        viewer.picture("service-followed-up");
        assertThat(viewer.barriers()).isEmpty();
      }
    }
  }

  private List<List<String>> states() {
    return Database.ask(
        folder.resolve("data/history.db"), "SELECT state FROM message WHERE kind = 'ALERT'");
  }

  private static void logIn(Page page) {
    page.locator(".head").getByText("Log in").click();
    page.locator("dialog.login input[type=password]").fill("secret");
    page.locator("dialog.login button[type=submit]").click();
    assertThat(page.locator(".head").getByText("Log out")).isVisible();
  }

  private static void acknowledge(Locator story, String text) {
    fill(story, "Acknowledge", text);
  }

  private static void note(Locator story, String text) {
    fill(story, "Add a note", text);
  }

  private static void fill(Locator story, String title, String text) {
    Locator form = story.locator(".follow details", new Locator.LocatorOptions().setHasText(title));
    form.locator("summary").click();
    form.locator("textarea").fill(text);
    form.locator("button[type=submit]").click();
  }
}

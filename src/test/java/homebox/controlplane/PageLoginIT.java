package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logging in and out on the page, and what can be done then. */
class PageLoginIT extends PageScene {
  @Test
  void who_logs_in_sees_everything_and_may_have_a_service_asked() throws Exception {
    try (Site site = Site.start()) {
      site.answers(500);
      configure(
          "language: en\ncheck_interval: 1h\nretry_attempts: 0\n", service("Box", site.url(), ""));
      var environment = Map.of("WEB_PORT", "0", "WEB_ADMIN_PASSWORD", "secret");
      try (JarProcess jar = JarProcess.start(folder, environment);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        page.locator(".head").getByText("Log in").click();
        Locator form = page.locator("dialog.login");
        assertThat(form.locator("input[type=password]")).isFocused();
        viewer.picture("login");
        assertThat(viewer.barriers()).isEmpty();

        logIn(form, "guess");
        assertThat(form.locator("[role=alert]")).hasText("That is not the password.");
        logIn(form, "secret");
        assertThat(page.locator(".head").getByText("Log out")).isVisible();
        assertThat(page.locator(".veil")).hasCount(0);

        rowOf(page, "box").locator("a").first().click();
        assertThat(page.locator(".fault")).containsText("500");
        int asked = site.asked();
        site.answers(200);
        page.getByText("Check now").click();
        assertThat(page.locator(".pill")).containsText("UP");
        assertThat(site.asked()).isGreaterThan(asked);
        viewer.picture("service-admin");
        assertThat(viewer.barriers()).isEmpty();

        page.locator(".head").getByText("Log out").click();
        assertThat(page.locator(".head").getByText("Log in")).isVisible();
        assertThat(page.getByText("Check now")).hasCount(0);
        viewer.assertQuiet();
      }
    }
  }

  private static void logIn(Locator form, String password) {
    form.locator("input[type=password]").fill(password);
    form.locator("button[type=submit]").click();
  }
}

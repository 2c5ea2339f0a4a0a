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

/** Mute and pause on the page, and how they are seen there. */
class PageWishIT extends PageScene {
  @Test
  void a_service_is_muted_and_paused_by_its_buttons() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), "") + service("Nas", site.url(), ""));
      var environment = Map.of("WEB_PORT", "0", "WEB_ADMIN_PASSWORD", "secret");
      try (JarProcess jar = JarProcess.start(folder, environment);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        page.locator(".head").getByText("Log in").click();
        Locator form = page.locator("dialog.login");
        form.locator("input[type=password]").fill("secret");
        form.locator("button[type=submit]").click();
        assertThat(page.locator(".head").getByText("Log out")).isVisible();
        rowOf(page, "box").locator("a").first().click();
        assertThat(page.locator(".pill")).containsText("UP");

        page.getByText("Mute 8 h").click();
        assertThat(page.locator("main")).containsText("muted until");
        assertThat(page.locator("main")).containsText("by admin");
        assertThat(page.getByText("Mute 8 h")).hasCount(0);
        viewer.picture("service-muted");
        page.getByText("Unmute").click();
        assertThat(page.getByText("Mute 8 h")).isVisible();

        page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".pill")).containsText("PAUSED");
        assertThat(page.locator("main")).containsText("paused since");
        assertThat(page.getByText("Check now")).hasCount(0);
        assertThat(viewer.barriers()).isEmpty();
        viewer.picture("service-paused");
        page.locator(".crumbs a").first().click();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("PAUSED");
        assertThat(page.locator(".sentence")).containsText("1 service is paused.");
        assertThat(viewer.barriers()).isEmpty();

        rowOf(page, "box").locator("a").first().click();
        int asked = site.asked();
        page.getByText("Resume").click();
        assertThat(page.locator(".pill")).containsText("UP");
        assertThat(site.asked()).isGreaterThan(asked);
        viewer.assertQuiet();
      }
    }
  }
}

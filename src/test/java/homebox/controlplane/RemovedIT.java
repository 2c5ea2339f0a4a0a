package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service is taken out of the configuration of the real jar: its past stays to be seen. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RemovedIT {
  @TempDir Path folder;

  private void configure(String services) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "language: en\ncheck_interval: 500ms\ncheck_timeout: 2s\nretry_delay: 100ms\n"
            + "services:\n"
            + services);
  }

  @Test
  void its_past_is_under_removed_as_soon_as_it_is_gone() throws Exception {
    try (Site well = Site.start();
        Site ill = Site.start();
        Chrome chrome = Chrome.start()) {
      String box = "  - {name: Box, url: '" + well.url() + "'}\n";
      configure(box + "  - {name: Old nas, group: Attic, url: '" + ill.url() + "'}\n");
      try (JarProcess jar = JarProcess.start(folder, Map.of("WEB_PORT", "0"));
          Viewer viewer = chrome.viewer(1180, 900, ColorScheme.LIGHT, "en-GB")) {
        jar.awaitState("old-nas", "UP");
        ill.answers(500);
        jar.awaitState("old-nas", "DOWN");
        Page page = viewer.page();
        page.navigate("http://127.0.0.1:" + jar.port() + "/");
        assertThat(page.locator("li.row")).hasCount(2);
        Locator removed = page.locator("details.removed");
        assertThat(removed).hasCount(0);
        configure(box);
        assertThat(removed).hasText(Pattern.compile("^\\s*Removed 1 service"));
        assertThat(page.locator("li.row")).hasCount(1);
        removed.locator("summary").click();
        assertThat(removed.locator("li")).containsText("Attic · until");
        assertThat(viewer.barriers()).isEmpty();
        viewer.picture("removed-list");
        removed.locator("a").click();
        look(viewer);
      }
    }
  }

  private static void look(Viewer viewer) {
    Page page = viewer.page();
    assertThat(page.locator("h1")).hasText("Old nas");
    assertThat(page.locator("main")).containsText("Watched until");
    assertThat(page.locator(".curve canvas")).hasCount(1);
    assertThat(page.locator("main")).containsText("No longer watched");
    assertThat(page.locator(".checks tbody tr").first()).containsText("DOWN");
    assertThat(page.locator(".bars")).hasCount(1);
    assertThat(viewer.barriers()).isEmpty();
    viewer.picture("removed-service");
    viewer.assertQuiet();
  }
}

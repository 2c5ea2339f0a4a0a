package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hosts of a cluster on the page of the one that decides. */
@ExtendWith(Postgres.class)
class PageNodesIT extends PageScene {
  private JarProcess node(PostgresBase base, String name, String location) {
    Map<String, String> environment = new HashMap<>();
    environment.put("WEB_PORT", "0");
    environment.putAll(base.environment());
    environment.put("CLUSTER_ENABLED", "true");
    environment.put("CLUSTER_NODE_NAME", name);
    environment.put("CLUSTER_LOCATION", location);
    return JarProcess.start(folder, environment);
  }

  @Test
  void the_hosts_are_listed_and_one_that_is_gone_stands_out(PostgresBase base) throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess first = node(base, "attic", "at home")) {
        first.awaitState("box", "UP");
        JarProcess second = node(base, "barn", "");
        second.awaitLine(line -> line.contains("standing ready: attic on "));
        try (second;
            Viewer viewer = open(first, DESK, 800, ColorScheme.LIGHT)) {
          Page page = viewer.page();
          Locator hosts = page.locator("#nodes details");
          assertThat(hosts.locator("summary")).hasText("Hosts 2");
          hosts.locator("summary").click();
          assertThat(hosts.locator("li").nth(0)).containsText("attic at home");
          assertThat(hosts.locator("li").nth(0)).containsText("decides · 0.1.0");
          assertThat(hosts.locator("li").nth(1)).containsText("stands ready");
          assertThat(viewer.barriers()).isEmpty();
          viewer.picture("overview-hosts");
          hosts.locator("summary").click();

          second.kill();
          page.waitForCondition(() -> hosts.getAttribute("open") != null);
          assertThat(hosts.locator("li").nth(1)).containsText("not heard of since");
          viewer.picture("overview-host-gone");
          viewer.assertQuiet();
        }
        assertThat(first.stop()).isZero();
      }
    }
  }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The hosts of a cluster on the page of the one that decides. */
@ExtendWith(Postgres.class)
class PageNodesIT extends PageScene {
  @Override
  Map<String, String> environment(PostgresBase base, String name, String location) {
    Map<String, String> environment = super.environment(base, name, location);
    environment.put("WEB_ADMIN_PASSWORD", "secret");
    return environment;
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
          assertThat(hosts.locator("li").nth(0)).containsText("ms late at most");
          assertThat(hosts.locator("li").nth(1)).not().containsText("late"); // it keeps no schedule
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

  @Test
  void the_file_of_a_host_is_chosen(PostgresBase base) throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      Path barn = Files.createDirectories(folder.resolve("barn"));
      Path file = Files.createDirectories(barn.resolve("conf")).resolve("control-plane.yaml");
      String ours = Files.readString(folder.resolve("conf/control-plane.yaml"));
      Files.writeString(file, ours + service("Nas", site.url(), ""));
      Map<String, String> environment = environment(base, "attic", "at home");
      environment.put("CHECK_INTERVAL", "60");
      try (JarProcess first = JarProcess.start(folder, environment)) {
        first.awaitState("box", "UP");
        first.awaitLine(line -> line.contains("CHECK_INTERVAL in the environment is not used"));
        try (JarProcess second = JarProcess.start(barn, environment(base, "barn", ""))) {
          first.awaitState("nas", "UP");
          try (Viewer viewer = open(first, DESK, 800, ColorScheme.DARK)) {
            Page page = viewer.page();
            Locator attic = page.locator("#nodes li").nth(0);
            page.locator("#nodes summary").click();
            assertThat(attic).containsText("its own configuration file is another one");
            assertThat(attic).containsText("asks 2 services");
            assertThat(attic.locator("button")).hasCount(0);
            page.locator(".head").getByText("Log in").click();
            page.locator("dialog.login input[type=password]").fill("secret");
            page.locator("dialog.login button[type=submit]").click();
            assertThat(page.locator(".head").getByText("Log out")).isVisible();
            page.locator("#nodes summary").click();
            assertThat(attic).containsText("not used of its environment: CHECK_INTERVAL");
            viewer.picture("overview-hosts-file");
            attic.locator("button").click();
            assertThat(page.locator("#nodes li").nth(1))
                .containsText("its own configuration file is another one");
            assertThat(viewer.barriers()).isEmpty();
            first.await("Nas is gone", () -> first.service("nas").isEmpty());
            viewer.assertQuiet();
          }
          assertThat(second.stop()).isZero();
        }
        assertThat(first.stop()).isZero();
      }
    }
  }
}

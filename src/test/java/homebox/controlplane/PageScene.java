package homebox.controlplane;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.config.Ids;
import homebox.controlplane.testkit.Chrome;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a configuration, in which a test starts the real jar, and a real browser. */
abstract class PageScene {
  static final int DESK = 1180;

  /** Markup, quotes and an ampersand, as a name. */
  static final String HOSTILE = "<img src=x onerror=alert(1)> & \"quotes\"";

  /** Milliseconds for what should take a tenth of a second: others use the machine too. */
  private static final double PATIENCE = 20_000;

  static Chrome chrome;

  @TempDir Path folder;
  final List<String> ids = new ArrayList<>();

  @BeforeAll
  static void openChrome() {
    chrome = Chrome.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @AfterAll
  static void closeChrome() {
    if (chrome != null) {
      chrome.close();
    }
  }

  /** Two checks a second, in English; these services. */
  void configure(String services) throws IOException {
    configure("language: en\ncheck_interval: 500ms\n", services);
  }

  /** The same with these keys before all others. */
  void configure(String keys, String services) throws IOException {
    write(
        keys
            + """
            check_timeout: 2s
            retry_delay: 100ms
            alerting: {group_wait: 0}
            services:
            """
            + services);
  }

  /** As an editor does it: the new file is there at once, whole. */
  void write(String yaml) throws IOException {
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.createDirectories(file.getParent());
    Path written = file.resolveSibling("control-plane.yaml.new");
    Files.writeString(written, yaml);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Its entry in the configuration. */
  String service(String name, String url, String more) {
    ids.add(Ids.plain(name));
    return "  - {name: '" + name + "', url: '" + url + "'" + more + "}\n";
  }

  static Map<String, String> at(int port) {
    return Map.of("WEB_PORT", String.valueOf(port));
  }

  static String base(JarProcess jar) {
    return "http://127.0.0.1:" + jar.port() + "/";
  }

  static Viewer open(JarProcess jar, int width, int height, ColorScheme colours) {
    Viewer viewer = chrome.viewer(width, height, colours, "en-GB");
    viewer.page().navigate(base(jar));
    return viewer;
  }

  static Locator rowOf(Page page, String id) {
    return page.locator("li.row[data-id='" + id + "']");
  }

  /** One that does not answer as it should, one that is slow, and some that are well. */
  void household(Site well, Site ill) throws IOException {
    configure(
        service("Homebox", well.url(), ", group: Homebox")
            + service("Neron", ill.url(), ", group: Homebox, tags: [notes]")
            + service("Router", well.url(), ", group: Home")
            + service("Photos", well.url(), ", group: Home, max_response_time: 100ms")
            + service("Backup", well.url(), ", group: Home")
            + service(
                "a service whose name is " + "very ".repeat(14) + "long!",
                well.url(),
                ", group: Outside")
            + service(HOSTILE, ill.url(), ", group: Outside"));
  }

  /** As if its tab were hidden, or seen again. */
  static void hide(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden);
  }

  /** One of several that share this database; all have the configuration of the folder. */
  JarProcess node(PostgresBase base, String name, String location) {
    return JarProcess.start(folder, environment(base, name, location));
  }

  /** What it is told by its environment. */
  Map<String, String> environment(PostgresBase base, String name, String location) {
    Map<String, String> environment = new HashMap<>(base.environment());
    environment.put("WEB_PORT", "0");
    environment.put("CLUSTER_ENABLED", "true");
    environment.put("CLUSTER_NODE_NAME", name);
    environment.put("CLUSTER_LOCATION", location);
    return environment;
  }
}

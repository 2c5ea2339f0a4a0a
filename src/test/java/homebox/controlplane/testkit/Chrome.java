package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine; a machine without one skips what needs it, and says so. */
public final class Chrome implements AutoCloseable {
  private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final Playwright playwright;
  private final Browser browser;

  private Chrome(Playwright playwright) {
    this.playwright = playwright;
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(EXECUTABLE)
                    .setArgs(List.of("--no-sandbox", "--force-color-profile=srgb")));
  }

  /** Whether there is one. */
  public static boolean present() {
    return Files.isExecutable(EXECUTABLE);
  }

  /** Starts it, or skips the test. */
  public static Chrome start() {
    Assumptions.assumeTrue(
        present(),
        "no Chromium at " + EXECUTABLE + ": the page is not looked at (apt-get install chromium)");
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return new Chrome(Playwright.create(new Playwright.CreateOptions().setEnv(environment)));
  }

  /** A viewer with a window of this size. */
  public Viewer viewer(int width, int height, ColorScheme colours, String language) {
    return new Viewer(browser.newContext(options(width, height, colours, language)));
  }

  /** A viewer in light colours who lives there. */
  public Viewer viewer(int width, int height, String language, ZoneId zone) {
    return new Viewer(
        browser.newContext(
            options(width, height, ColorScheme.LIGHT, language).setTimezoneId(zone.getId())));
  }

  /** One who knows user and password when the browser is asked for them. */
  public Viewer viewer(int width, int height, String user, String password) {
    return new Viewer(
        browser.newContext(
            options(width, height, ColorScheme.LIGHT, "en-GB").setHttpCredentials(user, password)));
  }

  private static Browser.NewContextOptions options(
      int width, int height, ColorScheme colours, String language) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(colours)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setTimezoneId("Europe/Paris")
        .setLocale(language);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** One window, and what its console said. */
  public static final class Viewer implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Viewer(BrowserContext context) {
      this.context = context;
      this.page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text() + " at " + message.location());
            }
          });
      page.onPageError(error -> complaints.add("thrown: " + error));
    }

    /** The window. */
    public Page page() {
      return page;
    }

    /** Errors of the console so far. */
    public List<String> complaints() {
      return List.copyOf(complaints);
    }

    /** Nothing but what a missing server or a missing address makes the browser itself say. */
    public void assertQuiet() {
      assertThat(complaints)
          .filteredOn(
              text -> !text.contains("Failed to load resource") || text.contains("status of 500"))
          .isEmpty();
    }

    /** Keeps what is seen under {@code target/screenshots}. */
    public void picture(String name) {
      page.mouse().move(0, 0);
      page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What axe finds serious or critical on what is shown: empty, or who and why. */
    public List<String> barriers() {
      page.evaluate(axe());
      var found =
          (Map<?, ?>)
              page.evaluate("async () => JSON.parse(JSON.stringify(await axe.run(document)))");
      return new JsonArray((List<?>) found.get("violations"))
          .stream()
              .map(each -> each instanceof Map<?, ?> map ? json(map) : (JsonObject) each)
              .filter(rule -> List.of("serious", "critical").contains(rule.getString("impact")))
              .map(
                  rule ->
                      rule.getString("id")
                          + ": "
                          + rule.getJsonArray("nodes").getJsonObject(0).getString("html")
                          + " "
                          + rule.getJsonArray("nodes").getJsonObject(0).getString("failureSummary"))
              .toList();
    }

    private static JsonObject json(Map<?, ?> map) {
      var json = new JsonObject();
      map.forEach((key, value) -> json.put(String.valueOf(key), value));
      return json;
    }

    /** Brought in from outside: the page's own policy would not load it. */
    private static String axe() {
      String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
      try (InputStream in = Chrome.class.getResourceAsStream(name)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    /** What was put in the server's place answers no more: not in the middle of the end. */
    @Override
    public void close() {
      page.unrouteAll();
      context.close();
    }
  }
}

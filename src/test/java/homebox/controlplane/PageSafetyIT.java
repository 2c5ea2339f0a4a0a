package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.InventedPast;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Manner;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others write is shown as it is and does nothing; the page asks nobody but its server. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageSafetyIT extends PageScene {
  private static final String SCRIPT = "<script>alert(1)</script>";

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
        assertThat(page.evaluate("document.scripts.length"))
            .as("the import map, the line to the server and the page")
            .isEqualTo(3);
        viewer.assertQuiet();
      }
    }
  }

  /** What a server or Telegram itself says: headers, a certificate's owner, a refusal. */
  @Test
  void what_others_answer_is_shown_as_it_is() throws Exception {
    String image = "<img src=x onerror=alert(2)>";
    Identity identity =
        Identity.named("CN=\\<img src\\=x onerror\\=alert(3)\\>", "ip:127.0.0.1", "-1d", 30);
    String headers = "X-Said: " + image + "\r\nLocation: javascript:alert(4)\r\n";
    try (HostileServer header =
            HostileServer.plain(Manner.says(Manner.response("302 " + image, headers, SCRIPT)));
        HostileServer tls = HostileServer.tls(identity.context(), Manner.ok(SCRIPT));
        FakeTelegram telegram = new FakeTelegram()) {
      telegram.always(TelegramFault.error(400, "Bad Request: " + image));
      configure(
          service(
                  "Header",
                  header.url("/"),
                  ", expect: {status: 302, header: {X-Said: '"
                      + SCRIPT
                      + "'}}, follow_redirects: false")
              + service("Elsewhere", header.url("/"), "")
              + service("Untrusted", tls.url("/"), "")
              + service("Trusted", tls.url("/"), ", insecure_tls: true"));
      var environment = new HashMap<>(telegram.environment());
      environment.put("CONTROL_PLANE_WEB_TITLE", SCRIPT + image);
      try (JarProcess jar = JarProcess.start(folder, environment);
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        var dialogs = new CopyOnWriteArrayList<String>();
        page.onDialog(
            dialog -> {
              dialogs.add(dialog.message());
              dialog.dismiss();
            });
        assertThat(page).hasTitle(Pattern.compile("<script>alert\\(1\\)</script><img"));
        assertThat(page.locator(".head .title")).hasText(SCRIPT + image);
        assertThat(rowOf(page, "header").locator(".mark")).hasText("DOWN");
        assertThat(rowOf(page, "header").locator(".who p"))
            .containsText("The header X-Said does not contain \"" + SCRIPT);
        assertThat(page.locator(".trouble")).containsText(image);
        assertThat(rowOf(page, "trusted").locator(".mark")).hasText("UP");
        for (String id : List.of("header", "elsewhere", "untrusted", "trusted")) {
          page.navigate(base(jar) + "#/services/" + id);
          assertThat(page.locator(".checks tbody tr").first()).isVisible();
        }
        assertThat(page.locator(".card").last()).containsText("Certificate");
        page.navigate(base(jar) + "#/incidents");
        assertThat(page.locator(".story")).hasCount(3);
        page.navigate(base(jar) + "?wall");
        assertThat(page.locator(".not-up li")).hasCount(3);
        assertThat(page.locator("img, main script")).hasCount(0);
        assertThat(dialogs).isEmpty();
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void nobody_else_is_asked_and_the_policy_is_never_broken() throws Exception {
    try (Site well = Site.start();
        Site ill = Site.start()) {
      household(well, ill);
      ill.answers(500);
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        var asked = new CopyOnWriteArrayList<String>();
        page.context().onRequest(request -> asked.add(request.url()));
        page.addInitScript(
            "window.broken = []; addEventListener('securitypolicyviolation',"
                + " event => broken.push(event.effectiveDirective + ' ' + event.blockedURI))");
        InventedPast.give(page, ids);
        page.navigate(base(jar));
        assertThat(rowOf(page, "neron").locator(".mark")).hasText("DOWN");
        for (String place : List.of("#/services/router?range=7d", "#/incidents", "?wall", "#/")) {
          page.navigate(base(jar) + place);
          assertThat(page.locator("h1").first()).isVisible();
          assertThat(page.evaluate("window.broken")).as(place).isEqualTo(List.of());
        }
        assertThat(asked)
            .hasSizeGreaterThan(40)
            .allMatch(url -> url.startsWith(base(jar)), "is ours");
        viewer.assertQuiet();
      }
    }
  }

  /** The policy of {@link #nobody_else_is_asked_and_the_policy_is_never_broken} does hold. */
  @Test
  void a_script_that_gets_in_can_do_nothing() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box")).isVisible();
        String other = base(jar).replace("127.0.0.1", "localhost");
        var stopped = (Map<?, ?>) page.evaluate(TRESPASS, other);
        assertThat(stopped)
            .isEqualTo(
                Map.of(
                    "markup", "TypeError",
                    "inline", "TypeError",
                    "attribute", "TypeError",
                    "code", "EvalError",
                    "fetched", "TypeError",
                    "image", "stopped",
                    "framed", "stopped"));
      }
    }
  }

  /** Tries what an injected script would, and says how each ended. */
  private static final String TRESPASS =
      """
      async other => {
        const name = error => error.constructor.name;
        const tried = work => { try { work(); return 'done' } catch (error) { return name(error) } };
        const loaded = (tag, key) => new Promise(end => {
          const node = document.createElement(tag);
          addEventListener('securitypolicyviolation',
            event => event.effectiveDirective === key && end('stopped'));
          node.onload = () => setTimeout(() => end('done'), 2_000);
          node.src = other;
          document.body.append(node);
        });
        await new Promise(requestAnimationFrame); // what the debugger runs may use eval()
        return {
          markup: tried(() => { document.body.innerHTML = '<b>x</b>' }),
          inline: tried(() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
          }),
          attribute: tried(() => document.body.setAttribute('onclick', 'window.ran = true')),
          code: tried(() => (0, eval)('window.ran = true')),
          fetched: await fetch(other + 'api/v1/services').then(() => 'done', name),
          image: await loaded('img', 'img-src'),
          framed: await loaded('iframe', 'frame-src'),
        };
      }
      """;

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
        assertThat(page.locator(".veil button")).hasText("Log in to see them");
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
  void where_nobody_can_log_in_the_page_says_what_to_set() throws Exception {
    try (Site site = Site.start()) {
      site.answers(500);
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, at(0));
          Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "fr-FR")) {
        Page page = viewer.page();
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.7")); // as behind a proxy
        page.navigate(base(jar));
        assertThat(rowOf(page, "box").locator(".mark")).hasText("DOWN");
        assertThat(page.locator(".veil"))
            .hasText(
                "Addresses and error texts are hidden. To see them, open this page on the machine"
                    + " itself, or set web.admin_password.");
        assertThat(page.locator(".veil button")).hasCount(0);
        assertThat(page.locator(".head")).not().containsText("Log in");
        viewer.assertQuiet();
      }
    }
  }
}

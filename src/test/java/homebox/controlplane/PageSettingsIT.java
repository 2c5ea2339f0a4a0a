package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.WriteLock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services and channels added, changed and removed in the page, by two people at once. */
class PageSettingsIT extends PageScene {
  private static final Map<String, String> LOCKED =
      Map.of("WEB_PORT", "0", "WEB_ADMIN_PASSWORD", "secret");

  private static Viewer logIn(JarProcess jar, int width, ColorScheme colours, String language) {
    Viewer viewer = chrome.viewer(width, 800, colours, language);
    Page page = viewer.page();
    page.navigate(base(jar));
    page.evaluate(
        "() => fetch('api/v1/login', {method: 'POST', headers: {'Content-Type':"
            + " 'application/json'}, body: '{\"password\": \"secret\"}'})");
    page.evaluate(
        "l => localStorage.setItem('control-plane.language', l)", language.substring(0, 2));
    page.reload();
    assertThat(page.locator(".head nav a[href='#/settings']")).isVisible();
    return viewer;
  }

  private static Locator field(Page page, String path) {
    return page.locator("[id='" + path + "']");
  }

  private static void save(Page page) {
    page.locator("form.entry button[type=submit]").click();
  }

  @Test
  void two_people_at_the_same_service() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, LOCKED);
          Viewer one = logIn(jar, DESK, ColorScheme.LIGHT, "en-GB");
          Viewer two = logIn(jar, 375, ColorScheme.DARK, "fr-FR")) {
        Page page = one.page();
        page.locator(".head nav a[href='#/settings']").click();
        assertThat(page.locator(".entries .who a")).hasText("Box");
        assertThat(page.locator(".origin")).hasText("conf/control-plane.yaml");
        page.locator(".entries .who a").click();
        assertThat(field(page, "name")).isDisabled();
        assertThat(page.locator(".note")).containsText("conf/control-plane.yaml");
        one.picture("settings-of-file");

        page.navigate(base(jar) + "#/settings/service");
        field(page, "name").fill("Box");
        field(page, "interval").fill("soon");
        save(page);
        assertThat(page.locator(".field .fault")).hasCount(3);
        assertThat(field(page, "url")).hasAttribute("aria-invalid", "true");
        one.picture("settings-faults");
        assertThat(one.barriers()).isEmpty();
        page.reload();
        assertThat(field(page, "interval")).hasValue("soon");
        field(page, "name").fill("NAS");
        field(page, "url").fill(site.url() + "?key=theKeyOfNas");
        field(page, "interval").fill("500ms");
        field(page, "tags").fill("disk, lan");
        page.locator("form.entry summary").click();
        field(page, "auth.user").fill("me");
        field(page, "headers").fill("X-Key: theKeyOfNas");
        one.picture("settings-more");
        assertThat(one.barriers()).isEmpty();
        save(page);
        assertThat(page.locator(".entries li")).hasCount(2);
        one.picture("settings");
        assertThat(one.barriers()).isEmpty();
        jar.awaitState("nas", "UP");

        Page other = two.page();
        other.navigate(base(jar) + "#/settings/service");
        field(other, "interval").fill("soon");
        save(other);
        assertThat(other.locator("[id='interval-fault']"))
            .hasText(
                "« soon » n’est pas une durée — écrivez des secondes (30, 0.5) ou 500ms, 30s, 5m,"
                    + " 2h, 7d");
        assertThat(other.locator("[id='name-fault']")).containsText("manque");
        assertThat(field(other, "expect.status")).isVisible();
        field(other, "url").fill("tcp://nas.local:22");
        assertThat(field(other, "expect.status")).hasCount(0);
        assertThat(field(other, "send")).hasCount(1);
        two.picture("settings-faults-phone");
        for (Page each : new Page[] {page, other}) {
          each.navigate(base(jar) + "#/settings/service?id=nas");
          assertThat(field(each, "tags")).hasValue("disk, lan");
          assertThat(each.locator("body")).not().containsText("theKeyOfNas");
          assertThat(field(each, "headers")).hasValue("X-Key: •••");
        }
        field(other, "group").fill("Maison");
        field(page, "group").fill("Home");
        save(page);
        assertThat(page.locator(".entries li")).hasCount(2);
        assertThat(other.locator(".note")).containsText("Admin");
        two.picture("settings-meanwhile-phone");
        assertThat(two.barriers()).isEmpty();
        assertThat(field(other, "group")).hasValue("Maison");
        save(other);
        assertThat(other.locator(".note")).isVisible();
        other.locator(".note button").last().click();
        save(other);
        assertThat(other.locator(".entries li")).hasCount(2);
        two.picture("settings-phone");
        assertThat(page.locator(".entries")).containsText("Maison");

        page.navigate(base(jar) + "#/settings/service?id=nas");
        page.locator("form.entry .danger").click();
        one.picture("settings-remove");
        assertThat(one.barriers()).isEmpty();
        page.locator("dialog .danger").click();
        assertThat(page.locator(".entries li")).hasCount(1);
        one.assertQuiet();
        two.assertQuiet();
      }
    }
  }

  @Test
  void work_is_planned_and_called_off() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, LOCKED);
          Viewer viewer = logIn(jar, DESK, ColorScheme.LIGHT, "en-GB")) {
        Page page = viewer.page();
        page.navigate(base(jar) + "#/settings");
        Locator work = page.locator("#work");
        work.locator("summary").click();
        work.locator("[name=services]").fill("Nobody");
        work.locator("[name=from]").fill("2020-01-01T10:00");
        work.locator("[name=until]").fill("2099-01-01T10:00");
        work.locator("[name=reason]").fill("a new roof");
        work.locator("button[type=submit]").click();
        assertThat(work.locator(".fault")).containsText("\"Nobody\" is no service");
        assertThat(work.locator("[name=services]")).hasAttribute("aria-invalid", "true");
        work.locator("[name=services]").fill("Box");
        work.locator("button[type=submit]").click();
        assertThat(work.locator(".entries")).containsText("a new roof");
        viewer.picture("settings-work");
        assertThat(viewer.barriers()).isEmpty();
        work.locator(".entries button").click();
        assertThat(work.locator(".entries")).hasCount(0);
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void what_is_wrong_with_planned_work_is_said_in_french_to_who_reads_french() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, LOCKED);
          Viewer viewer = logIn(jar, 375, ColorScheme.DARK, "fr-FR")) {
        Page page = viewer.page();
        page.navigate(base(jar) + "#/settings");
        Locator work = page.locator("#work");
        work.locator("summary").click();
        work.locator("[name=services]").fill("Personne");
        work.locator("button[type=submit]").click();
        assertThat(work.locator("#work-services-fault"))
            .containsText("« Personne » n’est pas un service — écrivez un nom");
        assertThat(work.locator("[role=alert]"))
            .containsText("n’a pas d’horaire — écrivez from (du) et until (au)");
        viewer.picture("settings-work-faults-phone");
        assertThat(viewer.barriers()).isEmpty();
        work.locator("[name=services]").fill("Box");
        work.locator("[name=from]").fill("2020-01-01T10:00");
        work.locator("[name=until]").fill("2020-01-02T10:00");
        work.locator("button[type=submit]").click();
        assertThat(work.locator("#work-until-fault"))
            .hasText("est déjà passé — écrivez un moment plus tard");
        work.locator("select").selectOption("again");
        work.locator("[name=cron]").fill("souvent");
        work.locator("[name=duration]").fill("longtemps");
        work.locator("button[type=submit]").click();
        assertThat(work.locator("#work-cron-fault"))
            .containsText("« souvent » n’est pas un horaire — écrivez minute heure jour");
        assertThat(work.locator("#work-duration-fault"))
            .containsText("« longtemps » n’est pas une durée — écrivez des secondes");
      }
    }
  }

  @Test
  void while_nobody_knows_what_was_added_here_it_says_so_and_why_until_it_joins() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, LOCKED)) {
        jar.awaitState("box", "UP");
        assertThat(jar.stop()).isZero();
      }
      Database.change(
          folder.resolve("data/history.db"),
          "INSERT INTO page_entry (kind, id, version, entry, watched, changed, changed_by,"
              + " position)"
              + " VALUES ('SERVICE', 'nas', 1, '{\"name\": \"NAS\", \"url\": \""
              + site.url()
              + "\"}', 1, 1, 'admin', 1)");
      WriteLock lock = WriteLock.on(folder.resolve("data/history.db"));
      try (JarProcess jar = JarProcess.start(folder, LOCKED)) {
        try (lock;
            Viewer viewer = logIn(jar, DESK, ColorScheme.LIGHT, "fr-FR")) {
          Page page = viewer.page();
          page.navigate(base(jar) + "#/settings");
          assertThat(page.locator(".note"))
              .containsText("Ce qui a été ajouté ici n’est pas encore connu : ");
          assertThat(page.locator(".note"))
              .containsText("history.db est verrouillé par un autre programme — fermez-le");
          assertThat(page.locator(".entries .who a")).hasText("Box");
          viewer.picture("settings-not-known-yet");
          assertThat(viewer.barriers()).isEmpty();
          lock.release();
          assertThat(page.locator(".entries .who a").last()).hasText("NAS");
          assertThat(page.locator(".note")).hasCount(0);
        }
      }
    }
  }

  @Test
  void a_channel_is_added_and_tried() throws Exception {
    try (Site site = Site.start();
        FakeHook hook = new FakeHook(HookDuty.program())) {
      configure(service("Box", site.url(), ""));
      try (JarProcess jar = JarProcess.start(folder, LOCKED);
          Viewer viewer = logIn(jar, DESK, ColorScheme.DARK, "en-GB")) {
        Page page = viewer.page();
        page.navigate(base(jar) + "#/settings/channel");
        page.locator("form.entry select").first().selectOption("webhook");
        field(page, "name").fill("hook");
        field(page, "webhook.url").fill(hook.url(HookDuty.PROGRAM));
        viewer.picture("channel-new");
        assertThat(viewer.barriers()).isEmpty();
        save(page);
        assertThat(page.locator(".entries .who a").last()).hasText("hook");
        page.getByText("Send a test").click();
        jar.await("the test", () -> !hook.taken().isEmpty());
        page.locator(".entries .who a").last().click();
        assertThat(field(page, "webhook.url")).hasValue("");
        viewer.picture("channel");
        viewer.assertQuiet();
      }
    }
  }
}

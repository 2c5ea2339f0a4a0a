package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.Exposition;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.HookDuty;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.TelegramFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A channel that does not deliver: on a page that is open already, in /metrics, and elsewhere. */
class BrokenChannelIT extends PageScene {
  private static final String STATE = "controlplane_channel_state";
  private static final List<Double> OK = List.of(1.0, 0.0, 0.0);
  private static final List<Double> FAILING = List.of(0.0, 1.0, 0.0);
  private static final List<Double> PAUSED = List.of(0.0, 0.0, 1.0);

  private final FakeTelegram telegram = new FakeTelegram();
  private final FakeHook phone = new FakeHook(HookDuty.ntfy());

  private void configure(Site site) throws Exception {
    configure(
        """
        language: en
        check_interval: 500ms
        retry_attempts: 0
        channels:
          - {name: phone, ntfy: {server: "%s", topic: my-home, token: "%s"}}
        """
            .formatted(phone.url(""), HookDuty.TOKEN),
        service("Box", site.url(), ""));
  }

  private static List<Double> state(JarProcess jar, String channel) {
    Exposition read = Exposition.of(jar.get("/metrics").body());
    return Stream.of("OK", "FAILING", "PAUSED")
        .map(each -> read.value(STATE, "channel", channel, "state", each))
        .toList();
  }

  @Test
  void one_that_refuses_is_said_at_once_with_what_to_do_and_told_through_another()
      throws Exception {
    try (telegram;
        phone;
        Site site = Site.start()) {
      configure(site);
      try (JarProcess jar = JarProcess.start(folder, telegram.environment());
          Viewer viewer = open(jar, DESK, 800, ColorScheme.LIGHT)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        Locator banner = page.locator("main .trouble");
        assertThat(banner).hasCount(0);
        assertThat(state(jar, "telegram")).isEqualTo(OK);

        telegram.always(TelegramFault.error(403, "Forbidden: bot was blocked by the user"));
        site.answers(500);

        assertThat(banner).hasCount(1);
        assertThat(banner).containsText("The channel Telegram does not deliver");
        assertThat(banner).containsText("the person has blocked the bot");
        assertThat(banner).containsText("unblock the bot");
        assertThat(banner).containsText("It is paused");
        viewer.picture("channel-paused");
        assertThat(viewer.barriers()).isEmpty();
        jar.await("it is paused", () -> state(jar, "telegram").equals(PAUSED));
        assertThat(state(jar, "phone")).isEqualTo(OK);
        jar.await(
            "the other one tells it",
            () ->
                phone.bodies().stream()
                    .anyMatch(body -> body.encode().contains("Channel telegram")));

        page.navigate(base(jar) + "?wall");
        assertThat(page.locator("main .trouble")).containsText("unblock the bot");
        viewer.assertQuiet();
      }
    }
  }

  @Test
  void one_that_fails_is_said_and_said_no_more_when_it_delivers() throws Exception {
    try (telegram;
        phone;
        Site site = Site.start()) {
      configure(site);
      try (JarProcess jar = JarProcess.start(folder, telegram.environment());
          Viewer viewer = open(jar, DESK, 800, ColorScheme.DARK)) {
        Page page = viewer.page();
        assertThat(rowOf(page, "box").locator(".mark")).hasText("UP");
        Locator banner = page.locator("main .trouble");
        phone.always(FakeHook.answer(503, "", "overloaded"));
        site.answers(500);

        assertThat(banner).hasCount(1);
        assertThat(banner).containsText("The channel phone does not deliver");
        assertThat(banner).containsText("503");
        assertThat(banner).containsText("It is tried again and again.");
        assertThat(viewer.barriers()).isEmpty();
        jar.await("it fails", () -> state(jar, "phone").equals(FAILING));
        assertThat(state(jar, "telegram")).isEqualTo(OK);

        phone.heal();

        assertThat(banner).hasCount(0);
        jar.await("it delivers", () -> state(jar, "phone").equals(OK));
        viewer.assertQuiet();
      }
    }
  }
}

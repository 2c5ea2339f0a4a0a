package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Means.Login;
import homebox.controlplane.config.Means.Mail;
import homebox.controlplane.config.Means.Ntfy;
import homebox.controlplane.config.Means.Security;
import homebox.controlplane.config.Means.Slack;
import homebox.controlplane.config.Means.Webhook;
import homebox.controlplane.config.Settings.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of {@code channels}. */
class ChannelsTest {
  private static final String ALL =
      """
      channels:
        - {name: post, mail: {host: mail.example.org, user: me, password: hunter2!, from: "Me <a@b.c>", to: [d@e.f, g@h.i]}}
        - {name: work, slack: {webhook_url: "https://hooks.example.org/services/T/B/hunter2!"}, fallback: post}
        - {name: play, hours: [mon-fri 08:00-20:00, "sat 10:00-12:00"], discord: {webhook_url: "https://d.example.org/api/webhooks/1/hunter2!"}}
        - {name: phone, ntfy: {topic: hunter2-x, token: hunter2!, priority: urgent}}
        - {name: script, webhook: {url: "http://u:hunter2!@box/hunter2!", headers: {X-Key: hunter2!, X-From: control-plane}, body: '{"t": "hunter2!"}', secret: hunter2!}}
        - {name: late, mail: {host: h, from: a@b.c, to: d@e.f}, after: 15m}
      """;

  @TempDir Path folder;

  private Settings load(String yaml) {
    return new Loading(folder).yaml(yaml).load();
  }

  private Reading read(String yaml) {
    new Loading(folder).yaml(yaml);
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), Map.of()));
  }

  private static List<Channel> channels(Settings settings) {
    return settings.telling().channels();
  }

  @Test
  void each_kind_is_read_with_all_that_it_needs() {
    List<Channel> all = channels(load(ALL));

    assertThat(all)
        .extracting(Channel::name)
        .containsExactly("post", "work", "play", "phone", "script", "late");
    assertThat(all)
        .extracting(each -> each.means().kind())
        .containsExactly("mail", "slack", "discord", "ntfy", "webhook", "mail");
    assertThat(all.get(5).after()).contains(Duration.ofMinutes(15));
    assertThat(all.get(0).means())
        .isEqualTo(
            new Mail(
                "mail.example.org",
                587,
                Security.STARTTLS,
                Optional.of(new Login("me", new Secret("hunter2!"))),
                "Me <a@b.c>",
                List.of("d@e.f", "g@h.i")));
    assertThat(all.get(1).fallback()).contains("post");
    assertThat(all.get(1).hours()).isEmpty();
    assertThat(all.get(2).hours().orElseThrow().spans()).hasSize(2);
    assertThat(((Slack) all.get(1).means()).webhook().reveal()).endsWith("/hunter2!");
    assertThat(all.get(3).means())
        .isEqualTo(
            new Ntfy(
                HttpUrl.parse("https://ntfy.sh"),
                "hunter2-x",
                Optional.of(new Secret("hunter2!")),
                Optional.of(5)));
    assertThat(((Webhook) all.get(4).means()).method()).isEqualTo("POST");
  }

  @Test
  void our_own_notices_go_to_the_first_that_does_not_wait() {
    String late = "{name: a, ntfy: {topic: x}, after: 1h}";
    String prompt = "{name: b, ntfy: {topic: y}}";
    assertThat(load("channels: [" + late + ", " + prompt + "]").telling().defaultChannel())
        .hasValueSatisfying(channel -> assertThat(channel.name()).isEqualTo("b"));
    assertThat(load("channels: [" + late + "]").telling().defaultChannel()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"starttls, 587", "tls, 465", "none, 25", "TLS, 465"})
  void a_mail_server_has_its_usual_port(String tls, int port) {
    Settings settings =
        load("channels: [{name: a, mail: {host: h, tls: " + tls + ", from: a@b, to: c@d}}]");

    assertThat(((Mail) channels(settings).get(0).means()).port()).isEqualTo(port);
  }

  @Test
  void no_settings_show_a_secret_and_the_log_knows_them_all() {
    Settings settings = load(ALL);

    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThat(settings.log().hidden())
        .contains(
            new Secret("hunter2!"),
            new Secret("https://hooks.example.org/services/T/B/hunter2!"),
            new Secret("/services/T/B/hunter2!"))
        .doesNotContain(new Secret("control-plane"));
  }

  @Test
  void the_start_says_where_alerts_go_and_what_waits() {
    assertThat(Loading.texts(load(ALL)))
        .contains("alerts go to post, work, play, phone, script and the log")
        .noneMatch(line -> line.contains("not in this version yet"));
  }

  @Test
  void what_is_missing_or_half_is_a_fault() {
    List<String> faults =
        new Loading(folder)
            .yaml(
                """
                channels:
                  - {name: a, mail: {host: h, user: me, from: a@b.c, to: d@e.f}}
                  - {name: b, mail: {host: h, password: x, from: a@b.c, to: []}}
                  - {name: c, mail: {port: 25}}
                  - {name: d, slack: {}}
                """)
            .faults(Map.of());

    assertThat(faults)
        .anyMatch(fault -> fault.contains("[0].mail: has a user and no password"))
        .anyMatch(fault -> fault.contains("[1].mail: has a password and no user"))
        .anyMatch(fault -> fault.contains("[1].mail.to: names nobody"))
        .anyMatch(fault -> fault.contains("[2].mail.host: is missing"))
        .anyMatch(fault -> fault.contains("[3].slack.webhook_url: is missing"));
  }

  @Test
  void a_password_in_the_clear_is_warned_of_unless_it_stays_here() {
    String mail =
        "channels: [{name: a, mail: {host: %s, tls: %s, user: u, password: p, from: a@b, to: c@d}}]";

    assertThat(load(mail.formatted("mail.example.org", "none")).remarks())
        .filteredOn(Remark::warning)
        .extracting(Remark::text)
        .anyMatch(text -> text.contains("mail.example.org") && text.contains("mail.tls"));
    for (String safe : List.of("127.0.0.1 none", "localhost none", "mail.example.org tls")) {
      String[] parts = safe.split(" ");
      assertThat(load(mail.formatted(parts[0], parts[1])).remarks())
          .noneMatch(remark -> remark.text().contains("password for"));
    }
  }

  @Test
  void a_header_that_would_change_where_a_request_ends_is_a_fault() {
    String yaml =
        "channels: [{name: a, webhook: {url: 'http://a', headers: {X-A: b, Content-length: 5}}}]";

    assertThat(new Loading(folder).yaml(yaml).faults())
        .singleElement()
        .asString()
        .contains("channels[0].webhook.headers: holds Content-length");
  }

  @Test
  void a_service_says_who_is_told_of_it() {
    Settings settings =
        load(
            ALL
                + """
                services:
                  - {name: A, url: "http://a"}
                  - {name: B, url: "http://b", channels: [post, log]}
                  - {name: C, url: "http://c", channels: []}
                """);

    assertThat(settings.services())
        .extracting(service -> service.alarm().goesTo("post"))
        .containsExactly(true, true, false);
    assertThat(settings.services())
        .extracting(service -> service.alarm().goesTo("work"))
        .containsExactly(true, false, false);
  }

  @Test
  void what_changes_a_channel_is_told_by_its_name() {
    Reading before = read(ALL);
    Reading after = read(ALL.replace("priority: urgent", "priority: low"));

    assertThat(Changes.between(before, after).channels().changed())
        .extracting(Channel::name)
        .containsExactly("phone");
  }
}

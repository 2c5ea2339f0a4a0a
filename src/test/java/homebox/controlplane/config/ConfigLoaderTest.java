package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.HttpAsk.StatusRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir Path folder;

  private Loading in() {
    return new Loading(folder);
  }

  @Test
  void without_a_file_it_watches_homebox_and_neron_and_says_what_is_not_set_up() {
    Settings settings = in().load();

    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly("homebox", "neron");
    ServiceConfig homebox = settings.services().get(0);
    HttpAsk ask = (HttpAsk) homebox.ask();
    assertThat(ask.url()).hasToString("http://localhost:7745/");
    assertThat(ask.expect().status())
        .containsExactly(new StatusRange(200, 299), new StatusRange(401, 401));
    assertThat(homebox.timing())
        .isEqualTo(
            new Timing(
                Duration.ofSeconds(300),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                2,
                Duration.ofSeconds(5),
                1));
    assertThat(settings.process().maxConcurrentChecks()).isEqualTo(512);
    assertThat(settings.process().language()).isEqualTo(Locale.ENGLISH);
    assertThat(settings.database().path()).isEqualTo(folder.resolve("data/history.db"));
    assertThat(settings.database().keepChecks()).contains(Duration.ofDays(30));
    assertThat(settings.log().level()).isEqualTo("INFO");
    assertThat(settings.log().file()).contains(folder.resolve("logs/control-plane.log"));
    assertThat(settings.log().json()).isFalse();
    assertThat(settings.web())
        .isEqualTo(
            new Settings.Web(
                true,
                "127.0.0.1",
                8080,
                "Homebox Control Plane",
                Optional.empty(),
                Settings.Access.PLAIN));
    assertThat(Loading.texts(settings))
        .anyMatch(line -> line.contains("no configuration file") && line.contains("conf/control"))
        .anyMatch(line -> line.contains("@BotFather") && line.contains("TELEGRAM_CHAT_ID"));
  }

  @Test
  void a_service_is_read_with_all_that_this_version_uses() {
    Settings settings =
        in().yaml(
                """
                check_interval: 1m
                services:
                  - name: Médiathèque du salon
                    url: https://user:pw@nas.local:8443/x?token=abc
                    id: nas
                    group: Home
                    description: the big one
                    tags: [NO, 1.10, 010]
                    critical: no
                    enabled: off
                    interval: 30
                    timeout: 2.5
                    max_response_time: 500ms
                    retry_attempts: 010
                    retry_delay: 0
                    recovery_attempts: 3
                    method: post
                    headers: {X-One: "1", Accept: text/html}
                    body: '{"a": 1}'
                    follow_redirects: false
                    insecure_tls: true
                    max_body: 64KiB
                    expect:
                      status: [200, 3xx, 400-404]
                      body: /wel+come/
                      body_not: [error, '/fail(ed)?/']
                      header: {Server: nginx}
                """)
            .load();

    assertThat(settings.services()).hasSize(1);
    ServiceConfig service = settings.services().get(0);
    assertThat(service.label())
        .isEqualTo(
            new ServiceConfig.Label(
                "nas",
                "Médiathèque du salon",
                "Home",
                "the big one",
                List.of("NO", "1.10", "010")));
    assertThat(service.critical()).isFalse();
    assertThat(service.enabled()).isFalse();
    assertThat(service.timing())
        .isEqualTo(
            new Timing(
                Duration.ofSeconds(30),
                Duration.ofMillis(2500),
                Duration.ofMillis(500),
                10,
                Duration.ZERO,
                3));
    HttpAsk ask = (HttpAsk) service.ask();
    assertThat(ask.url()).hasToString("https://nas.local:8443/x?token=…");
    assertThat(ask.request().method()).isEqualTo("POST");
    assertThat(ask.request().headers())
        .containsExactly(Map.entry("X-One", "1"), Map.entry("Accept", "text/html"));
    assertThat(ask.request().body()).contains("{\"a\": 1}");
    assertThat(ask.followRedirects()).isFalse();
    assertThat(ask.insecureTls()).isTrue();
    assertThat(ask.maxBody()).isEqualTo(65_536);
    assertThat(ask.expect().status())
        .extracting(StatusRange::toString)
        .containsExactly("200", "3xx", "400-404");
    assertThat(ask.expect().body()).extracting(TextMatch::written).containsExactly("/wel+come/");
    assertThat(ask.expect().bodyNot())
        .extracting(TextMatch::written)
        .containsExactly("error", "/fail(ed)?/");
    assertThat(ask.expect().header()).containsEntry("Server", new TextMatch.Contains("nginx"));
  }

  @Test
  void the_environment_comes_before_dot_env_before_the_file_before_the_default() {
    in().yaml("check_interval: 10\ncheck_timeout: 20\nmax_response_time: 30\n")
        .file(".env", "CHECK_INTERVAL=11\nexport CHECK_TIMEOUT = '21' # said here\n");
    Timing timing = in().load(Map.of("CHECK_INTERVAL", "12")).services().get(0).timing();

    assertThat(timing.interval()).isEqualTo(Duration.ofSeconds(12));
    assertThat(timing.timeout()).isEqualTo(Duration.ofSeconds(21));
    assertThat(timing.maxResponseTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(timing.retryAttempts()).isEqualTo(2);
  }

  @Test
  void keys_without_a_name_of_their_own_are_named_by_their_path() {
    Settings settings =
        in().load(
                Map.of(
                    "CONTROL_PLANE_WEB_TITLE", "Chez nous",
                    "CONTROL_PLANE_TIME_ZONE", "Europe/Paris",
                    "CONTROL_PLANE_LANGUAGE", "FR",
                    "CONTROL_PLANE_LOG_FORMAT", "json",
                    "CONTROL_PLANE_RETENTION_CHECKS", "forever",
                    "CONTROL_PLANE_RECOVERY_ATTEMPTS", "4",
                    "LOG_FILE", "off",
                    "WEB_PORT", "tcp://10.0.0.1:80",
                    "DATABASE_PATH", ""));

    assertThat(settings.web().title()).isEqualTo("Chez nous");
    assertThat(settings.web().port()).isEqualTo(8080);
    assertThat(settings.process().timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(settings.process().language()).isEqualTo(Locale.FRENCH);
    assertThat(settings.log())
        .isEqualTo(new Settings.Log("INFO", Optional.empty(), true, Set.of()));
    assertThat(settings.database().keepChecks()).isEmpty();
    assertThat(settings.services().get(0).timing().recoveryAttempts()).isEqualTo(4);
  }

  @Test
  void the_machines_language_is_read_as_text() {
    assertThat(in().load(Map.of("LANG", "fr_FR.UTF-8")).process().language())
        .isEqualTo(Locale.FRENCH);
    assertThat(in().load(Map.of("LC_ALL", "C", "LANG", "fr_FR")).process().language())
        .isEqualTo(Locale.ENGLISH);
  }

  @Test
  void references_are_replaced_and_empty_ones_are_as_if_the_key_were_absent() {
    in().file("secret.txt", "from-file\n")
        .yaml(
            """
            check_interval: ${NOT_SET}
            check_timeout: ${NOT_SET:-7}
            homebox_url: http://${HOST:-x}:${PORT}/${WORD}/$${PORT}
            """);
    Settings settings = in().load(Map.of("HOST", "nas", "PORT", "81", "WORD_FILE", "secret.txt"));

    assertThat(settings.services().get(0).timing().interval()).isEqualTo(Duration.ofSeconds(300));
    assertThat(settings.services().get(0).timing().timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(((HttpAsk) settings.services().get(0).ask()).url())
        .hasToString("http://nas:81/from-file/$%7BPORT%7D");
  }

  @Test
  void a_secret_may_come_from_a_file() {
    in().file("token", "123456:abc\n");
    Settings settings =
        in().load(Map.of("TELEGRAM_BOT_TOKEN_FILE", "token", "TELEGRAM_CHAT_ID", "1"));
    assertThat(settings.telling().telegram().token()).contains(new Secret("123456:abc"));
    assertThat(in().faults(Map.of("TELEGRAM_BOT_TOKEN_FILE", "gone")))
        .containsExactly(
            "environment: TELEGRAM_BOT_TOKEN_FILE: the file that it names is not there — create it,"
                + " or name another one");
    assertThat(in().faults(Map.of("TELEGRAM_BOT_TOKEN_FILE", "token", "TELEGRAM_BOT_TOKEN", "1:a")))
        .containsExactly(
            "environment: TELEGRAM_BOT_TOKEN_FILE: is set beside TELEGRAM_BOT_TOKEN — keep one of"
                + " the two");
  }

  @Test
  void homebox_and_neron_are_watched_beside_a_list_only_when_they_are_set() {
    String list = "services: [{name: A, url: 'http://a'}]\n";
    assertThat(in().yaml(list).load().services())
        .extracting(ServiceConfig::name)
        .containsExactly("A");
    assertThat(in().load(Map.of("NERON_URL", "http://n")).services())
        .extracting(ServiceConfig::name)
        .containsExactly("Neron", "A");
    assertThat(in().yaml("homebox_url: off\n").load().services())
        .extracting(ServiceConfig::name)
        .containsExactly("Neron");
  }

  @Test
  void everything_off_is_allowed_and_said() {
    Settings settings = in().yaml("homebox_url: off\nneron_url: off\nservices: []\n").load();
    assertThat(settings.services()).isEmpty();
    assertThat(Loading.texts(settings)).anyMatch(line -> line.startsWith("nothing is watched"));
  }

  @Test
  void the_predecessors_file_is_read_when_ours_is_missing() {
    in().file(
            "config/config.yaml",
            """
            homebox_url: "http://192.168.1.130:7745"
            neron_url: "http://192.168.1.130:3000"
            check_interval: 60
            check_timeout: 10
            max_response_time: 5.0
            retry_attempts: 3
            retry_delay: 30
            database_path: "data/history.db"
            log_level: "WARNING"
            log_file: "logs/old.log"
            """);
    Settings settings = in().load();
    assertThat(settings.services().get(0).timing().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.log().level()).isEqualTo("WARN");
    assertThat(Loading.texts(settings))
        .anyMatch(line -> line.startsWith("config/config.yaml is the pre"));

    in().yaml("check_interval: 61\n");
    assertThat(in().load().services().get(0).timing().interval()).isEqualTo(Duration.ofSeconds(61));
  }

  @Test
  void empty_files_and_files_of_comments_work() {
    for (String text : List.of("", "# only\n", "---\n", "\uFEFF# x\n", "---\n# x\n...\n", "~")) {
      assertThat(in().yaml(text).load().services()).hasSize(2);
    }
  }

  @Test
  void a_file_that_was_named_must_be_there() {
    var named = new Source(folder, Optional.of(Path.of("my.yaml")), Optional.empty(), Map.of());
    assertThatThrownBy(() -> ConfigLoader.load(named))
        .isInstanceOf(ConfigFaults.class)
        .hasMessage("my.yaml: is not there — create it, or name another one");
    var env = new Source(folder, Optional.empty(), Optional.of(Path.of("my.env")), Map.of());
    assertThatThrownBy(() -> ConfigLoader.load(env))
        .hasMessage("my.env: is not there — create it, or name another one");
    assertThat(in().faults(Map.of("CONTROL_PLANE_CONFIG", "x.yaml")))
        .containsExactly(
            "environment: CONTROL_PLANE_CONFIG: x.yaml is not there — create it, or name another"
                + " one");
  }

  @Test
  void a_directory_or_foreign_bytes_are_said_clearly() throws Exception {
    Files.createDirectories(folder.resolve("conf/control-plane.yaml"));
    Files.write(folder.resolve(".env"), new byte[] {'A', '=', 'b', '\n', (byte) 0xff});
    assertThat(in().faults())
        .containsExactly(
            ".env: is no UTF-8 text (line 2) — save it as UTF-8",
            "conf/control-plane.yaml: is a directory — put a file there, or name another one");
  }

  @Test
  void faults_of_the_environment_are_said_by_name() {
    in().file(".env", "\nCHECK_TIMEOUT=soon\nnonsense line\nWEB_PORT='1\n");
    assertThat(
            in().faults(Map.of("CHECK_INTERVAL", "0", "CONTROL_PLANE_ALERTING_GROUP_WAIT", "9m")))
        .containsExactly(
            ".env:2: CHECK_TIMEOUT: \"soon\" is no duration — write seconds (30, 0.5) or 500ms,"
                + " 30s, 5m, 2h, 7d",
            ".env:3: this line is no NAME=value — write one, or put # before it",
            ".env:4: WEB_PORT: its quotes do not fit — close them on the same line",
            "environment: CHECK_INTERVAL: \"0\" is out of range — write a duration from 100ms to 1d",
            "environment: CONTROL_PLANE_ALERTING_GROUP_WAIT: \"9m\" is out of range — write a"
                + " duration from 0s to 5m");
  }

  @Test
  void telegram_and_alerting_are_read() {
    Settings.Telling telling =
        in().yaml(
                """
                telegram:
                  {bot_token: "1:a", chat_id: -100500, api_url: "http://bots:81/x/", thread_id: 7,
                   silent: [warning, RECOVERY], proxy: "socks5://me:hunter2@box", commands: no,
                   users: [77, "@Anna", anna]}
                alerting: {group_wait: 0, remind_every: 2h, startup_message: no}
                """)
            .load()
            .telling();
    assertThat(telling.alerting())
        .isEqualTo(new Settings.Alerting(Duration.ZERO, Optional.of(Duration.ofHours(2)), false));
    assertThat(telling.telegram())
        .isEqualTo(
            new Settings.Telegram(
                Optional.of(new Secret("1:a")),
                Optional.of("-100500"),
                HttpUrl.parse("http://bots:81/x/"),
                Optional.of(7),
                Set.of("WARNING", "RECOVERY"),
                Optional.of(new Proxy(true, "box", 1080, Optional.of(new Secret("me:hunter2")))),
                new Settings.Commands(false, Set.of("77", "anna"))));
    assertThat(telling.telegram().proxy().orElseThrow()).hasToString("box:1080");
  }

  @Test
  void a_proxy_may_come_from_the_environment() {
    var environment = new HashMap<String, String>();
    environment.put("CONTROL_PLANE_TELEGRAM_PROXY", "environment");
    assertThat(in().load(environment).telling().telegram().proxy()).isEmpty();

    environment.put("HTTP_PROXY", "http://for-http-only:1");
    environment.put("https_proxy", "http://box:3128");
    assertThat(in().load(environment).telling().telegram().proxy())
        .contains(new Proxy(false, "box", 3128, Optional.empty()));

    environment.put("https_proxy", "https://box");
    assertThat(in().faults(environment))
        .containsExactly(
            "environment: https_proxy: asks for TLS to the proxy itself, which this version cannot"
                + " — begin it with http:// or socks5://");
  }

  @Test
  void what_is_set_and_not_used_yet_is_named_in_one_line() {
    Settings settings =
        in().yaml(
                """
                telegram: {bot_token: "1:a", chat_id: 5, commands: true}
                report: {daily_at: 12:30}
                alerting: {remind_every: off, flapping: true}
                channels:
                  - {name: me, mail: {host: h, from: a@b, to: [c@d]}, after: 15m}
                maintenance:
                  - {services: "*", from: 2026-12-24T18:00, until: 2026-12-24 20:00}
                services:
                  - {name: A, url: "http://a", depends_on: B, channels: [], auth: {bearer: x}}
                  - {name: B, url: "tcp://b:5432", expect: {banner: SSH}}
                  - {name: C, url: "heartbeat:", token: abc, expect: {every: 1d, grace: 1h}}
                """)
            .load();
    assertThat(Loading.texts(settings))
        .contains(
            "not in this version yet:"
                + " services[0].auth, services[1].expect.banner,"
                + " services[2].token, services[2].expect.every, services[2].expect.grace,"
                + " services[1].url (tcp), services[2].url (heartbeat)");
    assertThat(settings.services().get(1).ask()).isEqualTo(new NotYetAsk("tcp", "tcp://b:5432"));
  }

  @Test
  void from_where_a_service_is_seen_is_kept_and_a_host_alone_says_that_it_asks_itself() {
    String services =
        "services:\n  - {name: A, url: \"http://a\", locations: [barn, at home]}\n"
            + "  - {name: B, url: \"http://b\"}\n";
    Settings alone = in().yaml(services).load();
    assertThat(alone.services().get(0).locations()).containsExactly("barn", "at home");
    assertThat(alone.services().get(1).locations()).isEmpty();
    assertThat(Loading.texts(alone))
        .contains(
            "locations are not used by a host alone: it asks A itself — set cluster.enabled on each"
                + " host where there are several");
    Settings together =
        in().yaml("database_url: jdbc:postgresql://here/one\ncluster: {enabled: true}\n" + services)
            .load();
    assertThat(Loading.texts(together)).noneMatch(line -> line.contains("locations"));
  }

  @Test
  void names_in_the_environment_that_mean_nothing_are_said() {
    Settings settings =
        in().load(
                Map.of(
                    "CONTROL_PLANE_WEB_PORT", "1",
                    "CONTROL_PLANE_ALERTING_GROUPWAIT", "1",
                    "CONTROL_PLANE_PORT", "tcp://1"));
    assertThat(Loading.texts(settings))
        .contains(
            "CONTROL_PLANE_WEB_PORT in the environment is not known and is ignored — did you mean"
                + " WEB_PORT?",
            "CONTROL_PLANE_ALERTING_GROUPWAIT in the environment is not known and is ignored — did"
                + " you mean CONTROL_PLANE_ALERTING_GROUP_WAIT?")
        .noneMatch(line -> line.contains("CONTROL_PLANE_PORT"));
  }

  @Test
  void ids_come_from_names() {
    Settings settings =
        in().yaml(
                """
                services:
                  - {name: Médiathèque (été) №1, url: "http://a"}
                  - {name: Web, group: A, url: "http://a"}
                  - {name: Web, group: B, url: "http://a"}
                  - {name: 日本, url: "http://a"}
                  - {name: X, id: y, url: "http://a"}
                  - {name: Y, url: "http://a"}
                """)
            .load();
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly(
            "mediatheque-ete-1", "web-d230fff3", "web-1ff8a1fa", "-ff892135", "y", "y-36434377");
  }

  @Test
  void anchors_and_merged_keys_work() {
    Settings settings =
        in().yaml(
                """
                services:
                  - &a {name: A, url: "http://a", interval: 7, tags: &t [x, y]}
                  - {<<: *a, name: B, tags: *t}
                  - {<<: [{timeout: 3}, *a], name: C}
                """)
            .load();
    assertThat(settings.services())
        .extracting(s -> s.timing().interval().toSeconds())
        .containsOnly(7L);
    assertThat(settings.services().get(2).timing().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.services().get(1).label().tags()).containsExactly("x", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "nas.local", "127.nas.local"})
  void a_page_that_others_can_reach_says_what_they_see(String host) {
    assertThat(Loading.texts(in().load(Map.of("WEB_HOST", host))))
        .filteredOn(line -> line.contains("web.host is " + host))
        .singleElement()
        .asString()
        .contains("names and states, but no addresses", "web.admin_password", "web.public: false");
    assertThat(Loading.texts(in().load(Map.of("WEB_HOST", host, "WEB_ADMIN_PASSWORD", "x"))))
        .noneMatch(line -> line.contains("web."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "admin_password: x, ", "api_token: x, "})
  void details_that_others_can_reach_are_warned_of_once(String login) {
    String yaml = "web: {" + login + "host: 0.0.0.0, public_details: true}\n";
    assertThat(in().yaml(yaml).load().remarks())
        .filteredOn(Remark::warning)
        .singleElement()
        .satisfies(remark -> assertThat(remark.text()).contains("error texts", "leave it out"));
  }

  @Test
  void a_page_that_is_locked_and_has_no_key_is_warned_of() {
    assertThat(in().yaml("web: {public: false}\n").load().remarks())
        .filteredOn(Remark::warning)
        .singleElement()
        .satisfies(remark -> assertThat(remark.text()).contains("nobody can log in"));
    assertThat(in().yaml("web: {public: false, api_token: x}\n").load().remarks())
        .noneMatch(Remark::warning);
  }

  @Test
  void who_may_see_what_is_read() {
    Settings.Access access =
        in().yaml(
                """
                web:
                  public: false
                  public_details: true
                  metrics: token
                  trusted_proxies: [10.0.0.0/8, "fd00::1"]
                """)
            .load(Map.of("WEB_ADMIN_PASSWORD", "secret", "WEB_API_TOKEN", "token"))
            .web()
            .access();
    assertThat(access.password()).contains(new Secret("secret"));
    assertThat(access.token()).contains(new Secret("token"));
    assertThat(access.open()).isFalse();
    assertThat(access.details()).isTrue();
    assertThat(access.metrics()).isEqualTo(Settings.Metrics.TOKEN);
    assertThat(access.proxies())
        .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("fd00::1/128"));
  }

  @Test
  void what_a_service_hides_is_read() {
    Settings settings =
        in().yaml(
                """
                services:
                  - {name: a, url: http://a/, public: {hide: true}}
                  - {name: b, url: http://b/, public: {hide_url: yes}}
                  - {name: c, url: http://c/}
                """)
            .load();
    assertThat(settings.services())
        .extracting(ServiceConfig::exposure)
        .containsExactly(
            new ServiceConfig.Exposure(true, false),
            new ServiceConfig.Exposure(false, true),
            ServiceConfig.Exposure.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.1.1", "localhost", "Localhost", "::1", "[::1]"})
  void a_page_for_this_machine_alone_is_no_warning(String host) {
    assertThat(in().load(Map.of("WEB_HOST", host)).remarks()).noneMatch(Remark::warning);
  }

  @Test
  void a_page_that_is_off_can_be_reached_by_nobody() {
    Settings settings = in().yaml("web: {enabled: false, host: 0.0.0.0}\n").load();
    assertThat(settings.remarks()).noneMatch(Remark::warning);
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Key.Trait;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new reading changes, and what it leaves alone. */
class ChangesTest {
  private static final String TWO =
      """
      services:
        - {name: Box, url: "http://box/"}
        - {name: Nas, url: "http://nas/"}
      """;

  @TempDir Path folder;

  private Reading read(String yaml) {
    return read(yaml, Map.of());
  }

  private Reading read(String yaml, Map<String, String> environment) {
    new Loading(folder).yaml(yaml);
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), environment));
  }

  private String line(String old, String now) {
    return Changes.between(read(old), read(now)).line();
  }

  @Test
  void whoever_is_seen_from_elsewhere_is_asked_anew() {
    Reading running = read(TWO);
    Reading read = read(TWO.replace("\"http://nas/\"", "\"http://nas/\", locations: [barn]"));
    Changes changes = Changes.between(running, read);
    assertThat(changes.checkers().changed()).extracting(ServiceConfig::id).containsExactly("nas");
    assertThat(changes.services().changed()).hasSize(1);
  }

  @Test
  void the_same_file_changes_nothing_whatever_it_holds() {
    String all =
        """
        telegram: {bot_token: "1:a", chat_id: 5, silent: [INFO]}
        time_zone: Europe/Paris
        alerting: {remind_every: 1h}
        web: {base_url: "https://status.example.org/"}
        channels: [{name: ops, telegram: {bot_token: "2:b", chat_id: 6, proxy: "http://proxy:1"}}]
        services:
          - name: Box
            url: http://user:word@box/?key=value
            headers: {X-Key: word}
            expect: {status: [200, 3xx], body: /hel+o/, body_not: [no, /never/], header: {Server: /n.*/}}
          - {name: Nas, url: "tcp://nas:22"}
        """;

    assertThat(read(all).settings()).isEqualTo(read(all).settings());
    assertThat(line(all, "# another comment\n" + all)).isEqualTo("nothing has changed");
  }

  @Test
  void services_are_named_and_those_that_stay_are_counted() {
    assertThat(
            line(
                TWO,
                """
                services:
                  - {name: New, url: "http://new/"}
                  - {name: Box, url: "http://box/", interval: 7}
                """))
        .isEqualTo(
            "1 service added: New; 1 service changed: Box; 1 service removed: Nas; 0 services"
                + " untouched");
    assertThat(line(TWO, TWO.replace("http://nas/", "http://nas/other")))
        .isEqualTo("1 service changed: Nas; 1 service untouched");
  }

  @Test
  void of_many_the_first_are_named() {
    var many = new StringBuilder("services:\n");
    for (int n = 0; n < 13; n++) {
      many.append("  - {name: S").append(n).append(", url: \"http://s").append(n).append("/\"}\n");
    }

    assertThat(line(TWO, many.toString()))
        .startsWith("13 services added: S0, S1, S2, S3, S4, S5, S6, S7, S8, S9 and 3 more;");
  }

  @Test
  void a_service_that_is_asked_the_same_keeps_its_checker() {
    Reading old = read(TWO);
    Reading now =
        read(TWO.replace("name: Box,", "name: Box, group: Home, critical: false, tags: [lan],"));

    Changes changes = Changes.between(old, now);

    assertThat(changes.services().changed()).extracting(ServiceConfig::id).containsExactly("box");
    assertThat(changes.checkers().none()).isTrue();
    assertThat(changes.checkers().untouched()).isEqualTo(2);
  }

  @Test
  void a_service_that_is_disabled_loses_its_checker_and_one_that_is_enabled_gets_one() {
    Reading on = read(TWO);
    Reading off = read(TWO.replace("name: Nas,", "name: Nas, enabled: false,"));

    Changes disabled = Changes.between(on, off);
    assertThat(disabled.checkers().removed()).extracting(ServiceConfig::id).containsExactly("nas");
    assertThat(disabled.services().changed()).extracting(ServiceConfig::id).containsExactly("nas");
    assertThat(Changes.between(off, on).checkers().added())
        .extracting(ServiceConfig::id)
        .containsExactly("nas");
  }

  @Test
  void a_default_that_changes_touches_those_that_use_it() {
    String own = TWO.replace("url: \"http://nas/\"", "url: \"http://nas/\", timeout: 3");

    assertThat(line(own, "check_timeout: 4\n" + own))
        .isEqualTo("1 service changed: Box; 1 service untouched; in force now: check_timeout");
  }

  @Test
  void another_order_alone_is_a_change() {
    String turned =
        """
        services:
          - {name: Nas, url: "http://nas/"}
          - {name: Box, url: "http://box/"}
        """;

    assertThat(line(TWO, turned)).isEqualTo("in force now: the order of the services");
  }

  @Test
  void channels_are_named_and_their_keys_are_not_named_twice() {
    String before = "telegram: {bot_token: \"1:a\", chat_id: 5}\n" + TWO;
    String after =
        "telegram: {bot_token: \"1:b\", chat_id: 5}\n"
            + "channels: [{name: ops, telegram: {bot_token: \"2:b\", chat_id: 6}}]\n"
            + TWO;

    assertThat(line(before, after))
        .isEqualTo("1 channel added: ops; 1 channel changed: telegram; 0 channels untouched");
    assertThat(line(after, before))
        .isEqualTo("1 channel changed: telegram; 1 channel removed: ops; 0 channels untouched");
  }

  @Test
  void keys_that_hold_at_once_and_keys_that_wait_are_told_apart() {
    assertThat(
            line(
                TWO,
                "alerting: {group_wait: 9, remind_every: 1h}\nweb: {title: Ours, port: 9}\n"
                    + "retention: {checks: 7d}\nlanguage: fr\nmax_concurrent_checks: 3\n"
                    + "log_file: off\n"
                    + TWO))
        .isEqualTo(
            "in force now: alerting.group_wait, alerting.remind_every, language,"
                + " max_concurrent_checks, retention.checks, web.title;"
                + " waiting for a restart: log_file, web.port");
  }

  @Test
  void the_machines_language_is_named_when_it_is_used() {
    Reading english = read(TWO, Map.of("LANG", "en_GB.UTF-8"));
    Reading french = read(TWO, Map.of("LANG", "fr_FR.UTF-8"));

    assertThat(Changes.between(english, french).keys()).containsExactly("language");
  }

  @Test
  void what_the_environment_outdoes_is_named_once() {
    Map<String, String> environment = Map.of("CHECK_INTERVAL", "60", "WEB_PORT", "1");
    Reading running = read(TWO, environment);
    Reading changed = read("check_interval: 7\nweb: {port: 9}\n" + TWO, environment);

    assertThat(Changes.between(running, changed).line())
        .isEqualTo("set by the environment, whatever the file says: check_interval, web.port");
    assertThat(Changes.between(changed.after(running), changed).none()).isTrue();
  }

  @Test
  void what_waits_for_a_restart_is_named_each_time_and_stays_as_it_was() {
    Reading running = read(TWO);
    String other = "web: {port: 9, title: Ours}\n" + TWO;

    Reading next = read(other).after(running);

    assertThat(next.settings().web().port()).isEqualTo(8080);
    assertThat(next.settings().web().title()).isEqualTo("Ours");
    assertThat(Changes.between(next, read(other)).line())
        .isEqualTo("waiting for a restart: web.port");
    assertThat(Changes.between(next, read(TWO)).waiting()).isEmpty();
  }

  /** A key that is marked ↻ tomorrow fails here until somebody has said how it waits. */
  @Test
  void every_key_that_needs_a_restart_waits_for_it() {
    Map<String, String> others =
        Map.ofEntries(
            Map.entry("database_path", "other.db"),
            Map.entry("database_url", "jdbc:postgresql://there/other"),
            Map.entry("database_user", "somebody"),
            Map.entry("database_password", "else"),
            Map.entry("cluster.enabled", "false"),
            Map.entry("cluster.node_name", "attic"),
            Map.entry("cluster.location", "above"),
            Map.entry("cluster.address", "http://atlas:8080"),
            Map.entry("log_level", "DEBUG"),
            Map.entry("log_file", "off"),
            Map.entry("log_format", "json"),
            Map.entry("web.enabled", "false"),
            Map.entry("web.host", "0.0.0.0"),
            Map.entry("web.port", "9"));
    String two =
        "database_url: jdbc:postgresql://here/one\ncluster: {enabled: true, node_name: cellar}\n"
            + TWO;
    Reading running = read(two);
    assertThat(others.keySet()).isEqualTo(running.keys().fixed().keySet());
    others.forEach(
        (path, value) -> {
          Reading other = read(two, Map.of(variable(path), value));
          assertThat(other.settings()).as(path).isNotEqualTo(running.settings());
          assertThat(Changes.between(running, other).waiting()).containsExactly(path);
          assertThat(other.after(running).settings())
              .as(path)
              .usingRecursiveComparison()
              .ignoringFields("remarks", "log.hidden") // a new secret is hidden at once
              .isEqualTo(running.settings());
        });
  }

  private static String variable(String path) {
    Table table = Keys.ROOT;
    String[] steps = path.split("\\.");
    for (int n = 0; n < steps.length - 1; n++) {
      table = ((Nested) table.keys().get(steps[n]).shape()).table();
    }
    Key<?> key = table.keys().get(steps[steps.length - 1]);
    assertThat(key.is(Trait.RESTART)).isTrue();
    return key.variableAt(path);
  }

  /** Whoever carries the plan out has afterwards what was read, and has let go of nothing else. */
  @Property(tries = 300)
  void carrying_the_plan_out_leads_to_what_was_read(
      @ForAll("files") List<String> old, @ForAll("files") List<String> now) {
    Reading running = parse(old);
    Reading read = parse(now);
    Changes changes = Changes.between(running, read);

    Map<String, ServiceConfig> asked = byId(running.settings().watched());
    changes.checkers().removed().forEach(each -> asked.remove(each.id()));
    changes.checkers().changed().forEach(each -> asked.put(each.id(), each));
    changes.checkers().added().forEach(each -> asked.put(each.id(), each));
    Map<String, ServiceConfig> wanted = byId(read.settings().watched());
    assertThat(asked.keySet()).isEqualTo(wanted.keySet());
    asked.forEach((id, each) -> assertThat(each.asksLike(wanted.get(id))).isTrue());
    assertThat(changes.checkers().untouched())
        .isEqualTo(
            wanted.size()
                - changes.checkers().added().size()
                - changes.checkers().changed().size());
    assertThat(changes.none())
        .isEqualTo(read.settings().services().equals(running.settings().services()));
    assertThat(Changes.between(read.after(running), read).none()).isTrue();
  }

  private static Map<String, ServiceConfig> byId(List<ServiceConfig> services) {
    var all = new LinkedHashMap<String, ServiceConfig>();
    services.forEach(service -> all.put(service.id(), service));
    return all;
  }

  @Provide
  Arbitrary<List<String>> files() {
    var service =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "d", "e"),
                Arbitraries.of(
                    "", ", interval: 7", ", enabled: false", ", group: g", ", tags: [t]"),
                Arbitraries.of("http://x/", "http://y/", "tcp://z:1"))
            .as(
                (id, more, url) ->
                    "  - {name: N" + id + ", id: " + id + ", url: \"" + url + "\"" + more + "}");
    return service.list().ofMaxSize(5).uniqueElements(line -> line.charAt("  - {name: N".length()));
  }

  private static Reading parse(List<String> services) {
    var findings = new Findings();
    var shelf = new Shelf(Path.of(""), Set.of());
    var environment = new Environment(shelf, new HashMap<>(), EnvFile.none());
    String text =
        services.isEmpty()
            ? "homebox_url: off\nneron_url: off\n"
            : "services:\n" + String.join("\n", services) + "\n";
    Values root =
        Keys.ROOT.read(
            YamlTree.parse("test", text, findings), new Spot(findings, environment, "test", 0, ""));
    var listed = new ServicesReader(root, List.of(), List.of(), Set.of()).read();
    findings.throwIfAny();
    Settings settings =
        new SettingsReader(root, environment, Path.of(""))
            .read(Optional.empty(), listed, List.of());
    return new Reading(
        null,
        settings,
        Effective.of(root),
        shelf.footprint(),
        Set.of(),
        PageEntries.NONE,
        shelf,
        Optional.empty(),
        Set.of());
  }
}

package homebox.controlplane.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed is loaded again, without a fault. */
class ImportsTest {
  private static final String MAIN =
      """
      {
        "base_url": "http://192.168.1.130",
        "services": [
          {"name": "Homebox Main", "port": 7745, "enabled": true, "description": "Frontend web", "critical": true},
          {"name": "Homebox API", "port": "8080", "critical": false},
          {"name": "Homebox: \\"Böx\\" #1", "port": 8081, "enabled": false, "description": "${HOME} - a: b"}
        ],
        "settings": {"timeout": 10, "max_response_time": 5.0, "check_parallel": true}
      }
      """;

  @TempDir Path folder;

  private Path file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.writeString(file, text);
      return file;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** As a {@code run} would: the imported file is all there is. */
  private Settings load(String yaml, Map<String, String> environment) {
    Path file = file("ours.yaml", yaml);
    return ConfigLoader.load(new Source(folder, Optional.of(file), Optional.empty(), environment));
  }

  private static String url(ServiceConfig service) {
    return ((HttpAsk) service.ask()).url().shown();
  }

  private List<String> faults(String name, String text) {
    Path file = file(name, text);
    NotImported faulty =
        catchThrowableOfType(
            NotImported.class,
            () -> {
              Sheet sheet =
                  name.endsWith(".json") ? HomeboxJson.read(List.of(file)) : DotEnv.read(file);
              throw new AssertionError(sheet.text());
            });
    return faulty.faults().stream().map(fault -> fault.replace(folder + "/", "")).toList();
  }

  @Test
  void homebox_json_with_all_that_it_says() throws Exception {
    String yaml = HomeboxJson.read(List.of(file("homebox.json", MAIN))).text();
    assertThat(yaml.lines())
        .anyMatch(line -> line.startsWith("# Taken over from ") && line.endsWith("homebox.json."))
        .contains("# Not taken over: settings.check_parallel.");
    List<ServiceConfig> services = load(yaml, Map.of()).services();
    assertThat(services).hasSize(3);
    ServiceConfig main = services.get(0);
    assertThat(main.id()).isEqualTo("homebox-main");
    assertThat(main.label().group()).isEqualTo("Homebox");
    assertThat(main.label().description()).isEqualTo("Frontend web");
    assertThat(url(main)).isEqualTo("http://192.168.1.130:7745/");
    assertThat(main.timing().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(main.timing().maxResponseTime()).isEqualTo(Duration.ofSeconds(5));
    assertThat(((HttpAsk) main.ask()).expect().status())
        .extracting(HttpAsk.StatusRange::toString)
        .containsExactly("200", "401");
    assertThat(services.get(1).critical()).isFalse();
    assertThat(services.get(1).enabled()).isTrue();
    assertThat(url(services.get(1))).endsWith(":8080/");
    assertThat(services.get(2).name()).isEqualTo("Homebox: \"Böx\" #1");
    assertThat(services.get(2).label().description()).isEqualTo("${HOME} - a: b");
    assertThat(services.get(2).enabled()).isFalse();
  }

  @Test
  void several_files_and_names_that_stand_twice() throws Exception {
    Path homebox =
        file(
            "homebox.json",
            """
            {"base_url": "https://box.lan:99/x", "services": [
              {"name": "Web", "port": 1}, {"name": "Web", "port": 2}, {"name": "家", "port": 3}]}
            """);
    Path neron =
        file(
            "Neron.JSON",
            """
            {"base_url": "http://[fd00::1]", "services": [{"name": "Web", "port": 3000}], "x": 1,
             "settings": {"timeout": 2.5}}
            """);
    String yaml = HomeboxJson.read(List.of(homebox, neron)).text();
    List<ServiceConfig> services = load(yaml, Map.of()).services();
    assertThat(services)
        .extracting(ServiceConfig::name)
        .containsExactly("Web", "Web (2)", "家", "Web");
    assertThat(services).extracting(ServiceConfig::id).doesNotHaveDuplicates();
    assertThat(services)
        .extracting(service -> service.label().group())
        .containsExactly("Homebox", "Homebox", "Homebox", "Neron");
    assertThat(url(services.get(0))).isEqualTo("https://box.lan:1/");
    assertThat(url(services.get(3))).isEqualTo("http://[fd00::1]:3000/");
    assertThat(services.get(3).timing().timeout()).isEqualTo(Duration.ofMillis(2_500));
    assertThat(yaml).contains("\"Web\" stands there twice").contains("# Not taken over: x.");
  }

  @Test
  void a_login_is_not_repeated() throws Exception {
    Path file =
        file(
            "homebox.json",
            "{\"base_url\": \"http://me:s3cret@box.lan\", \"services\": [{\"name\": \"A\", \"port\": 1}]}");
    String yaml = HomeboxJson.read(List.of(file)).text();
    assertThat(yaml).doesNotContain("s3cret").contains("HOMEBOX_LOGIN");
    HttpAsk ask =
        (HttpAsk) load(yaml, Map.of("HOMEBOX_LOGIN", "me:s3cret")).services().get(0).ask();
    assertThat(ask.url().userInfo().orElseThrow().reveal()).isEqualTo("me:s3cret");
    assertThat(load(yaml, Map.of()).services()).hasSize(1);
  }

  @Test
  void all_that_is_wrong_with_a_json_is_told_at_once() {
    assertThat(
            faults(
                "homebox.json",
                """
                {"base_url": "ftp://x", "services": [
                  {"port": 1}, {"name": "A", "port": 70000}, {"name": 5, "port": 1}, 7,
                  {"name": "B", "port": 1, "enabled": "yes"}], "settings": {"timeout": "soon"}}
                """))
        .containsExactlyInAnyOrder(
            "homebox.json: base_url: is no http address — begin it with http:// or https://",
            "homebox.json: services[0].name: is missing — write it there",
            "homebox.json: services[1].port: is no port — write a whole number from 1 to 65535",
            "homebox.json: services[2].name: is no text — put it in quotes",
            "homebox.json: services[3]: is no object — write one in braces",
            "homebox.json: services[4].enabled: is neither true nor false — write one of the two",
            "homebox.json: settings.timeout: is no number of seconds from 0.1 to 86400 — write one");
    assertThat(faults("homebox.json", "{\n\"base_url\": \n]"))
        .containsExactly(
            "homebox.json:3: is no JSON object — correct it there, or name another file");
    assertThat(faults("homebox.json", "[1]")).singleElement().asString().contains("no JSON object");
    assertThat(faults("homebox.json", "")).singleElement().asString().contains("no JSON object");
  }

  @Test
  void a_file_that_is_not_there() {
    Path none = folder.resolve("none.json");
    assertThat(
            catchThrowableOfType(NotImported.class, () -> HomeboxJson.read(List.of(none))).faults())
        .containsExactly(none + ": cannot be read — name a file that is there and can be read");
    Path env = folder.resolve("none.env");
    assertThat(catchThrowableOfType(NotImported.class, () -> DotEnv.read(env)).faults())
        .singleElement()
        .asString()
        .contains("none.env")
        .contains("is not there");
  }

  @Test
  void a_dotenv_keeps_its_secrets() throws Exception {
    Path file =
        file(
            "old.env",
            """
            # the predecessor's
            export TELEGRAM_BOT_TOKEN=123456:ABCdefGHI
            TELEGRAM_CHAT_ID=-1001234567890
            HOMEBOX_URL="http://box.lan:7745"
            NERON_URL=http://me:hush@neron.lan:3000/x
            CHECK_INTERVAL=60
            MAX_RESPONSE_TIME=2.5
            DAILY_REPORT_AT=07:30
            LOG_LEVEL=WARNING
            WEB_ADMIN_PASSWORD=hush-too
            SOMETHING_ELSE=hush-as-well
            """);
    String yaml = DotEnv.read(file).text();
    assertThat(yaml)
        .doesNotContain("ABCdef")
        .doesNotContain("hush")
        .contains("# Stay in .env: ", "TELEGRAM_BOT_TOKEN", "NERON_URL", "SOMETHING_ELSE")
        .contains("# Take these out of .env, which comes before this file: TELEGRAM_CHAT_ID");
    Settings settings =
        load(
            yaml,
            Map.of(
                "TELEGRAM_BOT_TOKEN", "123456:ABCdefGHI",
                "NERON_URL", "http://me:hush@neron.lan:3000/x"));
    assertThat(settings.telling().telegram().chat()).contains("-1001234567890");
    assertThat(settings.telling().telegram().usable()).isTrue();
    assertThat(settings.telling().dailyReport()).contains(LocalTime.of(7, 30));
    assertThat(settings.log().level()).isEqualTo("WARN");
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly("homebox", "neron");
    assertThat(settings.services().get(0).timing().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(load(yaml, Map.of()).telling().telegram().usable()).isFalse();
  }

  @Test
  void homebox_services_become_services() throws Exception {
    Path file =
        file(
            "old.env",
            "HOMEBOX_URL=http://192.168.1.130:7745\n"
                + "HOMEBOX_SERVICES=Homebox Main:7745,Homebox API:8080\nRETRY_ATTEMPTS=3\n");
    String yaml = DotEnv.read(file).text();
    Settings settings = load(yaml, Map.of());
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactlyInAnyOrder("homebox-main", "homebox-api", "neron");
    ServiceConfig main =
        settings.services().stream()
            .filter(s -> s.id().equals("homebox-main"))
            .findFirst()
            .orElseThrow();
    assertThat(main.label().group()).isEqualTo("Homebox");
    assertThat(main.timing().retryAttempts()).isEqualTo(3);
    assertThat(url(main)).isEqualTo("http://192.168.1.130:7745/");
    assertThat(yaml).doesNotContain("homebox_url").contains("HOMEBOX_SERVICES");
  }

  @Test
  void what_is_wrong_with_a_dotenv_is_told_with_its_line() {
    assertThat(faults("old.env", "CHECK_INTERVAL=often\nthis is no line\n"))
        .anyMatch(fault -> fault.startsWith("old.env:1: CHECK_INTERVAL: \"often\" is no duration"))
        .anyMatch(fault -> fault.startsWith("old.env:2: this line is no NAME=value"));
  }

  /** Whatever the names are: what is printed is loaded, and means the same. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void any_names(long seed) throws Exception {
    var random = new Random(seed);
    List<String> signs =
        List.of(
            "a", "B", " ", "é", "家", "🏠", ":", "#", "'", "\"", "\\", "-", "{", "}", "[", "]", "&",
            "*", "!", "|", ">", "%", "@", "`", ",", "?", "=", "~", "null", "off", "010", "${X}",
            "$${");
    var services = new JsonArray();
    var names = new ArrayList<String>();
    for (int n = 0; n < 100; n++) {
      var name = new StringBuilder();
      for (int length = 1 + random.nextInt(6); length > 0; length--) {
        name.append(signs.get(random.nextInt(signs.size())));
      }
      if (!name.toString().isBlank() && !names.contains(name.toString().strip())) {
        names.add(name.toString().strip());
        services.add(
            new JsonObject()
                .put("name", name.toString())
                .put("port", 1 + n)
                .put("description", name.reverse().toString()));
      }
    }
    String json =
        new JsonObject().put("base_url", "http://box.lan").put("services", services).encode();
    String yaml = HomeboxJson.read(List.of(file("homebox.json", json))).text();
    assertThat(load(yaml, Map.of()).services())
        .extracting(ServiceConfig::name)
        .containsExactlyElementsOf(names);
  }
}

package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.HttpAsk.StatusRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the predecessor's people have set works as it is. */
class PredecessorTest {
  @TempDir Path folder;

  private Loading in() {
    return new Loading(folder);
  }

  private static List<String> urls(Settings settings) {
    return settings.services().stream()
        .map(service -> ((HttpAsk) service.ask()).url().toString())
        .toList();
  }

  @Test
  void homebox_services_are_ports_on_the_host_of_homebox_and_stand_in_its_place() {
    Settings settings =
        in().file(
                ".env",
                """
                TELEGRAM_BOT_TOKEN=123456:ABCdefGHI
                TELEGRAM_CHAT_ID=42
                HOMEBOX_URL=http://192.168.1.130:7745
                NERON_URL=http://192.168.1.130:3000
                HOMEBOX_SERVICES=Homebox Main:7745, Homebox API:8080 ,
                CHECK_INTERVAL=300
                CHECK_TIMEOUT=10
                MAX_RESPONSE_TIME=5.0
                RETRY_ATTEMPTS=3
                RETRY_DELAY=30
                CHECK_HOMEBOX_SERVICES=true
                DATABASE_PATH=data/history.db
                LOG_LEVEL=INFO
                LOG_FILE=logs/control-plane.log
                """)
            .load();

    assertThat(settings.services())
        .extracting(service -> service.label())
        .containsExactly(
            new ServiceConfig.Label("homebox-main", "Homebox Main", "Homebox", "", List.of()),
            new ServiceConfig.Label("homebox-api", "Homebox API", "Homebox", "", List.of()),
            new ServiceConfig.Label("neron", "Neron", "", "", List.of()));
    assertThat(urls(settings))
        .containsExactly(
            "http://192.168.1.130:7745/",
            "http://192.168.1.130:8080/",
            "http://192.168.1.130:3000/");
    ServiceConfig main = settings.services().get(0);
    assertThat(((HttpAsk) main.ask()).expect().status())
        .containsExactly(new StatusRange(200, 200), new StatusRange(401, 401));
    assertThat(main.timing().retryAttempts()).isEqualTo(3);
    assertThat(main.timing().retryDelay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(Loading.texts(settings)).noneMatch(line -> line.contains("not in this version"));
  }

  @Test
  void homebox_services_are_watched_beside_a_list() {
    Settings settings =
        in().yaml("services: [{name: Main, url: 'http://a'}]\n")
            .load(Map.of("HOMEBOX_SERVICES", "Main:1,Homebox: API:2"));
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly("main", "homebox-api", "main-7650ab63");
    assertThat(urls(settings).get(0)).isEqualTo("http://localhost:1/");
  }

  @Test
  void two_parts_whose_names_make_one_id_are_told_apart() {
    Settings settings = in().load(Map.of("HOMEBOX_SERVICES", "Web api:1,Web-API:2,日本:3"));
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly("web-api", "web-api-8dfd7123", "-c880225c", "neron");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Main | \"Main\" is no name with a port — write them as in Homebox Main:7745,Homebox API:8080",
        ":80 | \":80\" is no name with a port — write them as in Homebox Main:7745,Homebox API:8080",
        "Main:0 | \"Main:0\" is out of range — write a whole number from 1 to 65535",
        "Main:x | \"Main:x\" is no whole number — write a whole number from 1 to 65535",
        "Main:1,Main:2 | \"Main\" stands there twice — change one of the names",
      })
  void what_homebox_services_cannot_mean_is_said(String text, String fault) {
    assertThat(in().faults(Map.of("HOMEBOX_SERVICES", text)))
        .containsExactly("environment: HOMEBOX_SERVICES: " + fault);
    assertThat(in().file(".env", "\nHOMEBOX_SERVICES=" + text + "\n").faults())
        .containsExactly(".env:2: HOMEBOX_SERVICES: " + fault);
  }

  @Test
  void homebox_services_need_a_host() {
    assertThat(in().faults(Map.of("HOMEBOX_SERVICES", "Main:1", "HOMEBOX_URL", "off")))
        .containsExactly(
            "environment: HOMEBOX_SERVICES: needs the host of homebox_url, which is off — set"
                + " HOMEBOX_URL, or remove this");
  }

  @Test
  void a_listed_service_of_the_same_name_and_group_is_a_fault() {
    assertThat(
            in().yaml("services: [{name: Main, group: Homebox, url: 'http://a'}]\n")
                .faults(Map.of("HOMEBOX_SERVICES", "Main:1")))
        .containsExactly(
            "conf/control-plane.yaml:1: services[0].name: \"Main\" in group \"Homebox\" is the name"
                + " of HOMEBOX_SERVICES too — change one of them, or its group");
  }

  @Test
  void homebox_may_be_asked_how_it_finds_itself_where_it_is_watched() {
    var set = new HashMap<String, String>();
    HttpUrl homebox = HttpUrl.parse("http://localhost:7745/");
    assertThat(in().load(set).telling().homebox()).contains(homebox);

    set.put("CHECK_HOMEBOX_SERVICES", "false");
    assertThat(in().load(set).telling().homebox()).isEmpty();

    set.put("CHECK_HOMEBOX_SERVICES", "true");
    set.put("HOMEBOX_SERVICES", "Main:7745,API:8080");
    assertThat(in().load(set).telling().homebox()).contains(homebox);

    set.put("HOMEBOX_SERVICES", "API:8080");
    assertThat(in().load(set).telling().homebox()).isEmpty();

    set.put("CHECK_HOMEBOX_SERVICES", "maybe");
    assertThat(in().faults(set))
        .containsExactly(
            "environment: CHECK_HOMEBOX_SERVICES: \"maybe\" is neither true nor false — write one"
                + " of the two");
  }

  @Test
  void homebox_that_is_not_watched_is_not_asked() {
    in().yaml("services: [{name: A, url: 'http://a'}]\n");
    assertThat(in().load().telling().homebox()).isEmpty();
    assertThat(in().load(Map.of("HOMEBOX_URL", "http://box")).telling().homebox())
        .contains(HttpUrl.parse("http://box/"));
  }

  @Test
  void lists_that_are_left_behind_are_named_with_the_command_that_takes_them_over() {
    in().file("config/homebox.json", "{}").file("config/neron.json", "{}");
    assertThat(Loading.texts(in().load()))
        .contains(
            "config/homebox.json is the predecessor's and is not read: \"java -jar"
                + " control-plane.jar import homebox config/homebox.json\" prints what stands in it"
                + " as a configuration of ours",
            "config/neron.json is the predecessor's and is not read: \"java -jar"
                + " control-plane.jar import homebox config/neron.json\" prints what stands in it"
                + " as a configuration of ours");
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar in an empty folder, from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunIT {
  private static final Map<String, String> ANY_PORT = Map.of("WEB_PORT", "0");

  @TempDir Path folder;

  private void configure(String services) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 300ms\ncheck_timeout: 5s\nretry_delay: 100ms\nservices:\n" + services);
  }

  private static String service(String name, String url) {
    return "  - name: " + name + "\n    url: " + url + "\n";
  }

  private Path history() {
    return folder.resolve("data/history.db");
  }

  private long rows() {
    return Database.number(history(), "SELECT count(*) FROM checks");
  }

  @Test
  void in_an_empty_folder_it_watches_homebox_and_neron_and_says_what_is_not_set_up()
      throws Exception {
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      jar.awaitLine(line -> line.contains("watching 2 services"));
      for (String id : List.of("homebox", "neron")) {
        jar.await(
            "an answer", () -> jar.service(id).orElseThrow().getValue("last_checked") != null);
      }
      assertThat(jar.lines()).anyMatch(line -> line.contains("TELEGRAM_BOT_TOKEN"));
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains("Exception"));
    }
    assertThat(history()).exists();
    assertThat(Database.ask(history(), "SELECT DISTINCT service_name FROM checks ORDER BY 1"))
        .containsExactly(List.of("Homebox"), List.of("Neron"));
  }

  @Test
  void a_service_dies_and_comes_back() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url()));
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        JsonObject up = jar.awaitState("box", "UP");
        assertThat(up.getInteger("status_code")).isEqualTo(200);
        site.die();
        JsonObject down = jar.awaitState("box", "DOWN");
        assertThat(down.getString("error")).isNotBlank().doesNotContain("Exception");
        jar.awaitLine(line -> line.contains("Box is DOWN"));
        site.comeBack();
        jar.awaitState("box", "UP");
        jar.awaitLine(line -> line.contains("Box is UP") && line.contains("DOWN for"));
        assertThat(jar.lines().stream().filter(line -> line.contains("Box is DOWN"))).hasSize(1);
      }
    }
  }

  @Test
  void a_status_that_is_not_expected_is_down_and_says_so() throws Exception {
    try (Site site = Site.start()) {
      site.answers(503);
      configure(service("Box", site.url()));
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        JsonObject down = jar.awaitState("box", "DOWN");
        assertThat(down.getInteger("status_code")).isEqualTo(503);
        assertThat(down.getString("error")).contains("503");
      }
    }
  }

  @Test
  void a_second_one_on_the_same_data_is_refused_and_told_who_holds_it() throws Exception {
    try (JarProcess first = JarProcess.start(folder, ANY_PORT)) {
      first.awaitLine(line -> line.contains("watching"));
      try (JarProcess second = JarProcess.start(folder, ANY_PORT, "run")) {
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.lines())
            .anyMatch(line -> line.contains("process " + first.process().pid()));
      }
      assertThat(first.stop()).isZero();
    }
    try (JarProcess third = JarProcess.start(folder, ANY_PORT)) {
      third.awaitLine(line -> line.contains("watching"));
      assertThat(third.stop()).isZero();
    }
  }

  @Test
  void a_configuration_with_mistakes_starts_nothing_and_names_them_all() throws Exception {
    configure(service("", "http://127.0.0.1/") + "    intervall: 5\n    retry_delay: -1s\n");
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      assertThat(jar.exit()).isEqualTo(2);
      assertThat(jar.lines())
          .anyMatch(line -> line.startsWith("conf/control-plane.yaml:5: services[0].name: "));
      assertThat(jar.lines())
          .anyMatch(line -> line.contains("intervall") && line.contains("interval"));
      assertThat(jar.lines())
          .anyMatch(
              line -> line.startsWith("conf/control-plane.yaml:8: services[0].retry_delay: "));
      assertThat(jar.lines()).noneMatch(line -> line.contains("at homebox."));
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_taken_port_does_not_stop_checking() throws Exception {
    var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (Site site = Site.start()) {
      configure(service("Box", site.url()));
      var port = Map.of("WEB_PORT", String.valueOf(taken.getLocalPort()));
      try (JarProcess jar = JarProcess.start(folder, port)) {
        jar.awaitLine(line -> line.contains("web.port") && line.contains("taken"));
        jar.awaitLine(line -> line.contains("Box is UP"));
        taken.close();
        jar.await("the page", () -> jar.get("/health/ready").statusCode() == 200);
        assertThat(jar.stop()).isZero();
      }
    }
  }

  @Test
  void it_ends_in_order_within_ten_seconds_while_checks_hang() throws Exception {
    try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Files.createDirectories(folder.resolve("conf"));
      Files.writeString(
          folder.resolve("conf/control-plane.yaml"),
          "check_interval: 1s\ncheck_timeout: 1h\nservices:\n"
              + service("Hang", "http://127.0.0.1:" + hanging.getLocalPort() + "/"));
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        jar.await(
            "a check under way",
            () ->
                new JsonObject(jar.get("/health/live").body()).getInteger("checks_under_way") == 1);
        long began = System.nanoTime();
        assertThat(jar.stop()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void it_says_ready_live_its_version_and_how_to_be_used() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      jar.await("ready", () -> jar.get("/health/ready").statusCode() == 200);
      assertThat(jar.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(jar.get("/").body()).contains("Homebox Control Plane");
    }
    try (JarProcess version = JarProcess.start(folder, Map.of(), "--version")) {
      assertThat(version.exit()).isZero();
      assertThat(version.lines())
          .anyMatch(line -> line.matches("control-plane \\d+\\.\\d+\\.\\d+.*"));
    }
    try (JarProcess help = JarProcess.start(folder, Map.of(), "--help")) {
      assertThat(help.exit()).isZero();
      assertThat(help.lines()).anyMatch(line -> line.contains("--config"));
    }
    try (JarProcess wrong = JarProcess.start(folder, Map.of(), "rum")) {
      assertThat(wrong.exit()).isEqualTo(2);
    }
  }

  @Test
  void told_to_stop_while_it_starts_it_stops() throws Exception {
    for (int millis : new int[] {400, 700, 1_000}) {
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        jar.awaitLine(line -> line.contains("starts"));
        TimeUnit.MILLISECONDS.sleep(millis - 400);
        long began = System.nanoTime();
        assertThat(jar.stop()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  /** Its page listens, then it asks itself something: nothing that this uses is closed under it. */
  @Test
  void told_to_stop_between_its_page_and_its_first_check_it_stops() throws Exception {
    for (int n = 0; n < 3; n++) {
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        jar.port();
        assertThat(jar.stop()).isZero();
        assertThat(jar.lines()).noneMatch(line -> line.matches(".*( WARN | ERROR ).*"));
      }
    }
  }

  @Test
  void without_a_page_it_checks_all_the_same() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url()));
      try (JarProcess jar =
          JarProcess.start(folder, Map.of("CONTROL_PLANE_WEB_ENABLED", "false"))) {
        jar.awaitLine(line -> line.contains("Box is UP"));
        assertThat(jar.stop()).isZero();
        assertThat(jar.lines()).noneMatch(line -> line.contains("page on"));
      }
    }
  }

  @Test
  void a_database_of_a_newer_version_is_refused_and_left_alone() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      jar.awaitLine(line -> line.contains("watching"));
      assertThat(jar.stop()).isZero();
    }
    try (Connection other = Database.connect(history())) {
      other
          .createStatement()
          .execute(
              "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, script, checksum,"
                  + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
    }
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      assertThat(jar.exit()).isEqualTo(2);
      assertThat(jar.lines()).anyMatch(line -> line.contains("newer version"));
    }
  }

  @Test
  void what_was_remembered_is_there_after_a_kill() throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url()));
      long seen;
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        jar.awaitLine(line -> line.contains("watching"));
        jar.await("rows", () -> Files.exists(history()) && rows() >= 5);
        seen = rows();
        jar.kill();
      }
      assertThat(rows()).isGreaterThanOrEqualTo(seen);
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        long before = rows();
        jar.awaitLine(line -> line.contains("watching"));
        jar.await("more rows", () -> rows() > before);
        assertThat(jar.stop()).isZero();
      }
      assertThat(Database.number(history(), "SELECT count(*) - count(DISTINCT id) FROM checks"))
          .isZero();
    }
  }

  @Test
  void a_locked_database_stops_no_check_and_what_came_meanwhile_is_written_later()
      throws Exception {
    try (Site site = Site.start()) {
      configure(service("Box", site.url()));
      try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
        jar.awaitLine(line -> line.contains("watching"));
        jar.await("rows", () -> Files.exists(history()) && rows() >= 2);
        int asked = site.asked();
        try (Connection other = Database.connect(history())) {
          other.createStatement().execute("BEGIN EXCLUSIVE");
          jar.awaitLine(line -> line.contains("ERROR"));
          int from = site.asked();
          jar.await("more checks", () -> site.asked() >= from + 5);
          other.createStatement().execute("ROLLBACK");
        }
        jar.await("all rows", () -> rows() >= site.asked() - 2);
        assertThat(site.asked()).isGreaterThan(asked + 5);
        assertThat(jar.lines().stream().filter(line -> line.contains("ERROR"))).hasSize(1);
        assertThat(jar.stop()).isZero();
      }
    }
  }

  @Test
  void no_secret_of_a_url_is_said_or_kept() throws Exception {
    try (Site site = Site.start()) {
      site.answers(500);
      String url = site.url().replace("http://", "http://me:hush-hush@") + "?key=hush-hush";
      configure(service("Box", url));
      try (JarProcess jar =
          JarProcess.start(folder, Map.of("WEB_PORT", "0", "LOG_LEVEL", "DEBUG"))) {
        jar.awaitState("box", "DOWN");
        assertThat(jar.get("/api/v1/services").body()).doesNotContain("hush");
        assertThat(jar.stop()).isZero();
        assertThat(jar.lines()).noneMatch(line -> line.contains("hush"));
      }
    }
    assertThat(Files.readString(folder.resolve("logs/control-plane.log"))).doesNotContain("hush");
    assertThat(Database.ask(history(), "SELECT * FROM service").toString()).doesNotContain("hush");
  }

  /** A process that a script started in the background finds the signal ignored: not this one. */
  @Test
  void ctrl_c_ends_it_as_well() throws Exception {
    var program = List.of("env", "--default-signal=INT");
    try (JarProcess jar =
        JarProcess.startUnder(program, folder, List.of("-Xmx256m"), ANY_PORT, "run")) {
      jar.awaitLine(line -> line.contains("watching"));
      jar.signal("INT");
      assertThat(jar.exit()).isZero();
      assertThat(jar.lines()).last().asString().endsWith("stopped");
    }
  }

  @Test
  void a_hangup_signal_does_not_end_it() throws Exception {
    try (JarProcess jar = JarProcess.start(folder, ANY_PORT)) {
      jar.awaitLine(line -> line.contains("watching"));
      jar.signal("HUP");
      jar.awaitLine(line -> line.contains("SIGHUP"));
      assertThat(jar.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(jar.stop()).isZero();
    }
  }

  /**
   * As in a container with a read-only root file system, where nothing but the data is writable.
   */
  @Test
  void without_a_place_for_temporary_files_it_runs_with_all_that_is_fast() throws Exception {
    List<String> nowhere = List.of("-Xmx256m", "-Djava.io.tmpdir=/proc/nowhere");
    try (JarProcess jar = JarProcess.start(folder, nowhere, ANY_PORT)) {
      jar.await("it is ready", () -> jar.get("/health/ready").statusCode() == 200);
      assertThat(Files.readString(Path.of("/proc/" + jar.process().pid() + "/maps")))
          .contains("libnetty_transport_native_epoll", "libsqlitejdbc");
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains("Exception"));
    }
    try (Stream<Path> left = Files.list(folder.resolve("data"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.startsWith("history.db"));
    }
  }
}

package homebox.controlplane.report;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Desk;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Site;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another watchdog on loopback, in virtual time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchdogVerticleTest {
  private final Loop loop = new Loop(Instant.parse("2026-07-01T10:00:00Z"));
  private final Site site = Site.start();
  private final CaughtLog log = new CaughtLog();
  private volatile Duration unwritten = Duration.ZERO;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    Desk desk = Desk.of(loop.vertx, loop.pace, 10);
    Settings settings = settings(site.url());
    loop.on(
        () -> {
          desk.open();
          var vitals = new Vitals(desk, () -> unwritten, List::of);
          return loop.vertx.deployVerticle(new WatchdogVerticle(loop.pace, settings, vitals));
        });
  }

  @AfterEach
  void stop() {
    loop.close();
    site.close();
    log.close();
  }

  private Settings settings(String url) throws Exception {
    Path file = folder.resolve("conf.yaml");
    Files.writeString(file, "alerting: {watchdog_url: '" + url + "'}\n");
    return ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("conf.yaml")), Optional.empty(), Map.of()))
        .settings();
  }

  private List<String> said() {
    return log.text().lines().filter(line -> line.startsWith("the watchdog")).toList();
  }

  /** Each with its call: that has a deadline until it is over, for time goes on without sockets. */
  private void minutes(int count) {
    for (int n = 0; n < count; n++) {
      int promised = promised();
      loop.advance(WatchdogVerticle.EACH);
      loop.await("the call is over", () -> promised() == promised);
    }
  }

  private int promised() {
    return loop.on(() -> Future.succeededFuture(loop.pace.pending()));
  }

  @Test
  void it_is_called_each_minute_while_all_is_well() {
    minutes(3);
    assertThat(site.asked()).isEqualTo(3);
  }

  @Test
  void it_is_not_called_while_answers_are_not_stored_and_again_afterwards() {
    minutes(1);
    unwritten = Duration.ofSeconds(61);
    loop.advance(Duration.ofMinutes(5));
    unwritten = Duration.ZERO;
    minutes(1);
    assertThat(site.asked()).isEqualTo(2);
    assertThat(said())
        .containsExactly(
            "the watchdog is not called: answers have not been stored for 61 s",
            "the watchdog is called again");
  }

  @Test
  void one_that_answers_badly_is_said_once_and_without_its_address() {
    site.answers(404);
    minutes(3);
    site.answers(200);
    minutes(1);
    assertThat(said().get(0))
        .startsWith("the watchdog at 127.0.0.1:")
        .endsWith(" answers HTTP 404");
    assertThat(said().get(1)).isEqualTo("the watchdog is called again");
  }

  @Test
  void another_address_holds_from_the_next_call_on() throws Exception {
    try (Site other = Site.start()) {
      minutes(1);
      var next = new InForce(settings(other.url()), loop.pace.instant(), List.of());
      InForce.ADDRESS.publish(loop.vertx, next);
      loop.settle();
      minutes(1);
      assertThat(other.asked()).isEqualTo(1);
      assertThat(site.asked()).isEqualTo(1);
    }
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.Chronicle.Away;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.LaterJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nodes of the jar that was built beside nodes of later versions of it, whose tables are one step
 * ahead, or two.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClusterUpgradeIT extends NodeScene {
  private static final String STEP =
      "SELECT max(version::int) FROM flyway_schema_history WHERE success";
  private static final String TOLD =
      "SELECT count(*) FROM message WHERE state = 'SENT' AND channel = 'telegram'";
  private static final String CHECKS = "SELECT count(*) FROM checks";
  private static final String CUT =
      "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity AS a"
          + " JOIN node AS n ON n.run = a.application_name WHERE n.name = 'a'";
  private static final Duration SEEN = Duration.ofSeconds(10);

  private final List<Away> away = new ArrayList<>();
  private Instant failsSince = Instant.EPOCH;

  private JarProcess node(String name) throws IOException {
    return node(JarProcess.jar(), name);
  }

  private JarProcess node(Path jar, String name) throws IOException {
    String yaml =
        "check_interval: 100ms\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n";
    return node(jar, name, yaml, environment(name));
  }

  /** The service dies, and that is told, and written down. */
  private void fails(JarProcess deciding) {
    long heard = heard("ALERT");
    long told = base.number(TOLD);
    failsSince = Instant.now();
    site.die();
    deciding.await("the alert", () -> heard("ALERT") == heard + 1);
    deciding.await("its mark", () -> base.number(TOLD) == told + 1);
  }

  /** It is back, and that is told, and written down. */
  private void recovers(JarProcess deciding) {
    long heard = heard("RECOVERY");
    site.comeBack();
    away.add(new Away(failsSince, Instant.now()));
    deciding.await("the recovery", () -> heard("RECOVERY") == heard + 1);
    deciding.awaitState("box", "UP");
    deciding.await(
        "all to be told",
        () -> base.number("SELECT count(*) FROM message WHERE state <> 'SENT'") == 0);
  }

  /** The history goes on. */
  private void keeps(JarProcess deciding) {
    long before = base.number(CHECKS);
    deciding.await("more history", () -> base.number(CHECKS) > before + 5);
  }

  private void isWhole(int outages) {
    assertThat(new ChronicleReader(base, telegram.messages()).with(away).faults(SEEN)).isEmpty();
    assertThat(heard("ALERT")).isEqualTo(outages);
    assertThat(heard("RECOVERY")).isEqualTo(outages);
    assertThat(base.number("SELECT count(*) FROM incident WHERE kind = 'OUTAGE'"))
        .isEqualTo(outages);
  }

  @Test
  void versions_one_step_apart_take_over_from_each_other_in_the_middle_of_an_outage()
      throws Exception {
    LaterJar later = LaterJar.in(folder, 1);
    try (JarProcess first = deciding(node("a"))) {
      try (JarProcess ready = standby(node("b"))) {
        assertThat(ready.stop()).isZero();
      }
      try (JarProcess upgraded = standby(node(later.jar(), "b"))) {
        assertThat(base.number(STEP)).isEqualTo(later.step());
        keeps(first);
        fails(first);
        first.kill();
        upgraded.awaitLine(line -> line.contains(DECIDES));
        upgraded.awaitState("box", "DOWN");
        recovers(upgraded);
        keeps(upgraded);
        isWhole(1);
        fails(upgraded);
        try (JarProcess old = standby(node("c"))) {
          assertThat(base.ask("SELECT version FROM node WHERE name = 'b'"))
              .containsExactly(List.of(LaterJar.version(1)));
          upgraded.kill();
          old.awaitLine(line -> line.contains(DECIDES));
          old.awaitState("box", "DOWN");
          recovers(old);
          keeps(old);
          fails(old);
          recovers(old);
          assertThat(old.stop()).isZero();
        }
      }
    }
    isWhole(3);
  }

  @Test
  void who_is_two_steps_behind_goes_on_until_its_line_breaks_and_never_begins_again()
      throws Exception {
    LaterJar later = LaterJar.in(folder, 2);
    String refusal =
        "was written by a newer version (its tables are at step "
            + later.step()
            + ", this version knows "
            + LaterJar.known()
            + ") — start the newer version again";
    try (JarProcess first = deciding(node("a"));
        JarProcess upgraded = standby(node(later.jar(), "b"))) {
      try (JarProcess old = node("c")) {
        assertThat(old.exit()).isEqualTo(2);
        assertThat(String.join("\n", old.lines())).contains("not started: ").contains(refusal);
      }
      fails(first);
      base.ask(CUT);
      upgraded.awaitLine(line -> line.contains(DECIDES));
      recovers(upgraded);
      standby(first);
      assertThat(upgraded.stop()).isZero();
      assertThat(first.exit()).isEqualTo(2);
      assertThat(String.join("\n", first.lines())).contains("not started: ").contains(refusal);
    }
    isWhole(1);
  }
}

package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OwnPostgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real jar with a PostgreSQL as its owner runs it: guarded, or with another one behind it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ServersIT {
  @TempDir Path folder;
  private final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  private JarProcess jar(String name, String url, Map<String, String> more) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/control-plane.yaml"),
        "check_interval: 200ms\ncheck_timeout: 2s\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: 0, flapping: false, startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n");
    Map<String, String> environment = new HashMap<>(telegram.environment());
    environment.put("DATABASE_URL", url);
    environment.putAll(more);
    return JarProcess.start(home, environment);
  }

  private long heard(String word) {
    return telegram.messages().stream().filter(message -> message.text().contains(word)).count();
  }

  private static String said(JarProcess jar) {
    return String.join("\n", jar.lines());
  }

  @Test
  void only_with_the_password_over_a_line_that_nobody_reads_and_to_the_right_server()
      throws Exception {
    Identity identity = Identity.of("dns:localhost,ip:127.0.0.1", "-1d", 30);
    Path certificate = folder.resolve("root.pem");
    Files.writeString(
        certificate, identity.pem().replaceFirst("(?s)-----BEGIN PRIVATE.*PRIVATE KEY-----\n", ""));
    try (OwnPostgres server = OwnPostgres.guarded(folder, identity)) {
      server.base("postgres").change("CREATE ROLE app LOGIN PASSWORD 'open sesame'");
      server.base("postgres").change("CREATE DATABASE cp OWNER app");
      String verified = server.url("cp") + "?sslmode=verify-full&sslrootcert=" + certificate;
      Map<String, String> right =
          Map.of("DATABASE_USER", "app", "DATABASE_PASSWORD", "open sesame");

      try (JarProcess jar = jar("right", verified, right)) {
        jar.awaitState("box", "UP");
        assertThat(
                server
                    .base("cp")
                    .ask(
                        "SELECT DISTINCT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a"
                            + " USING (pid) WHERE a.usename = 'app'"))
            .hasSize(1)
            .first()
            .asString()
            .containsAnyOf("t", "1");
        assertThat(said(jar)).doesNotContain("sesame");
        assertThat(jar.stop()).isZero();
      }
      Map<String, String> wrong = Map.of("DATABASE_USER", "app", "DATABASE_PASSWORD", "guess");
      try (JarProcess jar = jar("wrong", verified, wrong)) {
        jar.awaitLine(line -> line.contains("password authentication failed"));
        assertThat(said(jar)).doesNotContain("guess");
        assertThat(jar.stop()).isZero();
      }
      Path other = folder.resolve("other.pem");
      Files.writeString(
          other,
          Identity.of("ip:127.0.0.1", "-1d", 30)
              .pem()
              .replaceFirst("(?s)-----BEGIN PRIVATE.*PRIVATE KEY-----\n", ""));
      String strange = server.url("cp") + "?sslmode=verify-full&sslrootcert=" + other;
      try (JarProcess jar = jar("strange", strange, right)) {
        jar.awaitLine(line -> line.contains("history is not stored"));
        assertThat(
                server
                    .base("cp")
                    .number("SELECT count(*) FROM pg_stat_activity WHERE usename" + " = 'app'"))
            .isZero();
        assertThat(jar.stop()).isZero();
      }
      try (JarProcess jar = jar("bare", server.url("cp") + "?sslmode=disable", right)) {
        jar.awaitLine(line -> line.contains("history is not stored"));
        assertThat(jar.stop()).isZero();
      }
    }
  }

  @Test
  void nodes_follow_to_the_server_that_takes_the_place_of_one_that_died() throws Exception {
    try (OwnPostgres.Pair servers = pair()) {
      try (JarProcess attic = node("attic", servers)) {
        attic.awaitLine(line -> line.contains("this node decides now"));
        attic.awaitState("box", "UP");
        try (JarProcess barn = node("barn", servers)) {
          barn.awaitLine(line -> line.contains("standing ready"));
          site.die();
          attic.await("the alert", () -> heard("ALERT") == 1);
          PostgresBase before = servers.first().base("cp");
          attic.await(
              "the mark", // else it may be told once more, marked as a possible repeat
              () ->
                  before.number(
                          "SELECT count(*) FROM message WHERE sent > 0 AND channel = 'telegram'")
                      == 1);
          servers.first().kill();
          attic.awaitLine(line -> line.contains("history is not stored"));
          site.comeBack();
          servers.second().promote();
          PostgresBase second = servers.second().base("cp");
          attic.await("the recovery", () -> heard("RECOVERY") == 1);
          attic.await(
              "it is written",
              () -> second.number("SELECT count(*) FROM incident WHERE ended IS NOT NULL") == 1);
          assertThat(heard("ALERT")).isEqualTo(1);
          attic.await(
              "all is marked",
              () -> second.number("SELECT count(*) FROM message WHERE state <> 'SENT'") == 0);
          assertThat(barn.stop()).isZero();
        }
        assertThat(attic.stop()).isZero();
      }
    }
  }

  /** As nearly everybody has it: the first one does not wait for the second one. */
  @Test
  void what_the_server_that_takes_over_never_had_is_told_once_and_ends() throws Exception {
    try (OwnPostgres.Pair servers = pair()) {
      try (JarProcess attic = node("attic", servers)) {
        attic.awaitLine(line -> line.contains("this node decides now"));
        attic.awaitState("box", "UP");
        PostgresBase second = servers.second().base("cp");
        attic.await(
            "the other one has that",
            () -> second.number("SELECT count(*) FROM service_state WHERE level = 'UP'") == 1);
        servers.part();
        site.die();
        attic.await("the alert", () -> heard("ALERT") == 1);
        servers.first().kill();
        attic.awaitLine(line -> line.contains("history is not stored"));
        servers.second().promote();
        attic.awaitLine(line -> line.contains("history is stored again"));
        site.comeBack();
        attic.await("the recovery", () -> heard("RECOVERY") == 1);
        attic.await(
            "the whole incident is written",
            () -> second.number("SELECT count(*) FROM incident WHERE ended IS NOT NULL") == 1);
        attic.await(
            "all is marked",
            () -> second.number("SELECT count(*) FROM message WHERE state <> 'SENT'") == 0);
        assertThat(heard("ALERT")).isEqualTo(1);
        assertThat(attic.stop()).isZero();
      }
    }
  }

  private OwnPostgres.Pair pair() throws IOException {
    return OwnPostgres.pair(folder, first -> first.base("postgres").change("CREATE DATABASE cp"));
  }

  private JarProcess node(String name, OwnPostgres.Pair servers) throws IOException {
    String both =
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/cp?targetServerType=primary"
            .formatted(servers.first().port(), servers.second().port());
    return jar(
        name,
        both,
        Map.of(
            "DATABASE_USER",
            "postgres",
            "DATABASE_PASSWORD",
            "",
            "CLUSTER_ENABLED",
            "true",
            "CLUSTER_NODE_NAME",
            name));
  }
}

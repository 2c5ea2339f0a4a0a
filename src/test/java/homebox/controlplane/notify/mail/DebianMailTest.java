package homebox.controlplane.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Means.Login;
import homebox.controlplane.config.Means.Security;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that is not ours: STARTTLS, a login, a letter. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DebianMailTest {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Identity identity = Identity.of("dns:localhost", "-1d", 10);
  private Process server;
  private BufferedReader said;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import aiosmtpd").start().waitFor() == 0,
        "Debian's python3-aiosmtpd is not installed");
    Path script = folder.resolve("smtp.py");
    try (var in = getClass().getResourceAsStream("smtp.py")) {
      Files.copy(in, script);
    }
    Path pem = Files.writeString(folder.resolve("key.pem"), identity.pem());
    server =
        new ProcessBuilder(PYTHON, script.toString(), pem.toString(), "me@example.org", "word")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    said = server.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(said.readLine());
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.destroyForcibly();
    }
    vertx.close().await();
  }

  private MailChannel channel(String password) {
    var login = new Login("me@example.org", new Secret(password));
    var means =
        new Means.Mail(
            "localhost",
            port,
            Security.STARTTLS,
            Optional.of(login),
            "cp@example.org",
            List.of("a@example.org", "b@example.org"));
    return new MailChannel(
        "post", means, vertx, new VertxPace(vertx), () -> MailTest.trusting(identity));
  }

  @Test
  void takes_a_letter() throws Exception {
    Delivery delivery = channel("word").deliver(HookDesk.ALERT).await();

    assertThat(delivery).isInstanceOf(Delivery.Sent.class);
    JsonObject mail = new JsonObject(said.readLine());
    assertThat(mail.getBoolean("tls")).isTrue();
    assertThat(mail.getString("user")).isEqualTo("me@example.org");
    assertThat(mail.getJsonArray("to")).containsExactly("a@example.org", "b@example.org");
    assertThat(mail.getString("text")).contains("Auto-Submitted: auto-generated");
  }

  @Test
  void refuses_a_wrong_password_and_a_test_sees_it() {
    assertThat(channel("another").deliver(HookDesk.ALERT).await())
        .isInstanceOf(Delivery.Refused.class)
        .extracting(Delivery::answer)
        .asString()
        .contains("535");
    assertThat(channel("another").test().await()).isInstanceOf(Delivery.Refused.class);
    assertThat(channel("word").test().await()).isInstanceOf(Delivery.Sent.class);
  }
}

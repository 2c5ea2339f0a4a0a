package homebox.controlplane.notify.mail;

import static homebox.controlplane.notify.Known.known;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Means.Login;
import homebox.controlplane.config.Means.Security;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.HookDesk;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.FakeSmtp;
import homebox.controlplane.testkit.FakeSmtp.Mail;
import homebox.controlplane.testkit.Identity;
import homebox.controlplane.testkit.QuickPace;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail server that secures, logs in, refuses, hangs: over real sockets. */
class MailTest {
  private static Identity identity;
  private static Identity stranger;

  private final Vertx vertx = Vertx.vertx();
  private final CaughtLog log = new CaughtLog();
  private Pace pace = new VertxPace(vertx);
  private Security security = Security.NONE;
  private Optional<Login> login = Optional.empty();
  private List<String> to = List.of("Anna Müller <anna@example.org>", "b@example.org");
  private FakeSmtp smtp = FakeSmtp.plain();

  @BeforeAll
  static void makeKeys() {
    identity = Identity.of("dns:localhost", "-1d", 10);
    stranger = Identity.of("dns:localhost", "-1d", 10);
  }

  @AfterEach
  void end() throws Exception {
    smtp.await("all to be closed", Duration.ofSeconds(10), () -> smtp.open() == 0);
    smtp.close();
    vertx.close().await();
    log.close();
    assertThat(log.text()).doesNotContain(FakeSmtp.PASSWORD);
  }

  private void use(FakeSmtp other, Security how) {
    smtp.close();
    smtp = other;
    security = how;
  }

  private void logIn(String password) {
    login = Optional.of(new Login(FakeSmtp.USER, new Secret(password)));
  }

  private Channel channel() {
    var means =
        new Means.Mail(
            "localhost", smtp.port(), security, login, "Control Plane <cp@example.org>", to);
    return new MailChannel("post", means, vertx, pace, () -> trusting(identity));
  }

  static SSLSocketFactory trusting(Identity identity) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(Identity.anchors(List.of(identity)));
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Delivery deliver(Letter letter) {
    Channel channel = channel();
    return heard(() -> channel.deliver(letter));
  }

  private Delivery test() {
    Channel channel = channel();
    return heard(channel::test);
  }

  private Delivery heard(Supplier<Future<Delivery>> work) {
    Promise<Delivery> done = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(done));
    try {
      Delivery delivery = done.future().await(30, TimeUnit.SECONDS);
      assertThat(delivery.toString()).doesNotContain(FakeSmtp.PASSWORD);
      return known(delivery);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  private static MimeMessage read(Mail mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_letter_arrives_as_a_plain_mail_that_robots_leave_alone() throws Exception {
    Sent sent = (Sent) deliver(HookDesk.ALERT);

    Mail mail = smtp.mails().get(0);
    MimeMessage read = read(mail);
    assertThat(read.getSubject()).isEqualTo("🔴 ALERT — Service DOWN: Box <b> & \"Söhne\" *a_b*");
    assertThat(read.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(HookDesk.ALERT.text());
    assertThat(read.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(read.getFrom()[0]).hasToString("Control Plane <cp@example.org>");
    assertThat(mail.header("To")).contains("anna@example.org").contains("b@example.org");
    assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(mail.header("Message-ID")).isEqualTo(sent.reference().orElseThrow());
    assertThat(mail.header("Message-ID")).matches("<[0-9a-f-]{36}@example.org>");
    assertThat(read.getSentDate()).isNotNull();
    assertThat(mail.text().lines()).allMatch(line -> line.length() < 990);
    assertThat(mail.to()).hasSize(2);
  }

  @Test
  void no_name_begins_a_header_of_its_own() throws Exception {
    Letter hostile = new Letter("Title\u2028Bcc: x@y.z\rBcc: v@w.x", List.of(), false);

    assertThat(deliver(hostile)).isInstanceOf(Sent.class);

    assertThat(smtp.mails().get(0).header("Bcc")).isEmpty();
    assertThat(read(smtp.mails().get(0)).getSubject()).isEqualTo("Title Bcc: x@y.z Bcc: v@w.x");
    assertThat(smtp.mails().get(0).to()).hasSize(2);
  }

  @Test
  void starttls_and_a_login() {
    use(FakeSmtp.starttls(identity.context()), Security.STARTTLS);
    logIn(FakeSmtp.PASSWORD);

    assertThat(deliver(HookDesk.ALERT)).isInstanceOf(Sent.class);

    assertThat(smtp.mails().get(0).secured()).isTrue();
    assertThat(smtp.mails().get(0).loggedIn()).isTrue();
    assertThat(smtp.commands().indexOf("STARTTLS")).isLessThan(smtp.commands().indexOf("AUTH"));
  }

  @Test
  void tls_from_the_first_byte_and_a_login() {
    use(FakeSmtp.tls(identity.context()), Security.TLS);
    logIn(FakeSmtp.PASSWORD);

    assertThat(deliver(HookDesk.ALERT)).isInstanceOf(Sent.class);

    assertThat(smtp.mails().get(0).secured()).isTrue();
    assertThat(smtp.mails().get(0).loggedIn()).isTrue();
  }

  /** Whoever stands between could have taken the offer out: nothing is said in the clear. */
  @Test
  void starttls_that_is_not_offered_is_refused_before_anything_is_said() {
    use(FakeSmtp.plain(), Security.STARTTLS);
    logIn(FakeSmtp.PASSWORD);

    Refused refused = (Refused) deliver(HookDesk.ALERT);

    assertThat(refused.answer()).isEqualTo("the mail server offers no STARTTLS");
    assertThat(refused.mend()).contains("mail.tls");
    assertThat(smtp.commands()).noneMatch(line -> line.matches("AUTH|MAIL.*"));
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS", "TLS"})
  void a_certificate_that_nobody_has_signed_is_not_trusted(Security how) {
    use(
        how == Security.TLS
            ? FakeSmtp.tls(stranger.context())
            : FakeSmtp.starttls(stranger.context()),
        how);

    Later later = (Later) deliver(HookDesk.ALERT);

    assertThat(later.answer()).contains("nobody we trust has signed its certificate");
    assertThat(later.ambiguous()).isFalse();
  }

  @Test
  void a_wrong_password_is_refused_with_what_to_do() {
    logIn("another");

    Refused refused = (Refused) deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains("does not take the login").contains("535 5.7.8");
    assertThat(refused.mend()).contains("mail.user").contains("mail.password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL|553 5.7.1 not yours|does not take the sender|mail.from",
        "MAIL|530 5.7.0 Authentication required|wants a login|mail.user",
        "RCPT|550 5.1.1 no such user|takes none of the receivers|mail.to",
        "AUTH|534 5.7.9 application password needed|does not take the login|mail.password",
      })
  void refused(String command, String reply, String sentence, String mend) {
    logIn(FakeSmtp.PASSWORD);
    smtp.answers(command, reply);

    Refused refused = (Refused) deliver(HookDesk.ALERT);

    assertThat(refused.answer()).contains(sentence).contains(reply.substring(0, 9));
    assertThat(refused.mend()).contains(mend);
    assertThat(smtp.mails()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, 421 4.3.2 too busy",
    "AUTH, 454 4.7.0 temporary failure",
    "MAIL, 452 4.3.1 no space",
    "RCPT, 450 4.2.0 greylisted",
    "DATA, 451 4.3.0 try later",
    "., 451 4.3.0 try later",
  })
  void later(String command, String reply) {
    logIn(FakeSmtp.PASSWORD);
    smtp.answers(command, reply);

    Later later = (Later) deliver(HookDesk.ALERT);

    assertThat(later.answer()).startsWith("the mail server takes nothing now: ").contains(reply);
    assertThat(later.ambiguous()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"., 554 5.7.1 looks like spam", "., 552 5.3.4 too big", "greeting, 554 no"})
  void unknown(String command, String reply) {
    smtp.answers(command, reply);

    assertThat(deliver(HookDesk.ALERT)).isInstanceOf(Unknown.class);
  }

  @Test
  void whoever_can_be_reached_is_reached() {
    smtp.answers("RCPT TO:<ANNA", "550 5.1.1 no such user");

    Sent sent = (Sent) deliver(HookDesk.ALERT);

    assertThat(sent.answer()).contains("not for 1 of the receivers").contains("5.1.1");
    assertThat(smtp.mails()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, no connection to, false",
    "EHLO, no connection to, false",
    "MAIL, did not answer, false",
    "., did not answer, true",
  })
  void a_hang_ends_within_ten_seconds_and_lets_go(
      String command, String sentence, boolean ambiguous) {
    pace = new QuickPace(vertx);
    smtp.answers(command, FakeSmtp.HANG);
    Channel channel = channel();

    Later later = (Later) heard(() -> channel.deliver(HookDesk.ALERT));

    assertThat(later.answer()).contains(sentence).contains("within 10 s");
    assertThat(later.ambiguous()).isEqualTo(ambiguous);
    smtp.heal();
    assertThat(heard(() -> channel.deliver(HookDesk.ALERT))).isInstanceOf(Sent.class);
  }

  @ParameterizedTest
  @CsvSource({"greeting, false", "MAIL, false", "., true"})
  void a_connection_that_breaks_is_told(String command, boolean ambiguous) {
    smtp.answers(command, FakeSmtp.DROP);

    Later later = (Later) deliver(HookDesk.ALERT);

    assertThat(later.answer()).contains("broke the connection");
    assertThat(later.ambiguous()).isEqualTo(ambiguous);
  }

  @Test
  void what_somebody_else_may_be_telling_is_not_written() {
    Channel channel = channel();
    Later later = (Later) heard(() -> channel.deliver(HookDesk.ALERT, () -> false));

    assertThat(later.answer()).isEqualTo(Mandate.LOST);
    assertThat(later.ambiguous()).isFalse();
    assertThat(smtp.commands()).contains("DATA");
    smtp.await("the line to be cut", Duration.ofSeconds(10), () -> smtp.open() == 0);
    assertThat(smtp.mails()).isEmpty();
    assertThat(smtp.commands()).noneMatch(line -> line.startsWith("QUIT"));
  }

  @Test
  void a_server_that_is_not_there_is_told() {
    smtp.close();
    assertThat(deliver(HookDesk.ALERT).answer())
        .isEqualTo("localhost:" + smtp.port() + " refuses connections");
  }

  @Test
  void a_test_logs_in_and_sends_nothing() {
    use(FakeSmtp.starttls(identity.context()), Security.STARTTLS);
    logIn(FakeSmtp.PASSWORD);
    assertThat(test().answer()).contains("lets us in (STARTTLS, logged in)");
    logIn("another");
    assertThat(test()).isInstanceOf(Refused.class);
    assertThat(smtp.commands()).noneMatch(line -> line.startsWith("MAIL"));
  }
}

package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.Ask;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.NotYetAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.Kind;
import homebox.controlplane.notify.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From an answer to what a person reads. */
class FactsTest {
  private static final Phases PHASES =
      new Phases(
          Duration.ofMillis(3),
          Duration.ofMillis(1),
          Duration.ZERO,
          Duration.ofMillis(4_900),
          Duration.ZERO);
  private static final Reminder FIRST = new Reminder(1, Duration.ofMinutes(5));

  private record Reminder(int number, Duration after) {}

  private static ServiceConfig service(Ask ask) {
    ServiceConfig box = AlertRig.service("box");
    return new ServiceConfig(box.label(), true, true, box.timing(), ask);
  }

  private static Ask http(String url) {
    return new HttpAsk(
        HttpUrl.parse(url),
        new HttpAsk.Request("GET", Map.of(), Optional.empty()),
        true,
        false,
        1_000,
        new HttpAsk.Expect(List.of(), List.of(), List.of(), Map.of()));
  }

  private static CheckResult failed(int second, String status) {
    var why = Failure.of(Reason.BAD_STATUS, status, "2xx");
    var outcome = new Outcome.Failed(Duration.ofMillis(4_904), why);
    var seen =
        new Evidence(
            OptionalInt.of(Integer.parseInt(status)),
            PHASES,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new CheckResult(
        "box", Instant.ofEpochSecond(second), second * 1_000L, 0, new Answer(outcome, seen));
  }

  private static Transition down(ServiceConfig service) {
    ServiceState state = ServiceState.UNKNOWN;
    for (int n = 0; n < 3; n++) {
      ServiceState.Step step = state.after(failed(n, "500"), service.timing());
      if (step.transition().isPresent()) {
        return step.transition().get();
      }
      state = step.state();
    }
    throw new AssertionError("it is not DOWN");
  }

  private static String alert(ServiceConfig service) {
    return read(Kind.ALERT, Facts.of(service, down(service), Notice.ALERT));
  }

  private static String reminder(ServiceConfig service, Answer last) {
    Incident open = down(service).incidents().opened().orElseThrow();
    return read(Kind.REMINDER, Facts.of(service, open, FIRST.number(), FIRST.after(), last));
  }

  private static String read(Kind kind, io.vertx.core.json.JsonObject facts) {
    var row =
        new OutboxRow(1, 1, "k", kind, "box", facts, 0, Instant.EPOCH, false, Optional.empty());
    return new ComposedWording(Locale.ENGLISH, ZoneOffset.UTC, Optional.empty(), Set.of())
        .letter(List.of(row), 4096)
        .text();
  }

  @Test
  void an_alert_says_all_that_the_answer_had() {
    assertThat(alert(service(http("http://box/"))))
        .isEqualTo(
            """
            🔴 ALERT — Service DOWN
            The box

            Status: DOWN since 1970-01-01 00:00:00
            HTTP code: 500
            Error: The status is 500, expected is 2xx.
            Failed after: 4.904 s
            Phases: DNS 3 ms, connect 1 ms, wait 4.9 s
            http://box/""");
  }

  @Test
  void no_message_and_no_log_line_shows_a_secret_of_the_address() {
    ServiceConfig service =
        service(http("https://me:hunter2@box.lan:8443/status?token=s3cret&deep#s3cret"));
    assertThat(alert(service)).endsWith("\nhttps://box.lan:8443/status?token=…&deep");
    assertThat(Facts.of(service, down(service), Notice.ALERT).encode())
        .doesNotContain("hunter2", "s3cret", "me:");
    assertThat(alert(service(new NotYetAsk("tcp", "tcp://box:22")))).endsWith("\ntcp://box:22");
  }

  @Test
  void a_reminder_says_what_the_last_answer_was() {
    ServiceConfig service = service(http("http://box/"));
    assertThat(reminder(service, failed(300, "503").answer()))
        .contains("reminder 1", "Downtime: 5 min\n", "HTTP code: 503\n", "The status is 503")
        .contains("Failed after: 4.904 s\n", "Phases: DNS 3 ms");
  }

  @Test
  void a_reminder_after_an_answer_that_does_not_count_yet_says_how_it_began() {
    assertThat(reminder(service(http("http://box/")), Answers.of('g')))
        .contains("reminder 1", "The status is 500")
        .doesNotContain("HTTP code", "Failed after", "Phases");
  }
}

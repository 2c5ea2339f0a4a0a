package homebox.controlplane.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.cli.diagnose.Steps.Step;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepsTest {
  private static final Duration TOOK = Duration.ofMillis(50);

  private static HttpAsk ask(String url) {
    return new HttpAsk(
        HttpUrl.parse(url),
        new HttpAsk.Request("GET", Map.of(), Optional.empty()),
        true,
        false,
        1_000,
        new HttpAsk.Expect(List.of(), List.of(), List.of(), Map.of()));
  }

  private static Answer failed(Reason reason) {
    return new Answer(
        new Outcome.Failed(TOOK, Failure.of(reason, "first", "second")), Evidence.NONE);
  }

  private static String names(List<Step> steps) {
    return steps.stream()
        .map(step -> step.name() + (step.well() ? "" : "!"))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_HOST, DNS!",
    "NAME_TIMEOUT, DNS!",
    "REFUSED, DNS TCP!",
    "UNREACHABLE, DNS TCP!",
    "NO_CONNECTION, DNS TCP!",
    "NO_SOCKET, DNS TCP!",
    "CERTIFICATE_EXPIRED, DNS TCP TLS!",
    "NO_HANDSHAKE, DNS TCP TLS!",
    "NO_ANSWER, DNS TCP TLS HTTP!",
    "BAD_STATUS, DNS TCP TLS HTTP!",
    "CUT_SHORT, DNS TCP TLS HTTP!",
    "REQUEST_INVALID, HTTP!",
  })
  void it_came_so_far(Reason reason, String steps) {
    assertThat(names(Steps.of(ask("https://box.example/"), failed(reason)))).isEqualTo(steps);
  }

  @Test
  void an_address_is_not_looked_up_and_plain_http_has_no_handshake() {
    assertThat(names(Steps.of(ask("http://127.0.0.1:1/"), failed(Reason.REFUSED))))
        .isEqualTo("TCP!");
    assertThat(names(Steps.of(ask("https://[::1]:1/"), failed(Reason.BAD_STATUS))))
        .isEqualTo("TCP TLS HTTP!");
  }

  @Test
  void each_says_how_it_went() {
    Duration ms = Duration.ofMillis(1);
    var evidence =
        new Evidence(
            OptionalInt.of(200),
            new Phases(ms.multipliedBy(3), Duration.ofNanos(5), ms.multipliedBy(9), ms, ms),
            Optional.of("192.0.2.7:443"),
            Optional.of(Instant.parse("2027-01-31T23:00:00Z")),
            Optional.of("1.1"));
    assertThat(Steps.of(ask("https://box.example/"), new Answer(new Outcome.Good(TOOK), evidence)))
        .extracting(Step::said)
        .containsExactly(
            "3 ms", "< 1 ms to 192.0.2.7:443", "9 ms, certificate until 2027-01-31", "200 in 2 ms");
  }

  /** A failure that nobody can do anything about is not worth a diagnosis. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void there_is_something_to_do_about_every_failure(Reason reason) {
    assertThat(Mends.of(reason)).isNotBlank().doesNotEndWith(".");
  }
}

package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerJsonTest {
  private static final Duration TOOK = Duration.ofNanos(123_456_789);

  private static final Evidence ALL =
      new Evidence(
          OptionalInt.of(503),
          new Phases(
              Duration.ofNanos(1),
              Duration.ofMillis(2),
              Duration.ofSeconds(3),
              Duration.ofMinutes(4),
              Duration.ofNanos(5_000_001)),
          Optional.of("192.0.2.1:443"),
          Optional.of(Instant.parse("2026-12-24T18:00:00Z")),
          Optional.of("1.1"));

  static Stream<Answer> answers() {
    return Stream.of(
        new Answer(new Outcome.Good(TOOK), ALL),
        new Answer(new Outcome.Slow(TOOK, Duration.ofMillis(100)), ALL),
        new Answer(
            new Outcome.Failed(TOOK, Failure.of(Reason.BAD_STATUS, "503", "2xx")), Evidence.NONE),
        new Answer(new Outcome.Failed(Duration.ZERO, Failure.of(Reason.RESET)), Evidence.NONE));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_answer_is_the_same_on_the_other_host(Answer answer) {
    var sent = new JsonObject(AnswerJson.of(answer).encode());
    assertThat(AnswerJson.from(sent)).contains(answer);
  }

  @Test
  void a_reason_of_a_newer_version_is_no_answer_and_nonsense_is_a_bug() {
    JsonObject json = AnswerJson.of(answers().skip(3).findFirst().orElseThrow());
    json.getJsonObject("failure").put("reason", "TOO_MODERN");
    assertThat(AnswerJson.from(json)).isEmpty();
    assertThatThrownBy(() -> AnswerJson.from(json.put("outcome", "FINE")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as people write them. */
class CommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/status | STATUS | - | ''",
        "/start | HELP | - | ''",
        "/STATUS  Living   room | STATUS | - | Living room",
        "'  /mute nas 2h ' | MUTE | - | nas 2h",
        "/ack@Home_Bot box on it | ACK | home_bot | box on it",
        "/check@other | CHECK | other | ''",
        "/dance now | - | - | now",
        "/report_all | - | - | ''",
      })
  void a_line_is_a_verb_and_what_follows(String text, String verb, String bot, String rest) {
    Command command = Command.of(text).orElseThrow();
    assertThat(command.verb().map(Enum::name).orElse("-")).isEqualTo(verb);
    assertThat(command.bot().orElse("-")).isEqualTo(bot);
    assertThat(command.rest()).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "hello /status", "/", "//x", "/é", "/sta-tus"})
  void other_texts_are_none(String text) {
    assertThat(Command.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "30m, PT30M",
    "2h, PT2H",
    "1d12h, PT36H",
    "90s, PT1M30S",
    "2H, PT2H",
    "10min, PT10M",
    "1j, PT24H",
    "999999d, PT23999976H",
  })
  void a_length_has_a_unit(String text, Duration length) {
    assertThat(Lengths.of(text)).contains(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "h", "1.5h", "-1h", "2hours", "1h 2m", "", "1234567d"})
  void what_is_no_length_is_none(String text) {
    assertThat(Lengths.of(text)).isEmpty();
  }
}

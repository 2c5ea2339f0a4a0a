package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that is logged shows a secret, be it known or only look like one. */
class RedactionTest {
  private final Redaction redaction = new Redaction();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout while executing GET /bot123456:ABC-def_1/sendMessage for server | timeout while"
            + " executing GET /bot…/sendMessage for server",
        "https://me:hunter2@box:81/x failed | https://…@box:81/x failed",
        "https:\\/\\/me:hunter2@box\\/x | https:\\/\\/…@box\\/x",
        "see http://box/@me and a@b.c | see http://box/@me and a@b.c",
        "GET /x?token=abc&a=1&api_key=9;password=p, | GET /x?token=…&a=1&api_key=…;password=…",
        "Authorization: Bearer abcdef.ghi | Authorization: Bearer …",
        "Authorization: basic bWU6cHc= | Authorization: basic …",
        "a bearer of bad news | a bearer of bad news",
        "nothing to see | nothing to see",
      })
  void what_looks_like_a_secret_is_blotted_out(String text, String shown) {
    assertThat(redaction.of(text)).isEqualTo(shown);
  }

  @Test
  void a_known_secret_is_blotted_out_wherever_it_stands() {
    redaction.know(List.of("hunter2", "hunter22", "say \"please\"", "https://hook/s3cr3t"));
    assertThat(redaction.of("hunter2")).isEqualTo("…");
    assertThat(redaction.of("xhunter22hunter2 hunter")).isEqualTo("x…… hunter");
    assertThat(redaction.of("{\"message\":\"say \\\"please\\\"\"}"))
        .isEqualTo("{\"message\":\"…\"}");
    assertThat(redaction.of("https:\\/\\/hook\\/s3cr3t")).isEqualTo("…");
  }

  @Test
  void what_is_too_short_would_blot_out_innocent_words() {
    redaction.know(List.of("", "on", "admin"));
    assertThat(redaction.of("admin is on")).isEqualTo("admin is on");
  }

  @Test
  void what_is_learnt_later_is_hidden_too_and_what_was_known_stays_hidden() {
    redaction.know(List.of("first-one"));
    redaction.know(List.of("second-one"));
    assertThat(redaction.of("first-one, second-one")).isEqualTo("…, …");
  }

  @Test
  void of_ten_thousand_secrets_the_one_that_stands_there_is_found() {
    redaction.know(IntStream.range(0, 10_000).mapToObj(i -> "secret-number-" + i).toList());
    String line = "a line of the usual length with secret-number-9999 in the middle of it";
    assertThat(redaction.of(line))
        .isEqualTo("a line of the usual length with … in the middle of it");
  }
}

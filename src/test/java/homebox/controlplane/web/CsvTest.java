package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read back by a spreadsheet, a value is the text that it was, and nothing else. */
class CsvTest {
  private static String line(Object... values) {
    var out = new StringBuilder();
    Csv.line(out, values);
    return out.toString();
  }

  @Test
  void is_as_the_standard_has_it() {
    assertThat(line("a", 1, null, 2.5, "b")).isEqualTo("a,1,,2.5,b\r\n");
    assertThat(line("a,b")).isEqualTo("\"a,b\"\r\n");
    assertThat(line("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"\r\n");
    assertThat(line("two\nlines", "x")).isEqualTo("\"two\nlines\",x\r\n");
    assertThat(line("a\rb")).isEqualTo("\"a\rb\"\r\n");
    assertThat(line("")).isEqualTo("\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "=cmd|' /C calc'!A0",
        "\uff1d1+1",
        "=HYPERLINK(\"http://evil\",\"x\")"
      })
  void nothing_is_a_formula(String text) {
    String field = line(text).replaceFirst("^\"", "");
    assertThat(field).startsWith("'");
  }

  @Test
  void a_number_keeps_its_sign() {
    assertThat(line(-1)).isEqualTo("-1\r\n");
  }
}

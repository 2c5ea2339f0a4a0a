package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of all logs finds what it looks for. */
class LogCheckTest {
  private static final String AT = "2026-03-01 12:00:00.000 ";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TELEGRAM_BOT_TOKEN", "123456:the-secret-part", "WEB_PORT", "123456");

  @TempDir Path folder;

  private void check(String... said) {
    LogCheck.of(folder, ENVIRONMENT, List.of(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x 123456:the-secret-part",
        "x the-secret-part x",
        "GET /bot7:abc/getMe",
        "http://me:word@box/",
        "the one of the file: from-the-file",
        "and of .env: from-dot-env",
      })
  void a_secret_is_found(String line) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"), "web: {api_token: 'from-the-file'}\n");
    Files.writeString(folder.resolve(".env"), "x\npassword: from-dot-env\n");
    assertThatThrownBy(() -> check(AT + "INFO  " + line)).hasMessageContaining("shows a secret");
    assertThatThrownBy(() -> LogCheck.ofAnswer(folder, ENVIRONMENT, line))
        .hasMessageContaining("shows a secret");
  }

  @Test
  void a_secret_in_a_file_is_found() throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(folder.resolve("logs/control-plane.log"), "the-secret-part\n");
    assertThatThrownBy(() -> check("all is well")).hasMessageContaining("control-plane.log shows");
  }

  @Test
  void a_failure_twice_in_a_row_is_found_and_one_after_good_news_is_none() {
    String full = "ERROR the disk is full";
    assertThatThrownBy(() -> check(AT + full, "\tat Some.where(Some.java:1)", AT + full))
        .hasMessageContaining("twice in a row");
    assertThatCode(() -> check(AT + full, AT + "INFO  it works again", AT + full))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARN  Discarding message since the consumer is not registered. address: check.confirmed/a",
        "java.lang.IllegalStateException: Client is closed",
      })
  void use_after_an_end_is_found(String line) {
    assertThatThrownBy(() -> check(AT + "INFO  stopping", line)).hasMessageContaining("a mishap");
  }

  @Test
  void a_line_of_json_that_is_cut_is_found() {
    assertThatThrownBy(() -> check("{\"message\":\"a")).hasMessageContaining("no JSON");
    assertThatCode(() -> check("{\"message\":\"a\"}", "plain")).doesNotThrowAnyException();
  }
}

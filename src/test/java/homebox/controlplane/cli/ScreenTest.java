package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Screen screen(Terminal terminal) {
    return new Screen(stream(out), stream(err), terminal);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Test
  void the_answer_alone_is_on_stdout() {
    var screen = screen(Terminal.NONE);
    screen.progress("1 of 3");
    screen.say("besides");
    screen.answer("✓ " + screen.paint(Ink.GREEN, "UP"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("✓ UP" + System.lineSeparator());
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("besides" + System.lineSeparator());
  }

  @Test
  void progress_is_written_over_and_gone_before_anything_else_is_said() {
    var screen = screen(new Terminal(true, true));
    screen.progress("1 of 3");
    screen.progress("2 of 3");
    screen.answer(screen.paint(Ink.RED, "DOWN"));
    screen.clear();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[K1 of 3\r\u001b[K2 of 3\r\u001b[K");
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\u001b[31mDOWN\u001b[0m");
  }

  @Test
  void a_test_is_no_terminal() {
    assertThat(Terminal.find(Map.of()).colours()).isFalse();
  }
}

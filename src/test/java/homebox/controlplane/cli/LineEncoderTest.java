package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as logback's own pattern has them. */
class LineEncoderTest {
  private final LoggerContext context = new LoggerContext();
  private final LineEncoder ours = new LineEncoder();

  private Encoder<ILoggingEvent> theirs() {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n");
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return encoder;
  }

  private LoggingEvent event(Level level, String text, Throwable thrown, Instant at) {
    var event =
        new LoggingEvent("here", context.getLogger("x"), level, text, thrown, new Object[] {"b"});
    event.setInstant(at);
    return event;
  }

  private void same(Level level, String text, Throwable thrown, Instant at) {
    ILoggingEvent event = event(level, text, thrown, at);
    assertThat(new String(ours.encode(event), StandardCharsets.UTF_8))
        .isEqualTo(new String(theirs().encode(event), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T09:03:07.042Z",
        "2026-01-01T00:00:00Z",
        "2026-12-31T23:59:59.999Z",
        "2026-03-29T01:00:00.100Z",
        "2026-10-25T00:30:00.007Z"
      })
  void of_any_time(String at) {
    same(Level.INFO, "it is {}", null, Instant.parse(at));
  }

  @Test
  void of_any_level_and_text() {
    for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)) {
      same(level, "Küche {} 🔴\nand a line", null, Instant.EPOCH);
    }
  }

  @Test
  void with_an_exception_its_cause_and_what_was_suppressed() {
    var cause = new IOException("the inner one");
    var thrown = new IllegalStateException("the outer one", cause);
    thrown.addSuppressed(new IllegalArgumentException("another one"));
    same(Level.ERROR, "broken: {}", thrown, Instant.EPOCH);
  }
}

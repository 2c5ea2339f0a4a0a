package homebox.controlplane.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import homebox.controlplane.time.TimeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * One line each, {@code 2026-11-28 09:03:07.042 WARN what there is to say}, in the zone of the
 * machine, and below it the exception's. By hand, for logback's patterns want seventy classes made
 * at each start.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final int WIDTH = "ERROR".length();

  private final ZoneId zone = ZoneId.systemDefault();

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(120);
    var at = LocalDateTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone);
    TimeText.append(line, at, ' ');
    String level = event.getLevel().toString();
    line.append(' ').append(level).append(" ".repeat(Math.max(0, WIDTH - level.length())));
    line.append(' ').append(event.getFormattedMessage()).append(System.lineSeparator());
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8); // systemd's services have no locale
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}

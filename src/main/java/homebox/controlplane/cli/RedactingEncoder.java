package homebox.controlplane.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Another encoder's lines, exceptions and all, without secrets. */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> inner;
  private final Redaction redaction;

  RedactingEncoder(Encoder<ILoggingEvent> inner, Redaction redaction) {
    this.inner = inner;
    this.redaction = redaction;
  }

  @Override
  public byte[] headerBytes() {
    return inner.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(inner.encode(event), StandardCharsets.UTF_8);
    return redaction.of(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return inner.footerBytes();
  }
}

package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import io.netty.handler.ssl.NotSslRecordException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why there is no TLS. Java's messages are English everywhere, and all that tells alerts apart. */
final class TlsTrouble {
  private TlsTrouble() {}

  static Failure of(Throwable why) {
    return refused(why).map(TellingTrust.Refused::failure).orElseGet(() -> Failure.of(reason(why)));
  }

  /** Until when the certificate is valid that was refused. */
  static Optional<Instant> certificateEnds(Throwable why) {
    return refused(why).map(TellingTrust.Refused::ends);
  }

  private static Optional<TellingTrust.Refused> refused(Throwable why) {
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (each instanceof TellingTrust.Refused it) {
        return Optional.of(it);
      }
    }
    return Optional.empty();
  }

  private static Reason reason(Throwable why) {
    if (why instanceof NotSslRecordException) {
      return Reason.TLS_ABSENT;
    }
    if (!(why instanceof SSLException)) {
      return Reason.TLS_CLOSED;
    }
    String message = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("protocol_version") || message.contains("protocol is disabled")) {
      return Reason.TLS_VERSION;
    }
    boolean ours = message.contains("received fatal alert") && message.contains("certificate");
    return ours ? Reason.CERTIFICATE_ASKED : Reason.TLS_FAILED;
  }
}

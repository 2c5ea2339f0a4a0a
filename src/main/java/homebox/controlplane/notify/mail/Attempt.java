package homebox.controlplane.notify.mail;

import homebox.controlplane.config.Means;
import homebox.controlplane.config.Means.Security;
import homebox.controlplane.config.Secret;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.Answer.Nothing;
import homebox.controlplane.notify.http.OtherSide;
import homebox.controlplane.notify.http.Progress;
import homebox.controlplane.notify.http.Trouble;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * One visit at the mail server. Blocks until it is answered or {@link #late()} is called from
 * elsewhere.
 */
final class Attempt {
  private final Means.Mail means;
  private final Supplier<SSLSocketFactory> tls;
  private final Duration atMost;
  private final OtherSide side;
  private final Line line = new Line();
  private final Progress progress = new Progress();
  private volatile boolean written;
  private volatile boolean lost;

  Attempt(Means.Mail means, Supplier<SSLSocketFactory> tls, Duration atMost) {
    this.means = means;
    this.tls = tls;
    this.atMost = atMost;
    this.side =
        new OtherSide(
            "the mail server",
            "SMTP",
            means.host(),
            means.port(),
            means.security() == Security.TLS,
            Optional.empty(),
            means.login().map(Means.Login::password).stream().toList());
  }

  /** Hands a letter over; never fails. */
  Delivery send(Letter letter, Mandate mandate, Instant now) {
    try {
      Session session = session();
      Transport transport = connect(session);
      try {
        var envelope = new Envelope(session, means, letter, now, () -> begin(mandate));
        transport.sendMessage(envelope, envelope.getAllRecipients());
        return new Delivery.Sent("the mail server has taken it", Optional.of(envelope.id()));
      } finally {
        end(transport);
      }
    } catch (MessagingException | RuntimeException trouble) {
      return failed(trouble);
    }
  }

  /** Without the text and the dot behind it the server has nothing: the library cuts the line. */
  private void begin(Mandate mandate) throws IOException {
    lost = !mandate.holds();
    if (lost) {
      throw new IOException(Mandate.LOST);
    }
    written = true;
  }

  /** Connects, secures the line and logs in; never fails. */
  Delivery look() {
    try {
      end(connect(session()));
      return new Delivery.Sent(seen(), Optional.empty());
    } catch (MessagingException | RuntimeException trouble) {
      return failed(trouble);
    }
  }

  /** Time is up: whatever still hangs on the line lets go. */
  Delivery late() {
    line.cut();
    return later(new Trouble(side, progress).late(atMost));
  }

  /** What came of it instead. */
  Delivery failed(Throwable trouble) {
    if (lost) {
      return later(new Nothing(Mandate.LOST, Fault.OTHER, false));
    }
    return new Verdict(side).of(trouble).orElseGet(() -> later(below(trouble)));
  }

  /** To the library the end of a line is an answer, too. */
  private Nothing below(Throwable trouble) {
    boolean ended = String.valueOf(trouble.getMessage()).contains("[EOF]");
    return new Trouble(side, progress).of(ended ? new EOFException() : trouble);
  }

  private Delivery later(Nothing nothing) {
    return new Delivery.Later(nothing.sentence(), nothing.fault(), Optional.empty(), written);
  }

  private String seen() {
    String how =
        switch (means.security()) {
          case STARTTLS -> "STARTTLS";
          case TLS -> "TLS";
          case NONE -> "no TLS";
        };
    String who = means.login().map(login -> "logged in").orElse("no login");
    return side.there()
        + (" lets us in (" + how + ", " + who + ")")
        + "; whether it takes a mail, only a mail shows";
  }

  private Transport connect(Session session) throws MessagingException {
    Transport transport = session.getTransport("smtp");
    transport.connect(
        means.host(),
        means.port(),
        means.login().map(Means.Login::user).orElse(null),
        means.login().map(Means.Login::password).map(Secret::reveal).orElse(null));
    progress.connect();
    return transport;
  }

  /** What has been answered stays so, however the line ends. */
  private void end(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException broken) {
      line.cut();
    }
  }

  private Session session() {
    var properties = new Properties();
    List.of("starttls.enable", "starttls.required")
        .forEach(key -> put(properties, key, means.security() == Security.STARTTLS));
    put(properties, "ssl.enable", means.security() == Security.TLS);
    put(properties, "ssl.checkserveridentity", true);
    put(properties, "ssl.protocols", "TLSv1.2 TLSv1.3");
    put(properties, "ssl.socketFactory", line.secured(tls.get()));
    put(properties, "socketFactory", line.plain());
    put(properties, "auth", means.login().isPresent());
    put(properties, "localhost", HostName.read());
    put(properties, "sendpartial", true);
    put(properties, "quitwait", false);
    // a bound behind ours, for a line that nobody cuts
    put(properties, "connectiontimeout", atMost.multipliedBy(2).toMillis());
    put(properties, "timeout", atMost.multipliedBy(2).toMillis());
    return Session.getInstance(properties);
  }

  /** Sockets' makers as they are, everything else as the library reads it. */
  private static void put(Properties properties, String key, Object value) {
    boolean maker = value instanceof SocketFactory;
    properties.put("mail.smtp." + key, maker ? value : String.valueOf(value));
  }
}

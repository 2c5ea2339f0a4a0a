package homebox.controlplane.notify.mail;

import homebox.controlplane.config.Means;
import homebox.controlplane.notify.Gist;
import homebox.controlplane.notify.Letter;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** A letter as a mail: plain text, and a sign for robots that it wants no answer. */
final class Envelope extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int MOST_SUBJECT = 250;

  private final String id;
  private final Begin begin;

  /** Is called when the first byte of a mail is about to leave; what it throws keeps it back. */
  @FunctionalInterface
  interface Begin {
    void now() throws IOException;
  }

  /**
   * Writes nothing yet.
   *
   * @param begin is asked once the server waits for the text
   * @throws MessagingException if an address is none that mail knows
   */
  Envelope(Session session, Means.Mail means, Letter letter, Instant now, Begin begin)
      throws MessagingException {
    super(session);
    this.begin = begin;
    InternetAddress from = address(means.from());
    String at = from.getAddress();
    this.id = "<" + UUID.randomUUID() + at.substring(at.lastIndexOf('@')) + ">";
    setFrom(from);
    setRecipients(RecipientType.TO, addresses(means.to()));
    setSubject(subject(letter), UTF_8);
    setText(letter.text().replace("\n", "\r\n"), UTF_8);
    setSentDate(Date.from(now));
    setHeader("Auto-Submitted", "auto-generated");
    setHeader("X-Auto-Response-Suppress", "All");
    saveChanges();
  }

  /** Its Message-ID. */
  String id() {
    return id;
  }

  /** The library's own would ask for this machine's name. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    var text = new ByteArrayOutputStream(); // making it takes longer than handing it over
    super.writeTo(text, ignored);
    begin.now();
    text.writeTo(out);
  }

  /** The title, and which service if it is about one: without it all mails would be one thread. */
  private static String subject(Letter letter) {
    List<Gist.Service> services = letter.gist().services();
    String about = services.size() == 1 ? ": " + services.get(0).name() : "";
    String line = (letter.firstLine() + about).replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ");
    return line.codePointCount(0, line.length()) <= MOST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_SUBJECT)) + "…";
  }

  private static InternetAddress[] addresses(List<String> written) throws MessagingException {
    var all = new InternetAddress[written.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = address(written.get(i));
    }
    return all;
  }

  /** {@code me@example.org} or {@code Name <me@example.org>}. */
  static InternetAddress address(String written) throws MessagingException {
    int open = written.lastIndexOf('<');
    String plain = open < 0 ? written : written.substring(open + 1, written.indexOf('>', open));
    int at = plain.lastIndexOf('@');
    String name = open < 0 ? "" : written.substring(0, open).strip().replaceAll("^\"|\"$", "");
    String host = IDN.toASCII(plain.substring(at + 1), IDN.ALLOW_UNASSIGNED);
    try {
      String address = plain.substring(0, at + 1) + host;
      return name.isEmpty()
          ? new InternetAddress(address)
          : new InternetAddress(address, name, UTF_8);
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible); // every Java has UTF-8
    }
  }
}

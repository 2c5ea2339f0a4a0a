package homebox.controlplane.notify.mail;

import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.http.OtherSide;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Which of the four kinds of answer a mail server has given. */
record Verdict(OtherSide side) {
  private static final Pattern CODE = Pattern.compile("(?s)(?:.*response: *)?([245][0-9]{2})\\b.*");
  private static final int LOGIN_WANTED = 530;

  /** What it said; empty if it said nothing. */
  Optional<Delivery> of(Throwable trouble) {
    if (trouble instanceof AuthenticationFailedException login) {
      return Optional.of(login(login));
    }
    if (String.valueOf(trouble.getMessage()).contains("STARTTLS is required")) {
      return Optional.of(refused("the mail server offers no STARTTLS", Fault.OTHER, Cure.MAIL_TLS));
    }
    if (trouble instanceof AddressException strange) {
      return Optional.of(
          refused(
              "this is no mail address: " + side.clean(String.valueOf(strange.getRef())),
              Fault.CLIENT_ERROR,
              Cure.MAIL_TO));
    }
    return trouble instanceof SendFailedException sending ? sending(sending) : other(trouble);
  }

  private Delivery login(AuthenticationFailedException trouble) {
    String said = String.valueOf(trouble.getMessage());
    int code = code(said);
    if (code == 0) {
      return refused(
          "the mail server offers no login that we know", Fault.AUTH_ERROR, Cure.MAIL_TLS);
    }
    return code < 500
        ? later(said)
        : refused(
            "the mail server does not take the login: " + words(said),
            Fault.AUTH_ERROR,
            Cure.MAIL_LOGIN);
  }

  private Optional<Delivery> sending(SendFailedException trouble) {
    if (trouble.getValidSentAddresses() != null && trouble.getValidSentAddresses().length > 0) {
      return Optional.of(inPart(trouble));
    }
    Optional<SMTPAddressFailedException> receiver = find(trouble, SMTPAddressFailedException.class);
    if (receiver.isPresent()) {
      return Optional.of(receiver(receiver.get()));
    }
    Optional<SMTPSenderFailedException> sender = find(trouble, SMTPSenderFailedException.class);
    if (sender.isPresent()) {
      return Optional.of(sender(sender.get().getReturnCode(), sender.get().getMessage()));
    }
    return find(trouble, SMTPSendFailedException.class).flatMap(this::command);
  }

  /** Those who got it have got it; to send it again would tell them twice. */
  private Delivery inPart(SendFailedException trouble) {
    int missing = trouble.getInvalidAddresses() == null ? 0 : trouble.getInvalidAddresses().length;
    missing +=
        trouble.getValidUnsentAddresses() == null ? 0 : trouble.getValidUnsentAddresses().length;
    String why =
        find(trouble, SMTPAddressFailedException.class)
            .map(first -> words(first.getMessage()))
            .orElse("");
    return new Delivery.Sent(
        "the mail server has taken it, but not for " + missing + " of the receivers: " + why,
        Optional.empty());
  }

  private Delivery receiver(SMTPAddressFailedException trouble) {
    return trouble.getReturnCode() < 500
        ? later(trouble.getMessage())
        : refused(
            "the mail server takes none of the receivers: " + words(trouble.getMessage()),
            Fault.CLIENT_ERROR,
            Cure.MAIL_TO);
  }

  private Delivery sender(int code, String said) {
    if (code < 500) {
      return later(said);
    }
    return code == LOGIN_WANTED
        ? refused(
            "the mail server wants a login: " + words(said), Fault.AUTH_ERROR, Cure.MAIL_LOGIN)
        : refused(
            "the mail server does not take the sender: " + words(said),
            Fault.CLIENT_ERROR,
            Cure.MAIL_FROM);
  }

  /** Any other command: the sender's, or the mail itself. Without a code it said nothing. */
  private Optional<Delivery> command(SMTPSendFailedException trouble) {
    int code = trouble.getReturnCode();
    if (code < 400) {
      return Optional.empty();
    }
    if (String.valueOf(trouble.getCommand()).startsWith("MAIL")) {
      return Optional.of(sender(code, trouble.getMessage()));
    }
    return Optional.of(code < 500 ? later(trouble.getMessage()) : unknown(trouble.getMessage()));
  }

  /** Before the sender was named: its greeting, say. */
  private Optional<Delivery> other(Throwable trouble) {
    String said = String.valueOf(trouble.getMessage());
    int code = trouble instanceof MessagingException ? code(said) : 0;
    if (code < 400) {
      return Optional.empty();
    }
    return Optional.of(code < 500 ? later(said) : unknown(said));
  }

  private Delivery later(String said) {
    return new Delivery.Later(
        "the mail server takes nothing now: " + words(said),
        Fault.SERVER_ERROR,
        Optional.empty(),
        false);
  }

  private Delivery unknown(String said) {
    return new Delivery.Unknown("the mail server refused: " + words(said), Fault.CLIENT_ERROR);
  }

  private static Delivery refused(String sentence, Fault fault, Cure cure) {
    return new Delivery.Refused(sentence, fault, cure.sentence());
  }

  private String words(String said) {
    return "\"" + side.clean(said) + "\"";
  }

  private static int code(String said) {
    Matcher found = CODE.matcher(said);
    return found.matches() ? Integer.parseInt(found.group(1)) : 0;
  }

  /** Bounded: a chain of causes may be a circle. */
  private static <T> Optional<T> find(Throwable thrown, Class<T> wanted) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .limit(20)
        .filter(wanted::isInstance)
        .map(wanted::cast)
        .findFirst();
  }
}

package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.telegram.Reply.Nothing;
import homebox.controlplane.notify.telegram.Reply.Said;
import java.time.Duration;
import java.util.Optional;

/** Which of the four kinds of answer a reply is; {@code Mending} has had its try before. */
record Verdict(Endpoint endpoint) {
  Delivery of(Reply reply) {
    return reply.match(this::of, Verdict::of);
  }

  private static Delivery of(Nothing nothing) {
    return new Delivery.Later(
        nothing.sentence(), nothing.fault(), Optional.empty(), nothing.written());
  }

  private Delivery of(Said said) {
    if (said.ok()) {
      return sent(said);
    }
    if (said.code() == 429) {
      return tooMany(said);
    }
    if (said.code() >= 500) {
      return new Delivery.Later(
          "Telegram is in trouble: " + words(said), Fault.SERVER_ERROR, said.retryAfter(), false);
    }
    return Refusal.of(said)
        .<Delivery>map(why -> new Delivery.Refused(sentence(why, said), fault(said), why.mend()))
        .orElseGet(() -> new Delivery.Unknown("Telegram refused: " + words(said), fault(said)));
  }

  private static Delivery sent(Said said) {
    Optional<String> id =
        Optional.ofNullable(said.result().getValue("message_id")).map(String::valueOf);
    return new Delivery.Sent(id.map(n -> "sent as message " + n).orElse("taken"), id);
  }

  private Delivery tooMany(Said said) {
    String wait =
        said.retryAfter().map(Duration::toSeconds).map(s -> "wait " + s + " s").orElse("wait");
    return new Delivery.Later(
        "Telegram says to " + wait + ": " + words(said),
        Fault.RATE_LIMITED,
        said.retryAfter(),
        false);
  }

  /** To Telegram a token that nobody has is an address that does not exist. */
  private static Fault fault(Said said) {
    return said.code() == 404 ? Fault.AUTH_ERROR : Fault.ofStatus(said.code());
  }

  private String sentence(Refusal why, Said said) {
    return why.sentence() + ": " + words(said);
  }

  private String words(Said said) {
    String words = endpoint.clean(said.description());
    return (words.isEmpty() ? "it gives no reason" : "\"" + words + "\"")
        + " ("
        + said.code()
        + ")";
  }
}

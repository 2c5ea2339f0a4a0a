package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.Exchange;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One delivery: a request, and as many more as it takes to put right what Telegram names. */
final class Attempt {
  /** Of the whole: shorter than the outbox's lease. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private static final int MOST_REQUESTS = 5;

  private final Vertx vertx;
  private final Pace pace;
  private final Endpoint endpoint;
  private final Mandate mandate;
  private final long begun;
  private final List<String> mended = new ArrayList<>();

  /** For what tells nobody anything. */
  Attempt(Vertx vertx, Pace pace, Endpoint endpoint) {
    this(vertx, pace, endpoint, Mandate.ALWAYS);
  }

  Attempt(Vertx vertx, Pace pace, Endpoint endpoint, Mandate mandate) {
    this.vertx = vertx;
    this.pace = pace;
    this.endpoint = endpoint;
    this.mandate = mandate;
    this.begun = pace.nanos();
  }

  /** How it went, and the wording that was tried last. */
  record End(Delivery delivery, Wording wording) {}

  Future<End> send(Letter letter, Wording wording) {
    return ask("sendMessage", wording.of(letter))
        .compose(
            reply ->
                next(reply, wording, letter)
                    .map(better -> sendAgain(letter, wording, better))
                    .orElseGet(() -> Future.succeededFuture(end(reply, wording))));
  }

  /** Asks for the chat; who has moved is asked for there. */
  Future<End> look(Wording wording) {
    return ask("getChat", wording.address())
        .compose(
            reply ->
                moved(reply, wording)
                    .map(there -> ask("getChat", there.address()).map(second -> end(second, there)))
                    .orElseGet(() -> Future.succeededFuture(end(reply, wording))));
  }

  private static Optional<Wording> moved(Reply reply, Wording wording) {
    return reply instanceof Reply.Said said
        ? said.migrated().map(id -> wording.to(String.valueOf(id)))
        : Optional.empty();
  }

  Future<Reply> ask(String method, JsonObject body) {
    return ask(endpoint.question(method, body));
  }

  Future<Reply> ask(Question question) {
    long left = AT_MOST.toNanos() - (pace.nanos() - begun);
    Duration rest = Duration.ofNanos(Math.max(1_000_000, left));
    return Exchange.ask(vertx, pace, endpoint.side(), rest, question, mandate)
        .map(new Reading(endpoint)::of);
  }

  private Optional<Wording> next(Reply reply, Wording wording, Letter letter) {
    return mended.size() + 1 < MOST_REQUESTS
        ? Mending.of(reply, wording, letter)
        : Optional.empty();
  }

  private Future<End> sendAgain(Letter letter, Wording wording, Wording better) {
    mended.add(difference(wording, better));
    return send(letter, better);
  }

  private End end(Reply reply, Wording wording) {
    return new End(withNotes(new Verdict(endpoint).of(reply)), wording);
  }

  private Delivery withNotes(Delivery delivery) {
    return delivery instanceof Delivery.Sent sent && !mended.isEmpty()
        ? new Delivery.Sent(sent.answer() + ", " + String.join(", ", mended), sent.reference())
        : delivery;
  }

  private static String difference(Wording before, Wording after) {
    if (!before.chat().equals(after.chat())) {
      return "to the group's new id " + after.chat() + " (set it as TELEGRAM_CHAT_ID)";
    }
    if (before.thread().isPresent() && after.thread().isEmpty()) {
      return "outside of topic "
          + before.thread().get()
          + ", which is not there (correct telegram.thread_id)";
    }
    return after.longest() < before.longest()
        ? "shortened, as Telegram found it too long"
        : "without bold, which Telegram did not understand";
  }
}

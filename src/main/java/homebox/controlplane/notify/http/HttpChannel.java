package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.Answer.Nothing;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * A channel that takes a letter with one request. Used from one context, as everything that waits
 * is called back there.
 */
public final class HttpChannel implements Channel {
  /** Of an attempt: shorter than the outbox's lease. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final String name;
  private final Dialect dialect;
  private final Vertx vertx;
  private final Pace pace;
  private final Turn turn;

  /** Opens nothing yet. */
  public HttpChannel(String name, Dialect dialect, Vertx vertx, Pace pace) {
    this.name = name;
    this.dialect = dialect;
    this.vertx = vertx;
    this.pace = pace;
    this.turn = new Turn(dialect.side().called(), new Rate(pace.nanos(), dialect.rates()), pace);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return dialect.kind();
  }

  @Override
  public int longest() {
    return dialect.longest();
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    return turn.take(() -> ask(dialect.question(letter), mandate).map(this::verdict));
  }

  @Override
  public Future<Delivery> test() {
    return dialect
        .look()
        .map(
            question ->
                ask(question, Mandate.ALWAYS)
                    .map(answer -> answer.match(dialect::seen, Nothing::later)))
        .orElseGet(() -> Exchange.reach(vertx, pace, dialect.side(), AT_MOST).map(this::reached));
  }

  /** Nothing stays open between attempts, and one that is under way ends by itself. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private Future<Answer> ask(Question question, Mandate mandate) {
    return Exchange.ask(vertx, pace, dialect.side(), AT_MOST, question, mandate);
  }

  private Delivery verdict(Answer answer) {
    return answer.match(dialect::verdict, Nothing::later);
  }

  private Delivery reached(Optional<Nothing> trouble) {
    return trouble.map(Nothing::later).orElseGet(() -> Verdicts.there(dialect.side()));
  }
}

package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into one chat as one bot. Used from one context, as everything that waits is called back
 * there.
 */
public final class TelegramChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(TelegramChannel.class);

  /** How long a delivery may wait for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Vertx vertx;
  private final Pace pace;
  private final Endpoint endpoint;
  private final Traffic traffic;
  private final Consumer<Long> moved;
  private Wording wording;
  private boolean topicGone;

  /**
   * Opens nothing yet.
   *
   * @param settings with a token and a chat
   * @param traffic of the whole process
   * @param moved is told the group's new id when it has become a supergroup; letters go there at
   *     once, but only whoever keeps the id makes it last beyond a restart
   */
  public TelegramChannel(
      String name,
      Settings.Telegram settings,
      Vertx vertx,
      Pace pace,
      Traffic traffic,
      Consumer<Long> moved) {
    this.name = name;
    this.traffic = traffic;
    this.vertx = vertx;
    this.pace = pace;
    this.moved = moved;
    this.endpoint = Endpoint.of(settings);
    this.wording = Wording.of(settings.chat().orElseThrow(), settings.thread());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "telegram";
  }

  @Override
  public int longest() {
    return Wording.LONGEST;
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    Duration wait = traffic.reserve(endpoint, wording.chat(), pace.nanos(), PATIENCE);
    if (wait.compareTo(PATIENCE) > 0) {
      return Future.succeededFuture(
          new Delivery.Later(
              "held back: Telegram takes no more of one bot in so short a time",
              Fault.RATE_LIMITED,
              Optional.of(wait),
              false));
    }
    return wait.isZero()
        ? attempt(letter, mandate)
        : after(wait).compose(turn -> attempt(letter, mandate));
  }

  @Override
  public Future<Delivery> test() {
    return new Attempt(vertx, pace, endpoint).look(wording).map(this::learn);
  }

  /** Nothing stays open between attempts, and one that is under way ends by itself. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private Future<Delivery> attempt(Letter letter, Mandate mandate) {
    return new Attempt(vertx, pace, endpoint, mandate)
        .send(letter, wording)
        .onSuccess(this::lookForTopic)
        .map(this::learn)
        .onSuccess(this::heed);
  }

  /** Who reads only the topic does not see what went out beside it; said once, until it is back. */
  private void lookForTopic(Attempt.End end) {
    if (end.delivery() instanceof Delivery.Sent) {
      boolean beside = wording.thread().isPresent() && end.wording().thread().isEmpty();
      if (beside && !topicGone) {
        log.warn(
            "channel {}: topic {} is not there, messages go out beside it — correct"
                + " telegram.thread_id, or open the topic again",
            name,
            wording.thread().get());
      }
      topicGone = beside;
    }
  }

  /** Keeps the chat's new id for the next letter. A topic that is gone may come back: not that. */
  private Delivery learn(Attempt.End end) {
    String chat = end.wording().chat();
    if (!chat.equals(wording.chat())) {
      wording = wording.to(chat);
      moved.accept(Long.valueOf(chat));
    }
    return end.delivery();
  }

  /** What Telegram asks of this channel holds for all that write there. */
  private void heed(Delivery delivery) {
    if (delivery instanceof Delivery.Later later && later.fault() == Fault.RATE_LIMITED) {
      later
          .after()
          .ifPresent(wait -> traffic.refused(endpoint, wording.chat(), pace.nanos(), wait));
    }
  }

  private Future<Void> after(Duration wait) {
    Promise<Void> turn = Promise.promise();
    pace.after(wait.plusMillis(1), turn::tryComplete);
    return turn.future();
  }
}

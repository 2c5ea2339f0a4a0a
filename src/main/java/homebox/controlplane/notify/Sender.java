package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what one channel has chosen, one message at a time: claims it, delivers it, and notes what
 * became of it. Belongs to one context.
 */
final class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** So often a message is tried that is refused for a reason which we do not know. */
  private static final int TRIES = 3;

  private final Ledger ledger;
  private final Gate gate;
  private final Tally tally;
  private final Pace pace;
  private final BackOff backOff;
  private final Map<String, Integer> strange = new HashMap<>();
  private Postman postman;
  private Handed claimed = Handed.NOTHING; // for us, unasked, and not on its way

  Sender(Postman postman, Ledger ledger, Gate gate, Tally tally, Pace pace) {
    this.postman = postman;
    this.ledger = ledger;
    this.gate = gate;
    this.tally = tally;
    this.pace = pace;
    this.backOff = new BackOff(ThreadLocalRandom.current()::nextDouble, pace.nanos());
  }

  /** Through whom. */
  Postman postman() {
    return postman;
  }

  /** From now on through this one; what is on its way stays with the one before. */
  void use(Postman next) {
    postman = next;
  }

  /** When it may be tried again. */
  BackOff backOff() {
    return backOff;
  }

  /** These are ours without asking, if they are claimed. */
  void hand(Handed given) {
    claimed = given.claimed().isPresent() ? given : Handed.NOTHING;
  }

  /** What was handed on as claimed and nothing was sent of; it is asked for once. */
  Handed unsent() {
    Handed rest = claimed;
    claimed = Handed.NOTHING;
    return rest;
  }

  /**
   * As one message.
   *
   * @param batch one row or more
   * @return true: it was tried, and what became of it is noted; false: not now. Fails only by a bug
   */
  Future<Boolean> send(List<OutboxRow> batch) {
    Future<Boolean> sure = claim(batch);
    Postman writer = postman;
    Optional<Letter> letter = writer.letter(batch); // while the claim is being committed
    return sure.compose(
        ours ->
            ours
                ? ledger
                    .answered(batch)
                    .compose(
                        answered -> {
                          Optional<Letter> now = writer == postman ? letter : postman.letter(batch);
                          return deliver(batch, now.map(it -> it.answering(answered)));
                        })
                : Future.succeededFuture(false));
  }

  private Future<Boolean> claim(List<OutboxRow> batch) {
    if (!claimed.isClaimOf(batch)) {
      claimed = claimed.without(batch);
      return ledger.claim(batch);
    }
    ledger.given(batch, claimed.claimed().orElseThrow());
    claimed = Handed.NOTHING;
    return Future.succeededFuture(true);
  }

  private Future<Boolean> deliver(List<OutboxRow> batch, Optional<Letter> letter) {
    if (!ledger.holds(batch)) {
      return ledger.flush().map(false);
    }
    Postman through = postman;
    return through
        .deliver(letter, ledger.mandate())
        .compose(
            delivery -> {
              boolean stays = through.outlet().channel() == postman.outlet().channel();
              note(batch, stays ? delivery : afterAll(delivery));
              return ledger.flush().map(true);
            });
  }

  /** What refuses is there no more: it is tried through what has come instead. */
  private static Delivery afterAll(Delivery delivery) {
    return delivery instanceof Delivery.Refused refused
        ? new Delivery.Later(refused.answer(), refused.fault(), Optional.of(Duration.ZERO), false)
        : delivery;
  }

  private void note(List<OutboxRow> batch, Delivery delivery) {
    delivery.why().ifPresent(fault -> tally.failed(batch, fault));
    if (delivery instanceof Delivery.Sent sent) {
      tally.arrived(batch);
      backOff.succeeded();
      batch.forEach(row -> strange.remove(row.key()));
      gate.delivers();
      ledger.told(batch, sent);
    } else if (delivery instanceof Delivery.Refused refused) {
      tally.refused(batch);
      gate.refused(refused);
      ledger.keepDue(batch, refused.answer(), false, pace.instant().plus(Gate.TEST));
    } else if (delivery instanceof Delivery.Unknown unknown && tooStrange(batch)) {
      log.warn("channel {}: a message is given up: {}", tally.channel(), unknown.answer());
      ledger.giveUp(batch, unknown.answer());
    } else {
      later(batch, delivery);
    }
  }

  private void later(List<OutboxRow> batch, Delivery delivery) {
    long now = pace.nanos();
    tally.retried(batch);
    Duration wait = backOff.failed(now);
    Optional<Duration> asked =
        delivery instanceof Delivery.Later later ? later.after() : Optional.empty();
    asked.ifPresent(length -> backOff.asked(now, length));
    boolean ambiguous = delivery instanceof Delivery.Later later && later.ambiguous();
    Instant next = pace.instant().plus(asked.orElse(wait));
    gate.failing(delivery.answer(), asked.map(length -> next));
    ledger.keepDue(batch, delivery.answer(), ambiguous, next);
  }

  private boolean tooStrange(List<OutboxRow> batch) {
    batch.forEach(row -> strange.merge(row.key(), 1, Integer::sum));
    boolean enough = batch.size() == 1 && strange.get(batch.get(0).key()) >= TRIES;
    if (enough) {
      strange.remove(batch.get(0).key());
      backOff.succeeded();
    }
    return enough;
  }
}
